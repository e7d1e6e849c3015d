import type { Verdict } from '../report/report.ts';
import { NOT_COUNTED, type Standing } from './standing.ts';

/** How many of one kind were found to be distillation or relay: `found = counted + benign + allowed`. */
export interface StandingCounts {
  found: number;
  counted: number;
  /** Not counted: marked benign, or part of something that is. */
  benign: number;
  /** Not counted: on the allow-list. */
  allowed: number;
  /** Of the counted ones. */
  confirmed: number;
  watch: number;
}

/** A program at work is no finding by itself. */
const FOUND: ReadonlySet<Verdict> = new Set(['distillation', 'relay']);

export function countStandings<T extends { verdict: Verdict }>(
  items: readonly T[],
  standing: (item: T) => Standing | undefined,
): StandingCounts {
  const counts: StandingCounts = { found: 0, counted: 0, benign: 0, allowed: 0, confirmed: 0, watch: 0 };
  for (const item of items) {
    if (!FOUND.has(item.verdict)) continue;
    counts.found++;
    const state = standing(item)?.state;
    if (state !== undefined) counts[state]++;
    if (state === undefined || !NOT_COUNTED.has(state)) counts.counted++;
  }
  return counts;
}
