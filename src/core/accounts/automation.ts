/** Is an account run by a program? That is common and harmless: it is said, and never counts towards distillation. */
import { count, decimal } from '../math/number-words.ts';
import type { RequestTable } from '../signals/request-table.ts';
import type { AccountProfile } from './account-profiles.ts';

/** Requests needed to speak of a rhythm. */
const LEAST = 60;
/** Coefficient of variation of the gaps below which a rhythm is a timer's. People and live apps have 1 to 5 (ServeGen 2025). */
const EVEN_GAPS = 0.4;
/** Hours of the day in which an account must be active, each with a fair share, to never sleep. */
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

/** Null when there is no sign, too few requests, or no times. */
export function automationOf(profile: AccountProfile, table: RequestTable): Automation | null {
  if (profile.rows.length < LEAST) return null;
  const times = Float64Array.from(profile.rows, (row) => table.rows.time[row]!)
    .filter((time) => !Number.isNaN(time))
    .sort();
  const n = times.length;
  if (n < LEAST) return null;
  const gaps = times.subarray(1).map((time, i) => time - times[i]!);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length) / mean;
  if (deviation < EVEN_GAPS) {
    return {
      kind: 'even-gaps',
      statistic: deviation,
      n,
      text: `Gaps between requests are even: they vary by ${decimal(deviation, 2)} of their mean of ${count(mean / 1000)} s.`,
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
    text: `Active in all ${HOURS} hours of the day over ${count(days)} days.`,
  };
}
