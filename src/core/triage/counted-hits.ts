/** Hits of rules seen with what people decided. */
import type { RuleHit, RuleOutcome } from '../report/report.ts';
import { isCounted, type TriagedReport } from './triaged-report.ts';

/** The listed hits that count: one on an account that decisions took out does not. */
export function countedHits(triaged: TriagedReport, { hits }: RuleOutcome): RuleHit[] {
  return hits.filter(({ group }) => {
    const account = group.find(({ field }) => field === 'account');
    return account === undefined || isCounted(triaged, 'account', account.value);
  });
}
