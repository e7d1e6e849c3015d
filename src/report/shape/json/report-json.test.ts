import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLEAN_REPORT, EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import { escapedJson } from '../../../text/visible.ts';
import { reportJson } from './report-json.ts';

test('the pieces are the indented JSON of the report, with escapes for what terminals obey', () => {
  for (const report of [EXAMPLE_REPORT, CLEAN_REPORT]) {
    const text = [...reportJson(report)].join('');
    assert.equal(text, `${escapedJson(JSON.stringify(report, null, 2))}\n`);
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(report)));
  }
});
