/** What a report lists of a judged log: groups that are called, and those that are suspected from some odds on. */
import { type Judge, weigh } from '../../../src/engine/campaigns/judging/explanations.ts';
import { lastResort } from '../../../src/engine/campaigns/judging/last-resort.ts';
import { probabilityOf } from '../../../src/math/log-odds.ts';
import { campaignVerdicts } from '../../../src/report/shape/verdict.ts';
import { type JudgedLog, THRESHOLD } from '../accused.ts';
import { type Dump, type DumpedCandidate, silentOf, statisticsOf } from '../logs/dumped.ts';

export interface List {
  judged: JudgedLog;
  called: DumpedCandidate[];
  suspected: DumpedCandidate[];
}

export const listsOf = (logs: readonly JudgedLog[], from: number, judge: Judge): List[] =>
  logs.map((judged) => {
    const { candidates, logOdds } = judged;
    const verdicts = campaignVerdicts(
      candidates.map((candidate, at) => ({
        score: probabilityOf(logOdds[at]!),
        accounts: candidate.accounts,
        explanations: weigh(judge, statisticsOf(candidate), silentOf(candidate)).explanations,
        ...forbidden(candidate, judge),
      })),
      THRESHOLD,
      from,
    );
    const of = (wanted: string): DumpedCandidate[] => candidates.filter((_, at) => verdicts[at] === wanted);
    return { judged, called: of('distillation'), suspected: of('suspected') };
  });

/** The dump as it were had the logs been judged by these weights. */
export const weighedBy = (judge: Judge, { log, candidates }: Dump): Dump => ({
  log,
  candidates: candidates.map((candidate) => {
    const { logOdds, weights } = weigh(judge, statisticsOf(candidate), silentOf(candidate));
    const measured = Object.entries(candidate.measured).map(([id, one]) => [id, { ...one, weight: weights.get(id)! }]);
    return { ...candidate, logOdds, measured: Object.fromEntries(measured) as DumpedCandidate['measured'] };
  }),
});

/** What is not known here: one customer's accounts, which are not suspected where they are; and accounts that come once or twice, which are not called. */
export function forbidden(
  candidate: DumpedCandidate,
  judge: Judge,
): { atMostSuspected?: string; notSuspected?: true; reworded?: true } {
  const statistics = statisticsOf(candidate);
  const silent = silentOf(candidate);
  const forbids = lastResort(candidate.templates, statistics, silent, weigh(judge, statistics, silent));
  const reworded = candidate.kind === 'reworded' && { reworded: true as const, atMostSuspected: candidate.kind };
  return forbids
    ? { atMostSuspected: forbids.why, ...(forbids.clears && { notSuspected: true }), ...reworded }
    : { ...reworded };
}
