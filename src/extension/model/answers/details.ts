import type { AccountDetail, TemplateDetail } from '../../../protocol/view-model.ts';
import type { Results } from '../results.ts';
import { forEachSelected } from '../selection.ts';
import { nearOf } from './case.ts';
import { binsOf, requestsOf } from '../../../report/shape/activity/counted-index.ts';

const MAX_USERS = 1000;
const TIMELINE_BINS = 200;
const NOBODY = { verdict: 'none', score: 0 } as const;

/** One account with its evidence; undefined when the scan does not know it. */
export function accountDetail(results: Results, account: string): AccountDetail | undefined {
  const report = results.account(account);
  if (report === undefined) return undefined;
  const { index } = results;
  const counts = new Map<number, number>();
  forEachSelected(results, { account }, (row) => {
    const model = index.model[row] ?? 0;
    counts.set(model, (counts.get(model) ?? 0) + 1);
  });
  const models = [...counts]
    .map(([model, requests]) => ({ model: index.models[model] ?? '', requests }))
    .sort((a, b) => b.requests - a.requests || (a.model < b.model ? -1 : 1));
  // To be near a group that is not flagged says nothing of an account.
  const flagged = results.report.campaigns.filter(({ verdict }) => verdict !== 'none');
  const near = flagged.filter((campaign) => nearOf(results, campaign).includes(report));
  const slices = report.slices.map((slice) => ({ ...slice, score: results.scoreIn(account, slice.score) }));
  return { report: { ...report, slices }, models, priorLogOdds: report.priorLogOdds, near: near.map(({ id }) => id) };
}

/** One template with its users and when it was sent; undefined when the scan does not know it. */
export function templateDetail(results: Results, template: string): TemplateDetail | undefined {
  const report = results.template(template);
  if (report === undefined) return undefined;
  const { charts } = results;
  const { index } = charts;
  const { period } = results.report;
  const counts = new Map<number, number>();
  const requests = new Array<number>(period === null ? 0 : TIMELINE_BINS).fill(0);
  const place = binsOf(index, { from: period?.start ?? 0, to: (period?.end ?? 0) + 1, bins: requests.length });
  forEachSelected(charts, { template }, (row) => {
    const account = index.account[row] ?? 0;
    counts.set(account, (counts.get(account) ?? 0) + requestsOf(index, row));
    place(row, (bin, own) => (requests[bin] = (requests[bin] ?? 0) + own));
  });
  const nameOf = (number: number): string => index.accounts[number] ?? '';
  const users = [...counts]
    .sort((a, b) => b[1] - a[1] || (nameOf(a[0]) < nameOf(b[0]) ? -1 : 1))
    .slice(0, MAX_USERS)
    .map(([number, count]) => {
      const account = nameOf(number);
      const known = results.account(account);
      const { verdict, score } = known === undefined ? NOBODY : results.called(known);
      return {
        account,
        requests: count,
        score,
        verdict,
        campaign: known?.campaign ?? '',
      };
    });
  return { report, users, timeline: { from: period?.start ?? 0, to: period === null ? 0 : period.end + 1, requests } };
}
