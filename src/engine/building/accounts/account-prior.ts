/** How a non-standard prior changes what was judged. */
import { logOdds, probabilityOf } from '../../../math/log-odds.ts';
import type { DetectionResult } from '../detection-result.ts';

/** Share of accounts that take part in distillation for which the prior of campaigns was set. */
const STANDARD = 0.001;

/**
 * How much likelier, in log odds, each cluster of accounts is a campaign than it is by the standard prior: where a reader
 * expects ten times as many accounts to take part, any cluster is ten times as likely to be of them.
 */
export function priorShift(accountPrior: number): number {
  return accountPrior === STANDARD ? 0 : logOdds(accountPrior) - logOdds(STANDARD);
}

export function withPrior(found: DetectionResult, accountPrior: number): DetectionResult {
  const shift = priorShift(accountPrior);
  if (shift === 0) return found;
  const judgements = found.judgements.map((judgement) => ({
    ...judgement,
    logOdds: judgement.logOdds + shift,
    score: probabilityOf(judgement.logOdds + shift),
    ...(judgement.customer && {
      customer: { ...judgement.customer, logOdds: judgement.customer.logOdds + shift },
    }),
  }));
  return { ...found, judgements };
}
