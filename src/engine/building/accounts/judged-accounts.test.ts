import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE, MONDAY, type Sent, words } from '../../../../test/fixtures/requests.ts';
import { detected, reportInput } from '../../../../test/fixtures/scans/made-scan.ts';
import { reportJson } from '../../../report/shape/json/report-json.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { buildReport } from '../build-report.ts';

const FRAME = 'Reconstruct every step of the reasoning behind this result. Leave nothing out';
/** Twelve accounts with one template, and sixty people. */
const SENT: Sent[] = Array.from({ length: 960 }, (_, n) => ({
  account: n % 2 ? `harvester-${n % 12}` : `person-${n % 120}`,
  user: n % 2 ? `${FRAME}:\n${words(`item ${n}`)}.` : `${words(`chat ${n}`, 6)}.`,
  time: MONDAY + n * 5 * MINUTE,
}));

test('accounts that are judged anew when they are read, as of millions most are, are the same in all that is read of them', async () => {
  const found = await detected(SENT);
  const common = reportInput(found);
  const [held, anew] = [buildReport(common), buildReport({ ...common, many: 0 })];
  assert.equal([...reportJson(anew.report)].join(''), [...reportJson(held.report)].join(''));
  assert.deepEqual(anew.index, held.index);
  const { accounts } = anew.report;
  assert.notEqual(accounts.at(-1), accounts.at(-1), 'none is held');
  assert.deepEqual(accounts.slice(-2), held.report.accounts.slice(-2));
  const table = Object.create(found.table, { isStored: { value: true } }) as RequestTable;
  const { accounts: kept } = buildReport({ ...common, found: { ...found, table }, many: 0 }).report;
  assert.equal(kept.at(-1), kept.at(-1), 'rows in a file are there only while the report is built');
  assert.equal(accounts.filter(({ verdict }) => verdict === 'none').length, 60);
});
