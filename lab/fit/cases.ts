/** Candidates as cases to learn from, each with how much it counts. */
import type { Explanation } from '../../src/text/explanations.ts';
import { explanationOf } from './logs/explanation-of.ts';
import { type Dump, type DumpedCandidate, silentOf, statisticsOf } from './logs/dumped.ts';
import type { Generator } from './logs/labelled-log.ts';

export interface Case {
  log: string;
  generator: Generator;
  side: 'a' | 'b' | '';
  positive: boolean;
  /** What an innocent case truly is; null of a campaign. */
  explanation: Explanation | null;
  count: number;
  statistics: ReadonlyMap<string, number>;
}

/** Innocent candidates from which on more of one log do not count for more. */
const FROM_ONE_LOG = 12;

/**
 * Cases of dumped logs, without mixed and authorised ones. A campaign counts once, its candidates by their accounts, and the
 * innocent candidates of a log count for twelve at most. Then each generator counts for its share, of each kind, and all together
 * for as much as before.
 */
export function casesOf(dumps: readonly Dump[]): Case[] {
  const cases = dumps.flatMap(({ log, candidates }) => {
    const innocent = candidates.filter(({ label }) => label === 'innocent').length;
    return candidates.flatMap((candidate): Case[] => {
      const { label, campaign } = candidate;
      if (label !== 'campaign' && label !== 'innocent') return [];
      const positive = label === 'campaign';
      const same = candidates
        .filter((other) => other.label === 'campaign' && other.campaign === campaign)
        .reduce((sum, { accounts }) => sum + accounts.length, 0);
      return [
        {
          log: `${log.suite}/${log.name}`,
          generator: log.generator,
          side: log.side,
          positive,
          explanation: positive ? null : explanationOf(candidate.personas[0]?.[0] ?? ''),
          count: positive ? candidate.accounts.length / same : Math.min(1, FROM_ONE_LOG / innocent),
          statistics: heardOf(candidate),
        },
      ];
    });
  });
  return balanced(cases);
}

/** What nothing may be learnt from is what must weigh nothing. */
function heardOf(candidate: DumpedCandidate): Case['statistics'] {
  const silent = silentOf(candidate);
  return new Map([...statisticsOf(candidate)].filter(([id]) => !silent.has(id)));
}

/** How many cases there are of each kind. */
export function kindsOf(cases: readonly Case[]): { campaigns: number; innocent: number } {
  const campaigns = cases.filter(({ positive }) => positive).length;
  return { campaigns, innocent: cases.length - campaigns };
}

/** What each generator counts: the sample is one scenario, the others are many. */
const SHARES: Readonly<Record<Generator, number>> = {
  bench: 2,
  world2: 2,
  sample: 1,
  town: 2,
  wharf: 2,
  counter: 2,
  commons: 2,
  real: 2,
  red: 2,
};

/** The same cases, those of each generator counting for its share in all, of each kind. */
function balanced(cases: readonly Case[]): Case[] {
  const factors = new Map([true, false].flatMap((positive) => factorsOf(cases, positive)));
  return cases.map((one) => ({ ...one, count: one.count * factors.get(keyOf(one))! }));
}

/** By what the counts of each generator's cases of one kind are multiplied. */
function factorsOf(cases: readonly Case[], isPositive: boolean): [string, number][] {
  const same = cases.filter(({ positive }) => positive === isPositive);
  const sum = (list: readonly Case[]): number => list.reduce((total, { count }) => total + count, 0);
  const present = [...new Set(same.map(({ generator }) => generator))];
  const all = present.reduce((total, generator) => total + SHARES[generator], 0);
  return present.map((generator) => {
    const own = same.filter((one) => one.generator === generator);
    return [keyOf(own[0]!), (sum(same) * SHARES[generator]) / all / sum(own)];
  });
}

const keyOf = ({ generator, positive }: Pick<Case, 'generator' | 'positive'>): string => `${generator} ${positive}`;
