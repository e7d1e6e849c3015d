/**
 * Sessions: requests from one account less than half an hour apart (the usual cut-off in web analytics). The times of sessions
 * are independent of one another; those of requests are not.
 */
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { conversationsOf, PAUSE_MS } from '../conversations.ts';

export const DAY_MS = 86_400_000;

const known = new WeakMap<Candidate, number[][]>();

/** For each member, the first conversation of each session, as rows. Conversations without a time are left out. */
export function sessionsOf(candidate: Candidate, table: RequestTable): number[][] {
  const before = known.get(candidate);
  if (before) return before;
  const { time } = table.rows;
  const { rows, member, timed } = conversationsOf(candidate, table);
  const sessions: number[][] = candidate.accounts.map(() => []);
  const last = candidate.accounts.map(() => -Infinity);
  for (let i = 0; i < timed; i++) {
    const [row, one] = [rows[i]!, member[i]!];
    if (time[row]! - last[one]! > PAUSE_MS) sessions[one]!.push(row);
    last[one] = time[row]!;
  }
  known.set(candidate, sessions);
  return sessions;
}

/** Whether rows have times of day. False if all are at the same moment, as in a log that records only dates. */
export function haveHours(rows: readonly number[], { rows: { time } }: RequestTable): boolean {
  return rows.some((row) => time[row]! % DAY_MS !== time[rows[0]!]! % DAY_MS);
}

/** Sum of the unit vectors of times on the 24-hour circle. */
export function dayVector(rows: readonly number[], { rows: { time } }: RequestTable): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (const row of rows) {
    const angle = ((time[row]! / DAY_MS) % 1) * 2 * Math.PI;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  return { x, y };
}

/** How concentrated times are within the day: the length of the mean vector, from 0 (even) to 1 (one moment). */
export function hourConcentration(rows: readonly number[], table: RequestTable): number {
  const { x, y } = dayVector(rows, table);
  return rows.length ? Math.hypot(x, y) / rows.length : 0;
}
