/**
 * Sessions: requests from one account less than half an hour apart (the usual cut-off in web analytics). The times of sessions
 * are independent of one another; those of requests are not.
 */
import { Memo } from '../../../../math/memo.ts';
import { groupsOf } from '../../../../math/groups.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { conversationsOf, PAUSE_MS } from '../conversations.ts';

export const DAY_MS = 86_400_000;

/** Of the candidate that was asked about last: see `conversationsOf`. */
const known = new Memo<Candidate, Uint32Array[]>();

/** For each member, the first conversation of each session, as rows. Conversations without a time are left out. */
export function sessionsOf(candidate: Candidate, table: RequestTable): Uint32Array[] {
  const before = known.get(candidate);
  if (before) return before;
  const { time } = table.rows;
  const { rows, member, timed } = conversationsOf(candidate, table);
  const [first, of] = [new Uint32Array(timed), new Uint32Array(timed)];
  let count = 0;
  const last = new Float64Array(candidate.accounts.length).fill(-Infinity);
  for (let i = 0; i < timed; i++) {
    const [row, one] = [rows[i]!, member[i]!];
    if (time[row]! - last[one]! > PAUSE_MS) {
      first[count] = row;
      of[count++] = one;
    }
    last[one] = time[row]!;
  }
  const sessions = groupsOf(of.subarray(0, count), first.subarray(0, count), candidate.accounts.length);
  known.setOnly(candidate, sessions);
  return sessions;
}

type Rows = readonly number[] | Uint32Array;

/** Whether rows have times of day. False if all are at the same moment, as in a log that records only dates. */
export function haveHours(sessions: readonly Rows[], { rows: { time } }: RequestTable): boolean {
  const first = sessions.find(({ length }) => length > 0)?.[0];
  if (first === undefined) return false;
  const hour = time[first]! % DAY_MS;
  return sessions.some((rows) => rows.some((row) => time[row]! % DAY_MS !== hour));
}

/** How concentrated times are within the day: the length of the mean vector of the 24-hour circle, from 0 (even) to 1 (one moment). */
export function hourConcentration(rows: Rows, { rows: { time } }: RequestTable): number {
  let [x, y] = [0, 0];
  for (const row of rows) {
    const angle = ((time[row]! / DAY_MS) % 1) * 2 * Math.PI;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  return rows.length ? Math.hypot(x, y) / rows.length : 0;
}
