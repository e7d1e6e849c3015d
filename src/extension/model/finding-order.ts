import { type Finding, speaks } from '../../report/shape/report.ts';
import type { Results } from './results.ts';

/**
 * Findings that count and have a line, in the order of the findings tree: each campaign followed by its accounts,
 * accounts outside campaigns, templates. Whoever steps through them can follow along in the tree.
 */
export function findingsInOrder(results: Results): Finding[] {
  const ranks = new Map<string, number>();
  const rank = (kind: Finding['kind'], id: string): void => {
    const key = `${kind}\0${id}`;
    if (!ranks.has(key)) ranks.set(key, ranks.size);
  };
  for (const { id, accounts } of results.report.campaigns) {
    rank('campaign', id);
    for (const account of accounts) rank('account', account);
  }
  for (const { account } of results.report.accounts) rank('account', account);
  for (const { id } of results.report.templates) rank('template', id);
  const placeOf = ({ kind, subject }: Finding): number => ranks.get(`${kind}\0${subject}`) ?? ranks.size;
  return results.triaged.findings
    .filter(({ verdict, lines }) => speaks(verdict) && lines.length > 0)
    .sort((one, other) => placeOf(one) - placeOf(other));
}
