/**
 * Curves as columns of a regression. A curve is straight between knots and flat beyond them; it is the sum of one ramp a
 * stretch, from 0 to 1 over it. Ramps with weights that are not negative make it rise; turned round, fall. The ridge then
 * falls on the step from knot to knot, in nats.
 */
import type { Curve } from '../../src/math/curves.ts';

/** Stretches a curve has at most. */
const STRETCHES = 5;

/**
 * Knots at quantiles of values that are each counted, least and largest two hundredth left beyond. Values that fill a stretch by
 * themselves take one knot each, and the others share what is left: where most cases measure 0, what is above it is not one
 * step. None where all values are the same.
 */
export function knotsOf(values: readonly number[], counts: readonly number[], stretches = STRETCHES): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const even = quantiles(order, values, counts, stretches);
  if (even.length === stretches + 1) return even;
  const sums = new Map<number, number>();
  for (const at of order) sums.set(values[at]!, (sums.get(values[at]!) ?? 0) + counts[at]!);
  const heavy = [...sums].filter(([, sum]) => sum * stretches > (1 - 2 * TAIL) * total).map(([value]) => value);
  const others = order.filter((at) => !heavy.includes(values[at]!));
  const shared = others.length > 0 ? quantiles(others, values, counts, Math.max(1, stretches - heavy.length)) : [];
  const knots = [...new Set([...heavy, ...shared])].sort((a, b) => a - b);
  // Two kinds of values, one of them rare, are one step.
  const [least, largest] = [values[order[0]!]!, values[order.at(-1)!]!];
  if (knots.length === 1 && least < largest) return [least, largest];
  return knots.length > 1 ? knots : [];
}

/** Values at even quantiles, each once; `order` is ascending. */
function quantiles(
  order: readonly number[],
  values: readonly number[],
  counts: readonly number[],
  stretches: number,
): number[] {
  const total = order.reduce((sum, at) => sum + counts[at]!, 0);
  const found: number[] = [];
  let [at, below] = [0, 0];
  for (let i = 0; i <= stretches; i++) {
    const wanted = total * (TAIL + ((1 - 2 * TAIL) * i) / stretches);
    while (at < order.length - 1 && below + counts[order[at]!]! < wanted) below += counts[order[at++]!]!;
    const value = order.length > 0 ? values[order[at]!]! : NaN;
    if (found.length === 0 || value > found.at(-1)!) found.push(value);
  }
  return found;
}

const TAIL = 0.02;

/** How far each stretch between knots has been walked at x: 0 to 1. */
export const ramps = (knots: readonly number[], x: number): number[] =>
  knots.slice(1).map((to, i) => Math.min(1, Math.max(0, (x - knots[i]!) / (to - knots[i]!))));

/** The curve with a step a stretch, moved so that `middle` weighs nothing. */
export function curveOf(knots: readonly number[], steps: readonly number[], middle: number): Curve {
  let sum = -middle;
  return knots.map((x, i) => {
    if (i > 0) sum += steps[i - 1]!;
    return [x, sum] as const;
  });
}
