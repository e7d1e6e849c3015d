import type { Metric } from '../../../protocol/messages.ts';
import type { Hours } from '../../../protocol/view-model.ts';
import { fillMetric, largest } from './metric.ts';
import type { Results } from '../results.ts';
import { hourOfWeek } from '../selection.ts';

/** One account's week: 168 hours in UTC, Monday 00:00 first. */
export function accountHours(results: Results, account: string, metric: Metric): Hours {
  const values = new Float32Array(168);
  const number = results.accountNumber(account);
  const rows = number === undefined ? new Uint32Array(0) : results.rowsOfAccount(number);
  fillMetric(results, metric, rows, (row) => hourOfWeek(results.index.time[row] ?? NaN), values);
  return { account, values, max: largest(values) };
}
