import type { Metric } from '../../../protocol/messages.ts';
import type { Hours } from '../../../protocol/view-model.ts';
import { fillMetric, largest } from './metric.ts';
import type { Results } from '../results.ts';
import { hourOfWeek } from '../selection.ts';
import { type Place, requestsOf } from '../../../report/shape/activity/counted-index.ts';

/** One account's week: 168 hours in UTC, Monday 00:00 first. */
export function accountHours({ charts: results }: Results, account: string, metric: Metric): Hours {
  const values = new Float32Array(168);
  const number = results.accountNumber(account);
  const rows = number === undefined ? new Uint32Array(0) : results.rowsOfAccount(number);
  const { index } = results;
  const place: Place = (row, add) => {
    const hour = hourOfWeek(index.time[row] ?? NaN);
    if (hour >= 0) add(hour, requestsOf(index, row));
  };
  fillMetric(results, metric, rows, place, values);
  return { account, values, max: largest(values) };
}
