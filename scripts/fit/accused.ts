/** Who is called what, from candidates and their log odds: the rule of the verdict. */
import { probabilityOf } from '../../src/core/math/log-odds.ts';
import type { Dump } from './dumped.ts';

export interface JudgedAccounts {
  /** By account. */
  score: Float64Array;
  accused: boolean[];
  /** Log odds of the candidates. */
  logOdds: readonly number[];
}

export const THRESHOLD = 0.9;

/**
 * An account is as suspect as the less certain of two things: that the candidate is a campaign, and that the account belongs
 * to it. It is accused where both are certain enough.
 */
export function judgedAccounts({ log, candidates }: Dump, logOdds: readonly number[]): JudgedAccounts {
  const score = new Float64Array(log.accounts.length);
  const accused = log.accounts.map(() => false);
  candidates.forEach(({ accounts, membership, near }, i) => {
    const campaign = probabilityOf(logOdds[i]!);
    const members = accounts.map((account, at) => [account, membership[at]!] as const);
    for (const [account, odds] of [...members, ...near])
      score[account] = Math.max(score[account]!, Math.min(campaign, probabilityOf(odds)));
    for (const [account, odds] of members)
      if (campaign >= THRESHOLD && probabilityOf(odds) >= THRESHOLD) accused[account] = true;
  });
  return { score, accused, logOdds };
}

/** As the program's report says it. */
export const reportedAccounts = ({ log, candidates }: Dump): JudgedAccounts => ({
  score: Float64Array.from(log.accounts, ({ score }) => score),
  accused: log.accounts.map(({ verdict }) => verdict === 'distillation'),
  logOdds: candidates.map(({ logOdds }) => logOdds),
});
