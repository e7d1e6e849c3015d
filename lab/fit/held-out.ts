/** Candidates judged by weights that have not seen their log: what can be expected of logs to come. */
import type { Direction } from '../../src/engine/campaigns/detectors/detector.ts';
import type { Judge } from '../../src/engine/campaigns/judging/explanations.ts';
import { hash32 } from '../../src/math/hash.ts';
import { judgedBy } from './accused.ts';
import { casesOf } from './cases.ts';
import type { Dump, DumpedLog } from './logs/dumped.ts';
import { fitWorlds, type FittedJudge } from './fitted-judge.ts';
import type { Generator } from './logs/labelled-log.ts';

export interface HeldOut {
  log: string;
  generator: Generator;
  logOdds: number;
  positive: boolean;
}

/** Names the part a log lies in; each part is judged by weights of all others. */
export type PartOf = (log: DumpedLog) => string;

/** Eight parts. A scenario that was made with several seeds lies in one of them. */
export const byLog: PartOf = ({ generator, suite, name }) =>
  String(hash32(generator === 'world2' ? name : `${suite}/${name}`) % 8);

export const byGenerator: PartOf = ({ generator }) => generator;

/** A judge for each part that has seen all others; none where there is one part alone. */
export const judgesWithout = (
  dumps: readonly Dump[],
  directions: ReadonlyMap<string, Direction>,
  ridge: number,
  partOf: PartOf,
): Map<string, Judge> =>
  new Map([...fittedWithout(dumps, directions, ridge, partOf)].map(([part, { judge }]) => [part, judge]));

/** The same, to be fitted again without some detectors. */
export function fittedWithout(
  dumps: readonly Dump[],
  directions: ReadonlyMap<string, Direction>,
  ridge: number,
  partOf: PartOf,
): Map<string, FittedJudge> {
  const parts = [...new Set(dumps.map(({ log }) => partOf(log)))].sort();
  if (parts.length < 2) return new Map();
  let last: FittedJudge | undefined;
  return new Map(
    parts.map((part) => {
      const others = casesOf(dumps.filter(({ log }) => partOf(log) !== part));
      last = fitWorlds(others, directions, ridge, { like: last });
      return [part, last] as const;
    }),
  );
}

/** Reported candidates of each log, without mixed and authorised ones, by the judges of `judgesWithout`. */
export function heldOut(dumps: readonly Dump[], without: ReadonlyMap<string, Judge>, partOf: PartOf): HeldOut[] {
  return [...without].flatMap(([part, judge]) => {
    return dumps
      .filter(({ log }) => partOf(log) === part)
      .flatMap((dump) => {
        const { log, candidates, logOdds } = judgedBy(judge, dump);
        const id = `${log.suite}/${log.name}`;
        return candidates.flatMap(({ label }, at): HeldOut[] =>
          label === 'campaign' || label === 'innocent'
            ? [{ log: id, generator: log.generator, logOdds: logOdds[at]!, positive: label === 'campaign' }]
            : [],
        );
      });
  });
}
