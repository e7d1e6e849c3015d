/** What is known about each account as a whole. Profiles only describe; slices and campaigns are what is judged. */
import { FLAG } from '../table/request-flags.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { AccountDirectory, DirectoryEntry } from './account-directory.ts';

export interface AccountProfile {
  /** Number in the table's account dictionary. */
  number: number;
  account: string;
  weak: boolean;
  requests: number;
  outputTokens: number;
  first: number;
  last: number;
  /** Organisation according to the directory, or else to the log; `''` if neither names one. */
  organisation: string;
  directory: DirectoryEntry | undefined;
  /** Rows of the table, in canonical order. */
  rows: Uint32Array;
}

/** Profiles by account number. Requests without an account belong to none. `first` and `last` are NaN without times. */
export function accountProfiles(table: RequestTable, directory: AccountDirectory): Map<number, AccountProfile> {
  const { rows, names } = table;
  const profiles = new Map<number, Profile>();
  for (let row = 0; row < table.length; row++) {
    const number = rows.account[row]!;
    if (number === 0) continue;
    let profile = profiles.get(number);
    if (!profile) {
      const account = names.account.values[number]!;
      const entry = directory.get(account);
      profile = new Profile(number, account, (rows.flags[row]! & FLAG.weakIdentity) !== 0, entry);
      profiles.set(number, profile);
    }
    profile.requests++;
    profile.outputTokens += rows.outputTokens[row]!;
    if (!profile.organisation) profile.organisation = names.organisation.values[rows.organisation[row]!]!;
    const time = rows.time[row]!;
    if (!(time >= profile.first)) profile.first = Number.isNaN(time) ? profile.first : time;
    if (!(time <= profile.last)) profile.last = Number.isNaN(time) ? profile.last : time;
  }
  const sorted = new Map([...profiles].sort((a, b) => a[0] - b[0]));
  giveRows(sorted, table);
  return sorted;
}

/** The rows of all accounts share one column, because growing lists would take three times the memory. */
function giveRows(profiles: ReadonlyMap<number, Profile>, { rows: { account }, names, length }: RequestTable): void {
  let sum = 0;
  for (const { requests } of profiles.values()) sum += requests;
  const column = new Uint32Array(sum);
  const next = new Uint32Array(names.account.values.length);
  let from = 0;
  for (const profile of profiles.values()) {
    next[profile.number] = from;
    profile.column = column;
    profile.from = from;
    from += profile.requests;
  }
  for (let row = 0; row < length; row++) if (account[row] !== 0) column[next[account[row]!]!++] = row;
}

const NO_ROWS = new Uint32Array(0);

/** A view of its rows is made when they are asked for: kept, it would take as much memory as all else of an account. */
class Profile implements AccountProfile {
  requests = 0;
  outputTokens = 0;
  first = NaN;
  last = NaN;
  organisation: string;
  column = NO_ROWS;
  from = 0;

  constructor(
    readonly number: number,
    readonly account: string,
    readonly weak: boolean,
    readonly directory: DirectoryEntry | undefined,
  ) {
    this.organisation = directory?.organisation ?? '';
  }

  get rows(): Uint32Array {
    return this.column.subarray(this.from, this.from + this.requests);
  }
}
