import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isAll } from '../../../../test/harness/all.ts';
import { EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import { writeFile } from '../../../reader/bytes/files/write-file.ts';
import { reportJson } from '../../../report/shape/json/report-json.ts';
import { readReportFile } from './report-file.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-report-');

const skip = isAll ? false : 'left to npm run test:all';

test('a report is what was written, however it is laid out', async () => {
  const file = join(folder, 'report.json');
  await writeFile(file, reportJson(EXAMPLE_REPORT));
  assert.deepEqual(await readReportFile(file), EXAMPLE_REPORT);
  writeFileSync(file, `\ufeff${JSON.stringify(EXAMPLE_REPORT)}`);
  assert.deepEqual(await readReportFile(file), EXAMPLE_REPORT);
});

// Makes and reads half a gigabyte.
test('a report that is longer than the longest string is read', { skip }, async () => {
  const file = join(folder, 'long.json');
  const [account] = EXAMPLE_REPORT.accounts;
  const name = 'a'.repeat(1 << 20);
  const accounts = Array.from({ length: 600 }, (_, n) => ({ ...account!, account: `${n}${name}` }));
  await writeFile(file, reportJson({ ...EXAMPLE_REPORT, accounts }));
  const report = await readReportFile(file);
  assert.equal(report?.accounts.length, 600);
  assert.equal(report.accounts[599]!.account, `599${name}`);
});

test('a report that was cut says so', async () => {
  const file = join(folder, 'cut.json');
  writeFileSync(file, [...reportJson(EXAMPLE_REPORT)].join('').slice(0, -100));
  await assert.rejects(readReportFile(file), /The report ".*cut\.json" is incomplete/);
});
