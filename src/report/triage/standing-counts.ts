import { type DecisionCounts, FOUND, type Verdict } from '../shape/report.ts';
import { NOT_COUNTED, type Standing } from './standing.ts';

export function countStandings<T extends { verdict: Verdict }>(
  items: readonly T[],
  standing: (item: T) => Standing | undefined,
): DecisionCounts {
  const counts: DecisionCounts = { found: 0, counted: 0, benign: 0, allowed: 0, confirmed: 0, watch: 0 };
  for (const item of items) {
    if (!FOUND.has(item.verdict)) continue;
    counts.found++;
    const state = standing(item)?.state;
    if (state !== undefined) counts[state]++;
    if (state === undefined || !NOT_COUNTED.has(state)) counts.counted++;
  }
  return counts;
}
