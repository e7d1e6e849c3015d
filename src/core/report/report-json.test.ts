import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLEAN_REPORT, EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import { reportJson } from './report-json.ts';

test('the pieces are exactly the indented JSON of the report', () => {
  for (const report of [EXAMPLE_REPORT, CLEAN_REPORT]) {
    assert.equal([...reportJson(report)].join(''), `${JSON.stringify(report, null, 2)}\n`);
  }
});
