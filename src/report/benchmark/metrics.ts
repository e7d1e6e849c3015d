/** Measures of a detector that ranks items and of one that says yes or no. */

/** A score with whether the item is what was looked for. */
export type Scored = readonly [score: number, positive: boolean];

/** Average precision; items with equal scores are one step. NaN without positives. */
export function averagePrecision(items: readonly Scored[]): number {
  const positives = items.filter(([, positive]) => positive).length;
  let hits = 0;
  let area = 0;
  for (const { right, seen } of steps(items)) {
    hits += right;
    area += (right / positives) * (hits / seen);
  }
  return positives > 0 ? area : NaN;
}

/** Share of positives above the lowest threshold with a false-positive rate of at most `rate`. NaN without positives. */
export function recallAtFpr(items: readonly Scored[], rate: number): number {
  const positives = items.filter(([, positive]) => positive).length;
  const allowed = Math.floor((items.length - positives) * rate);
  let hits = 0;
  for (const { right, seen } of steps(items)) {
    if (seen - hits - right > allowed) break;
    hits += right;
  }
  return positives > 0 ? hits / positives : NaN;
}

/** One step a distinct score, descending: positives that have it, and all items up to it. */
function* steps(items: readonly Scored[]): Generator<{ right: number; seen: number }> {
  const sorted = [...items].sort((a, b) => b[0] - a[0]);
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    let right = 0;
    for (; to < sorted.length && sorted[to]![0] === sorted[from]![0]; to++) if (sorted[to]![1]) right++;
    yield { right, seen: to };
  }
}

/** NaN without values. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
