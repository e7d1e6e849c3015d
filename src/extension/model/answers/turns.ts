/** The order in which a campaign's accounts send, for drawing. Whether they take turns is judged in the core. */
import { dealing } from '../../../engine/campaigns/detectors/timing/dealing.ts';
import type { Turns } from '../../../protocol/chart-data.ts';
import { forEachSelected } from '../selection.ts';
import type { Results } from '../results.ts';

/** Number of requests in the run that is shown: enough to see a pattern, few enough to see each. */
const RUN_LENGTH = 240;

/** How a campaign's requests are dealt over its accounts; undefined when it is not known or has no times. */
export function turnsOf(results: Results, id: string): Turns | undefined {
  const campaign = results.campaign(id);
  if (campaign === undefined) return undefined;
  const { index } = results;
  const rows: number[] = [];
  forEachSelected(results, { campaign: id }, (row) => {
    if (!Number.isNaN(index.time[row] ?? NaN)) rows.push(row);
  });
  if (rows.length < 2) return undefined;
  const timeOf = (row: number): number => index.time[row] ?? 0;
  rows.sort((a, b) => timeOf(a) - timeOf(b) || a - b);
  const totals = new Map<number, number>();
  for (const row of rows) {
    const account = index.account[row] ?? 0;
    totals.set(account, (totals.get(account) ?? 0) + 1);
  }
  const run = densest(rows, timeOf);
  const accounts = [...new Set(run.map((row) => index.account[row] ?? 0))];
  const place = new Map(accounts.map((account, k) => [account, k]));
  const judged = [...campaign.evidence, ...campaign.counterEvidence].find(({ detector }) => detector === dealing.id);
  return {
    campaign: id,
    judged: judged?.text ?? null,
    accounts: accounts.map((account) => index.accounts[account] ?? ''),
    requests: accounts.map((account) => totals.get(account) ?? 0),
    order: run.map((row) => place.get(index.account[row] ?? 0) ?? 0),
    times: run.map(timeOf),
  };
}

/** The consecutive requests that take the least time. */
function densest(rows: readonly number[], timeOf: (row: number) => number): number[] {
  const length = Math.min(RUN_LENGTH, rows.length);
  let best = 0;
  let shortest = Infinity;
  for (let start = 0; start + length <= rows.length; start++) {
    const span = timeOf(rows[start + length - 1] ?? 0) - timeOf(rows[start] ?? 0);
    if (span < shortest) [best, shortest] = [start, span];
  }
  return rows.slice(best, best + length);
}
