/** Fitted curves, a row each. */
import type { Weights } from '../../../src/math/curves.ts';
import { table } from '../../../src/report/benchmark/markdown.ts';

export function curveTable({ curves }: Weights): string {
  const rows = [...curves].map(([id, curve]) => [
    id,
    curve.map(([x, weight]) => `${Number(x.toPrecision(3))}: ${weight.toFixed(2)}`).join(', '),
  ]);
  return table(['detector', 'weight at'], rows);
}
