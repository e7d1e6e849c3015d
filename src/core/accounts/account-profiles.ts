/** What is known of each account as a whole. Profiles describe; only slices and campaigns are judged. */
import { FLAG } from '../signals/request-signals.ts';
import type { RequestTable } from '../signals/request-table.ts';
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
  /** Organisation as the directory or else the log states it; `''` when neither does. */
  organisation: string;
  directory: DirectoryEntry | undefined;
  /** Rows of the table, in canonical order. */
  rows: number[];
}

/** Profiles by account number. Requests without an account are nobody's. `first` and `last` are NaN without times. */
export function accountProfiles(table: RequestTable, directory: AccountDirectory): Map<number, AccountProfile> {
  const { rows, names } = table;
  const profiles = new Map<number, AccountProfile>();
  for (let row = 0; row < table.length; row++) {
    const number = rows.account[row]!;
    if (number === 0) continue;
    let profile = profiles.get(number);
    if (!profile) {
      const account = names.account.values[number]!;
      const entry = directory.get(account);
      profile = {
        number,
        account,
        weak: (rows.flags[row]! & FLAG.weakIdentity) !== 0,
        requests: 0,
        outputTokens: 0,
        first: NaN,
        last: NaN,
        organisation: entry?.organisation ?? '',
        directory: entry,
        rows: [],
      };
      profiles.set(number, profile);
    }
    profile.requests++;
    profile.rows.push(row);
    profile.outputTokens += rows.outputTokens[row]!;
    if (!profile.organisation) profile.organisation = names.organisation.values[rows.organisation[row]!]!;
    const time = rows.time[row]!;
    if (!(time >= profile.first)) profile.first = Number.isNaN(time) ? profile.first : time;
    if (!(time <= profile.last)) profile.last = Number.isNaN(time) ? profile.last : time;
  }
  return new Map([...profiles].sort((a, b) => a[0] - b[0]));
}
