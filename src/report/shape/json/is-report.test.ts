import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import { reportOf } from './is-report.ts';

test('a report of the version before is read as it stands, and one of any other is not', () => {
  const written = (version: number): unknown => JSON.parse(JSON.stringify({ ...EXAMPLE_REPORT, version }));
  assert.deepEqual(reportOf(written(2)), JSON.parse(JSON.stringify(EXAMPLE_REPORT)));
  assert.deepEqual(reportOf(written(3)), JSON.parse(JSON.stringify(EXAMPLE_REPORT)));
  assert.equal(reportOf(written(1)), undefined);
  assert.equal(reportOf({ version: 2 }), undefined);
});
