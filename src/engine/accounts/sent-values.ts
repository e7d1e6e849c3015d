/** The different values of a column in one account's requests. Detectors ask for those of the same accounts again and again. */
import { Memo } from '../../math/memo.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { AccountProfile } from './account-profiles.ts';

/** What stands for each different value, one after the other, in the order of their first requests. */
const WIDTH = 3;
/** Requests from which on an account's list is kept: to count fewer again takes less than the lists of millions of accounts would. */
const MANY = 32;

export class SentValues {
  /** By account number: a profile is an object that is made anew whenever it is asked for. */
  private readonly known = new Memo<RequestTable, Map<number, Uint32Array>>();

  /** @param column the same for all that is asked */
  constructor(private readonly column: 'parameters' | 'system') {}

  /** Goes through the different values of an account: how many requests have each, and the first row of these. */
  each(
    profile: AccountProfile,
    table: RequestTable,
    take: (value: number, requests: number, first: number) => void,
  ): void {
    const list = profile.requests < MANY ? listOf(profile, table.rows[this.column]) : this.keptOf(profile, table);
    for (let at = 0; at < list.length; at += WIDTH) take(list[at]!, list[at + 1]!, list[at + 2]!);
  }

  private keptOf(profile: AccountProfile, table: RequestTable): Uint32Array {
    let lists = this.known.get(table);
    if (!lists) this.known.set(table, (lists = new Map<number, Uint32Array>()));
    let list = lists.get(profile.number);
    if (!list) lists.set(profile.number, (list = listOf(profile, table.rows[this.column])));
    return list;
  }
}

function listOf({ rows }: AccountProfile, column: Uint32Array): Uint32Array {
  const places = new Map<number, number>();
  const list: number[] = [];
  let [place, last] = [-WIDTH, -1];
  for (const row of rows) {
    const value = column[row]!;
    // Most requests have the value of the one before.
    if (value !== last) {
      place = places.get(value) ?? list.length;
      if (place === list.length) {
        places.set(value, place);
        list.push(value, 0, row);
      }
      last = value;
    }
    list[place + 1]!++;
  }
  return Uint32Array.from(list);
}
