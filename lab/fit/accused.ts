/** Who is called what, from candidates and their log odds: the rule of the verdict. */
import { firstOfEach, moreTelling, withinCall } from '../../src/engine/campaigns/judging/distinct-judgements.ts';
import { type Judge, weigh } from '../../src/engine/campaigns/judging/explanations.ts';
import { lastResort } from '../../src/engine/campaigns/judging/last-resort.ts';
import { probabilityOf } from '../../src/math/log-odds.ts';
import { type Dump, type DumpedCandidate, type DumpedLog, silentOf, statisticsOf } from './logs/dumped.ts';
import { logOddsOf } from './fitted-judge.ts';

export interface JudgedLog {
  log: DumpedLog;
  /** One for each group of requests: the most suspicious, and these first. */
  candidates: readonly DumpedCandidate[];
  /** Of the candidates. */
  logOdds: readonly number[];
  /** By account. */
  score: Float64Array;
  accused: readonly boolean[];
}

export const THRESHOLD = 0.9;

/**
 * An account is as suspect as the less certain of two things: that the candidate is a campaign, and that the account belongs
 * to it. It is accused where both are certain enough and no rule of last resort forbids it.
 */
export function judgedBy(judge: Judge, dump: Dump): JudgedLog {
  const { log } = dump;
  const { candidates, logOdds } = distinct(
    dump,
    dump.candidates.map((candidate) => logOddsOf(judge, statisticsOf(candidate), silentOf(candidate))),
  );
  const score = new Float64Array(log.accounts.length);
  const accused = log.accounts.map(() => false);
  candidates.forEach(({ accounts, membership, near }, i) => {
    const campaign = probabilityOf(logOdds[i]!);
    const members = accounts.map((account, at) => [account, membership[at]!] as const);
    for (const [account, odds] of [...members, ...near])
      score[account] = Math.max(score[account]!, Math.min(campaign, probabilityOf(odds)));
    const statistics = statisticsOf(candidates[i]!);
    const silent = silentOf(candidates[i]!);
    if (candidates[i]!.kind === 'reworded') return;
    if (lastResort(candidates[i]!.templates, statistics, silent, weigh(judge, statistics, silent)) !== undefined)
      return;
    for (const [account, odds] of members)
      if (campaign >= THRESHOLD && probabilityOf(odds) >= THRESHOLD) accused[account] = true;
  });
  return { log, candidates, logOdds, score, accused };
}

/** As the program's report said it when the log was dumped. */
export const asReported = (dump: Dump): JudgedLog => ({
  ...distinct(
    dump,
    dump.candidates.map(({ logOdds }) => logOdds),
  ),
  log: dump.log,
  score: Float64Array.from(dump.log.accounts, ({ score }) => score),
  accused: dump.log.accounts.map(({ verdict }) => verdict === 'distillation'),
});

function distinct(
  { candidates }: Dump,
  logOdds: readonly number[],
): { candidates: DumpedCandidate[]; logOdds: number[] } {
  const sized = candidates.map((candidate, i) => ({
    logOdds: withinCall(logOdds[i]!, candidate),
    accounts: candidate.accounts.length,
  }));
  const ordered = [...candidates.keys()].sort((i, j) => moreTelling(sized[i]!, sized[j]!) || i - j);
  const kept = firstOfEach(
    ordered,
    candidates.map(({ same }) => same),
  ).sort((i, j) => logOdds[j]! - logOdds[i]!);
  return { candidates: kept.map((at) => candidates[at]!), logOdds: kept.map((at) => logOdds[at]!) };
}
