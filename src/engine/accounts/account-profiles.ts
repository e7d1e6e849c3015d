/** What is known about each account as a whole. Profiles only describe; slices and campaigns are what is judged. */
import { FLAG } from '../table/request-flags.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { AccountDirectory, DirectoryEntry } from './account-directory.ts';
import { MadeMap } from './made-map.ts';

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
export function accountProfiles(table: RequestTable, directory: AccountDirectory): MadeMap<AccountProfile> {
  const { names, length } = table;
  const { account, flags, outputTokens, organisation, time } = table.rows;
  const count = names.account.values.length;
  /** Where the rows of each account begin, which share one column: growing lists would take three times the memory. */
  const start = new Uint32Array(count + 1);
  for (let row = 0; row < length; row++) start[account[row]! + 1]!++;
  start[1] = 0;
  for (let number = 1; number < count; number++) start[number + 1]! += start[number]!;
  const next = start.slice();
  const columns: ProfileColumns = {
    names,
    directory,
    start,
    rows: new Uint32Array(start[count]!),
    weak: new Uint8Array(count),
    outputTokens: new Float64Array(count),
    first: new Float64Array(count).fill(NaN),
    last: new Float64Array(count).fill(NaN),
    organisation: new Uint32Array(count),
  };
  const { first, last } = columns;
  for (let row = 0; row < length; row++) {
    const number = account[row]!;
    if (number === 0) continue;
    if (next[number] === start[number]) columns.weak[number] = Number((flags[row]! & FLAG.weakIdentity) !== 0);
    columns.rows[next[number]!++] = row;
    columns.outputTokens[number]! += outputTokens[row]!;
    if (columns.organisation[number] === 0) columns.organisation[number] = organisation[row]!;
    if (Number.isNaN(time[row])) continue;
    if (!(time[row]! >= first[number]!)) first[number] = time[row]!;
    if (!(time[row]! <= last[number]!)) last[number] = time[row]!;
  }
  const has = (number: number): boolean => number < count && start[number + 1]! > start[number]!;
  const numbers = next.map((_, number) => number).filter(has);
  return new MadeMap(
    () => numbers,
    has,
    (number) => new Profile(number, columns),
  );
}

/** What is known of all accounts, by number. */
interface ProfileColumns {
  names: RequestTable['names'];
  directory: AccountDirectory;
  start: Uint32Array;
  rows: Uint32Array;
  weak: Uint8Array;
  outputTokens: Float64Array;
  first: Float64Array;
  last: Float64Array;
  organisation: Uint32Array;
}

class Profile implements AccountProfile {
  constructor(
    readonly number: number,
    private readonly of: ProfileColumns,
  ) {}

  get account(): string {
    return this.of.names.account.values[this.number]!;
  }

  get weak(): boolean {
    return this.of.weak[this.number] === 1;
  }

  get requests(): number {
    return this.of.start[this.number + 1]! - this.of.start[this.number]!;
  }

  get outputTokens(): number {
    return this.of.outputTokens[this.number]!;
  }

  get first(): number {
    return this.of.first[this.number]!;
  }

  get last(): number {
    return this.of.last[this.number]!;
  }

  get organisation(): string {
    return this.directory?.organisation || this.of.names.organisation.values[this.of.organisation[this.number]!]!;
  }

  get directory(): DirectoryEntry | undefined {
    return this.of.directory.size === 0 ? undefined : this.of.directory.get(this.account);
  }

  get rows(): Uint32Array {
    return this.of.rows.subarray(this.of.start[this.number], this.of.start[this.number + 1]);
  }
}
