/** Candidates judged by weights that have not seen their log: what can be expected of logs to come. */
import type { Direction } from '../../src/core/campaigns/detectors/detector.ts';
import type { Judge } from '../../src/core/campaigns/judging/explanations.ts';
import { hash32 } from '../../src/core/math/hash.ts';
import { probabilityOf } from '../../src/core/math/log-odds.ts';
import { judgedBy, THRESHOLD } from './accused.ts';
import { casesOf } from './cases.ts';
import type { Dump, DumpedLog } from './logs/dumped.ts';
import { fitJudge } from './fitted-judge.ts';
import { BUSY, isAttacker } from './log-figures.ts';

export interface HeldOut {
  log: string;
  logOdds: number;
  positive: boolean;
  /** Attackers with enough requests that belong to it beyond doubt, in all logs by a name of their own. */
  attackers: string[];
}

/** Names the part a log lies in; each part is judged by weights of all others. */
export type PartOf = (log: DumpedLog) => string;

/** Eight parts. A scenario that was made with several seeds lies in one of them. */
export const byLog: PartOf = ({ generator, suite, name }) =>
  String(hash32(generator === 'world2' ? name : `${suite}/${name}`) % 8);

export const byGenerator: PartOf = ({ generator }) => generator;

/** A judge for each part that has seen all others; none where there is one part alone. */
export function judgesWithout(
  dumps: readonly Dump[],
  directions: ReadonlyMap<string, Direction>,
  ridge: number,
  partOf: PartOf,
): Map<string, Judge> {
  const parts = [...new Set(dumps.map(({ log }) => partOf(log)))].sort();
  if (parts.length < 2) return new Map();
  return new Map(
    parts.map((part) => {
      const others = casesOf(dumps.filter(({ log }) => partOf(log) !== part));
      return [part, fitJudge(others, directions, ridge)] as const;
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
        return candidates.flatMap(({ label, accounts, membership }, at): HeldOut[] => {
          if (label !== 'campaign' && label !== 'innocent') return [];
          const sure = accounts.filter((_, i) => probabilityOf(membership[i]!) >= THRESHOLD);
          const attackers = sure.filter((account) => isBusy(log, account)).map((account) => `${id} ${account}`);
          return [{ log: id, logOdds: logOdds[at]!, positive: label === 'campaign', attackers }];
        });
      });
  });
}

const isBusy = ({ accounts }: DumpedLog, account: number): boolean =>
  isAttacker(accounts[account]!) && accounts[account]!.harvest >= BUSY;

/** Share of attackers with enough requests in campaigns that are above all innocent candidates but so many. */
export function recallAt(items: readonly HeldOut[], dumps: readonly Dump[], allowed: number): number {
  const all = dumps.reduce((sum, { log }) => sum + log.accounts.filter((_, at) => isBusy(log, at)).length, 0);
  const found = new Set<string>();
  let wrong = 0;
  for (const { positive, attackers } of [...items].sort((a, b) => b.logOdds - a.logOdds)) {
    if (positive) for (const attacker of attackers) found.add(attacker);
    else if (++wrong > allowed) break;
  }
  return found.size / all;
}
