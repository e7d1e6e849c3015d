import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import { isReport } from './is-report.ts';

test('a report of this version is one, and one of any other is not', () => {
  const written = (version: number): unknown => JSON.parse(JSON.stringify({ ...EXAMPLE_REPORT, version }));
  assert.deepEqual(
    [2, 3, 4].map((version) => isReport(written(version))),
    [false, true, false],
  );
  assert.ok(!isReport({ version: 3 }));
});
