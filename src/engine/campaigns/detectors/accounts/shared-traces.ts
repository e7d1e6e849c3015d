/**
 * How closely members are linked by shared addresses or means of payment that few others use.
 * Rare values link accounts, common ones do not (Fellegi and Sunter 1969).
 */
import { Memo } from '../../../../math/memo.ts';
import type { AccountProfile } from '../../../accounts/account-profiles.ts';
import type { Slice } from '../../../accounts/slices.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import type { LogContext } from '../detector.ts';

/** What may link accounts: a column of the log or of the account directory. */
export type Trace = 'address' | 'payment' | 'signupAddress';

export interface SharedTrace {
  /**
   * Mean over members of their best value, which is the share of other members that have it too, times how far the share of
   * members among its users exceeds their share of all accounts. 1 if all members share something nobody else has.
   */
  closeness: number;
  /** Number of members with a known value, and of those that share one with another member. */
  known: number;
  sharing: number;
  /** Number of different values that members share. */
  values: number;
}

/** How members share a trace; undefined if less than half of them have a known value. */
export function sharedTrace(trace: Trace, candidate: Candidate, context: LogContext): SharedTrace | undefined {
  const members = candidate.accounts.map((account, i) => valuesOf(trace, account, candidate.slices[i]!, context));
  const known = members.filter(({ size }) => size > 0).length;
  const n = candidate.accounts.length;
  if (n < 2 || known * 2 < n) return undefined;
  const users = usersOf(trace, context);
  const inside = new Map<number, number>();
  for (const own of members) for (const value of own) inside.set(value, (inside.get(value) ?? 0) + 1);
  const base = n / context.profiles.size;
  let [sum, sharing] = [0, 0];
  for (const own of members) {
    let best = 0;
    for (const value of own) {
      const together = inside.get(value)!;
      if (together < 2 || base >= 1) continue;
      const lift = (together / users[value]! - base) / (1 - base);
      best = Math.max(best, ((together - 1) / (n - 1)) * lift);
    }
    if (best > 0) sharing++;
    sum += best;
  }
  return { closeness: sum / n, known, sharing, values: [...inside.values()].filter((count) => count > 1).length };
}

/** The values of an account, as numbers: in the candidate's requests, or in the directory. */
function valuesOf(trace: Trace, account: number, slices: readonly Slice[], context: LogContext): Set<number> {
  const values = new Set<number>();
  if (isOfDirectory(trace)) {
    const value = numbersOf(trace, context.profiles).get(entryOf(trace, context.profiles.get(account)!) ?? '');
    if (value !== undefined) values.add(value);
    return values;
  }
  const column = context.table.rows[trace];
  for (const { rows } of slices) for (const row of rows) if (column[row]! !== 0) values.add(column[row]!);
  return values;
}

type DirectoryTrace = 'payment' | 'signupAddress';
type Profiles = LogContext['profiles'];

const isOfDirectory = (trace: Trace): trace is DirectoryTrace => trace === 'payment' || trace === 'signupAddress';

const entryOf = (trace: DirectoryTrace, { directory }: AccountProfile): string | undefined =>
  trace === 'payment' ? directory?.payment : directory?.address;

const numbers = new Memo<Profiles, Map<DirectoryTrace, Map<string, number>>>();

/** Numbers the values of the directory, from 0. */
function numbersOf(trace: DirectoryTrace, profiles: Profiles): Map<string, number> {
  const ofTraces = numbers.get(profiles) ?? new Map<DirectoryTrace, Map<string, number>>();
  numbers.set(profiles, ofTraces);
  const before = ofTraces.get(trace);
  if (before) return before;
  const found = new Map<string, number>();
  for (const profile of profiles.values()) {
    const value = entryOf(trace, profile);
    if (value !== undefined && !found.has(value)) found.set(value, found.size);
  }
  ofTraces.set(trace, found);
  return found;
}

const counts = new Memo<Profiles, Map<Trace, Uint32Array>>();

/** The number of accounts in the whole log that have each value, by the value's number. */
function usersOf(trace: Trace, { table, profiles }: LogContext): Uint32Array {
  const ofTraces = counts.get(profiles) ?? new Map<Trace, Uint32Array>();
  counts.set(profiles, ofTraces);
  const before = ofTraces.get(trace);
  if (before) return before;
  const users = new Uint32Array(
    isOfDirectory(trace) ? numbersOf(trace, profiles).size : table.names[trace].values.length,
  );
  if (isOfDirectory(trace)) {
    const values = numbersOf(trace, profiles);
    for (const profile of profiles.values()) {
      const value = values.get(entryOf(trace, profile) ?? '');
      if (value !== undefined) users[value]!++;
    }
  } else {
    const column = table.rows[trace];
    /** The account last counted for each value; the rows of an account are contiguous. */
    const last = new Uint32Array(users.length);
    for (const { number, rows } of profiles.values()) {
      for (const row of rows) {
        const value = column[row]!;
        if (last[value] === number) continue;
        last[value] = number;
        users[value]!++;
      }
    }
  }
  ofTraces.set(trace, users);
  return users;
}
