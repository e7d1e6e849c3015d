/** The different values of a column in one account's requests. Detectors ask for those of the same accounts again and again. */
import { Memo } from '../../math/memo.ts';
import type { AccountProfile } from './account-profiles.ts';

/** What stands for each different value, one after the other, in the order of their first requests. */
const WIDTH = 3;

/** Columns of numbers whose values can be listed. */
export type ListedColumn = 'parameters' | 'system';

export class SentValues {
  private readonly known = new Memo<AccountProfile, Uint32Array>();

  /** @param column the same for all that is asked */
  constructor(private readonly column: ListedColumn) {}

  /** Goes through the different values of an account: how many requests have each, and the first row of these. */
  each(
    profile: AccountProfile,
    rows: Readonly<Record<ListedColumn, Uint32Array>>,
    take: (value: number, requests: number, first: number) => void,
  ): void {
    const list = this.listOf(profile, rows[this.column]);
    for (let at = 0; at < list.length; at += WIDTH) take(list[at]!, list[at + 1]!, list[at + 2]!);
  }

  private listOf(profile: AccountProfile, column: Uint32Array): Uint32Array {
    const before = this.known.get(profile);
    if (before) return before;
    const places = new Map<number, number>();
    const list: number[] = [];
    let [place, last] = [-WIDTH, -1];
    for (const row of profile.rows) {
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
    const found = Uint32Array.from(list);
    this.known.set(profile, found);
    return found;
  }
}
