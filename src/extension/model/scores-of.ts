import type { Report } from '../../report/shape/report.ts';
import type { RequestIndex } from '../../report/shape/request-index.ts';

/** Scores of the requests by a report that was judged anew: a request's score is that of its account, where it is flagged. */
export function scoresOf(report: Report, { accounts, account, score }: RequestIndex): Float32Array {
  const known = new Map(report.accounts.map((one) => [one.account, one.score]));
  const byNumber = Float32Array.from(accounts, (name) => known.get(name) ?? 0);
  return score.map((old, row) => (old > 0 ? (byNumber[account[row] ?? 0] ?? 0) : 0));
}
