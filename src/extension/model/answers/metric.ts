import { NO_TEMPLATE } from '../../../report/shape/request-index.ts';
import type { Metric } from '../../../protocol/messages.ts';
import type { Results } from '../results.ts';
import type { Place } from '../../../report/shape/activity/counted-index.ts';

/**
 * Fills `values` with a metric of the given rows, one value a bin. Bins without a request hold 0, or NaN for `flaggedShare`: a share of
 * nothing is not none.
 */
export function fillMetric(
  results: Results,
  metric: Metric,
  rows: Uint32Array,
  place: Place,
  values: Float32Array,
): void {
  const { index } = results;
  values.fill(0);
  // One function for all rows: there may be millions.
  let [template, tokens, isCounted] = [NO_TEMPLATE, 0, false];
  const seen = new Set<number>();
  const totals = new Float32Array(metric === 'flaggedShare' ? values.length : 0);
  const plus = (bin: number, amount: number): void => void (values[bin] = (values[bin] ?? 0) + amount);
  const add = {
    requests: plus,
    outputTokens: (bin: number) => plus(bin, tokens),
    templates: (bin: number) => {
      const key = template * values.length + bin;
      if (template === NO_TEMPLATE || seen.has(key)) return;
      seen.add(key);
      plus(bin, 1);
    },
    flaggedShare: (bin: number, requests: number) => {
      totals[bin] = (totals[bin] ?? 0) + requests;
      if (isCounted) plus(bin, requests);
    },
  }[metric];
  for (const row of rows) {
    template = index.template[row] ?? NO_TEMPLATE;
    tokens = index.outputTokens[row] ?? 0;
    isCounted = totals.length > 0 && results.isCountedRow(row);
    place(row, add);
  }
  totals.forEach((total, bin) => (values[bin] = (values[bin] ?? 0) / total));
}

/** Largest value, 0 for none. */
export function largest(values: Float32Array): number {
  let max = 0;
  for (const value of values) if (value > max) max = value;
  return max;
}
