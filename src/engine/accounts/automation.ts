/** Is an account run by a program? That is common and harmless, so it is reported but never counts towards distillation. */
import { count, percent } from '../../text/numbers.ts';
import { duration } from '../../text/times.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { AccountProfile } from './account-profiles.ts';

/** Requests needed to recognise a rhythm. */
const MIN_REQUESTS = 60;
/** A timer's gaps have a smaller coefficient of variation than this. People and live apps have 1 to 5 (ServeGen 2025). */
const EVEN_GAPS = 0.4;
/** Hours of the day in which an account that never rests must be active, each with a fair share of requests. */
const HOURS = 24;
const FAIR = 0.3;
/** Days an account must span before its nights count. */
const DAYS = 4;

export interface Automation {
  kind: 'even-gaps' | 'no-sleep';
  statistic: number;
  n: number;
  text: string;
}

/** Evidence that a program runs the account; null if there is none, too few requests, or no times. */
export function automationOf(profile: AccountProfile, table: RequestTable): Automation | null {
  if (profile.rows.length < MIN_REQUESTS) return null;
  const times = timesOf(profile.rows, table.rows.time);
  const n = times.length;
  if (n < MIN_REQUESTS) return null;
  let sum = 0;
  for (let i = 1; i < n; i++) sum += times[i]! - times[i - 1]!;
  const mean = sum / (n - 1);
  let squares = 0;
  for (let i = 1; i < n; i++) squares += (times[i]! - times[i - 1]! - mean) ** 2;
  const deviation = Math.sqrt(squares / (n - 1)) / mean;
  if (deviation < EVEN_GAPS) {
    return {
      kind: 'even-gaps',
      statistic: deviation,
      n,
      text: `Sends at regular intervals, like a timer: the gaps vary by ${percent(deviation)} around their mean of ${duration(mean)}.`,
    };
  }
  const hours = new Uint32Array(24);
  for (const time of times) hours[Math.floor(time / 3_600_000) % 24]!++;
  const active = hours.filter((requests) => requests >= (FAIR * n) / 24).length;
  const days = (times[n - 1]! - times[0]!) / 86_400_000;
  if (active < HOURS || days < DAYS) return null;
  return {
    kind: 'no-sleep',
    statistic: active,
    n,
    text: `Never rests: active in all ${HOURS} hours of the day over ${count(days)} days.`,
  };
}

/** Known times, ascending. */
function timesOf(rows: Uint32Array, time: Float64Array): Float64Array {
  const times = new Float64Array(rows.length);
  let n = 0;
  let isSorted = true;
  for (const row of rows) {
    const one = time[row]!;
    if (Number.isNaN(one)) continue;
    if (n > 0 && one < times[n - 1]!) isSorted = false;
    times[n++] = one;
  }
  // Most logs are already in time order, so this rarely sorts.
  return isSorted ? times.subarray(0, n) : times.subarray(0, n).sort();
}
