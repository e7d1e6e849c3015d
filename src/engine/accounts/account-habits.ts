import type { RequestTable } from '../table/request-table.ts';
import type { AccountProfile } from './account-profiles.ts';

/** The habits of one account, as numbers that are comparable between logs of different length. */
export interface AccountHabits {
  /** Requests per day, over the days on which it sent any. */
  volume: number;
  /** Hours of the day (UTC) in which it sent any, over the whole log: 1 to 24. */
  hours: number;
  /** Share of requests that send a prompt again. */
  repeats: number;
}

/** Requests with a time an account needs before it has habits. */
const MIN_TIMED_REQUESTS = 20;
const HOUR_MS = 3_600_000;

/** The habits of an account; undefined if too few of its requests have a time. */
export function accountHabits({ rows }: AccountProfile, table: RequestTable): AccountHabits | undefined {
  const times = Array.from(rows, (row) => table.rows.time[row]!).filter((time) => time >= 0);
  if (times.length < MIN_TIMED_REQUESTS) return undefined;
  const hours = times.map((time) => Math.floor(time / HOUR_MS));
  const days = new Set(hours.map((hour) => Math.floor(hour / 24))).size;
  const prompts = new Set(Array.from(rows, (row) => table.rows.prompt[row]!)).size;
  return {
    volume: times.length / days,
    hours: new Set(hours.map((hour) => hour % 24)).size,
    repeats: 1 - prompts / rows.length,
  };
}
