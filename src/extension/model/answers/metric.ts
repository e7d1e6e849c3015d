import { NO_TEMPLATE } from '../../../report/shape/request-index.ts';
import type { Metric } from '../../../protocol/messages.ts';
import type { Results } from '../results.ts';

/**
 * Fills `values` with a metric of the given rows, one value a bin. `binOf` says which bin a row falls into, or a negative
 * number for none. Bins without a request hold 0, or NaN for `flaggedShare`: a share of nothing is not none.
 */
export function fillMetric(
  results: Results,
  metric: Metric,
  rows: Uint32Array,
  binOf: (row: number) => number,
  values: Float32Array,
): void {
  const { index } = results;
  values.fill(0);
  if (metric === 'templates') {
    const seen = new Set<number>();
    for (const row of rows) {
      const bin = binOf(row);
      const template = index.template[row] ?? NO_TEMPLATE;
      if (bin < 0 || template === NO_TEMPLATE) continue;
      const key = template * values.length + bin;
      if (seen.has(key)) continue;
      seen.add(key);
      values[bin] = (values[bin] ?? 0) + 1;
    }
    return;
  }
  const totals = metric === 'flaggedShare' ? new Float32Array(values.length) : undefined;
  for (const row of rows) {
    const bin = binOf(row);
    if (bin < 0) continue;
    const amount =
      metric === 'requests'
        ? 1
        : metric === 'outputTokens'
          ? (index.outputTokens[row] ?? 0)
          : Number(results.isCountedRow(row));
    values[bin] = (values[bin] ?? 0) + amount;
    if (totals) totals[bin] = (totals[bin] ?? 0) + 1;
  }
  if (totals) for (let bin = 0; bin < values.length; bin++) values[bin] = (values[bin] ?? 0) / (totals[bin] ?? 0);
}

/** Largest value, 0 for none. */
export function largest(values: Float32Array): number {
  let max = 0;
  for (const value of values) if (value > max) max = value;
  return max;
}
