/** Which accounts have which values of one kind, with the requests that carry them: both ways, in flat columns. */
import type { SourceKind } from './entity-source.ts';

/** A row of numbers with a count each. */
export interface Linked {
  to: Uint32Array;
  requests: Uint32Array;
}

interface Side extends Linked {
  starts: Uint32Array;
}

export class KindLinks {
  readonly #values: Side;
  readonly #accounts: Side;

  /**
   * @param rows requests in the order of their accounts
   * @param starts where the requests of each account begin in them
   */
  constructor({ column, names, of }: SourceKind, rows: Uint32Array, starts: Uint32Array) {
    const accounts = starts.length - 1;
    const counts = new Uint32Array(names.length);
    const seen: number[] = [];
    const to: number[] = [];
    const requests: number[] = [];
    const ends = new Uint32Array(accounts + 1);
    const take = (value: number, by: number): void => {
      // The empty name stands for none.
      if (value >= names.length || names[value] === '') return;
      if (counts[value] === 0) seen.push(value);
      counts[value]! += by;
    };
    for (let account = 0; account < accounts; account++) {
      const [from, end] = [starts[account]!, starts[account + 1]!];
      if (of === 'account') take(column[account]!, end - from);
      else for (let at = from; at < end; at++) take(column[rows[at]!]!, 1);
      for (const value of seen) {
        to.push(value);
        requests.push(counts[value]!);
        counts[value] = 0;
      }
      seen.length = 0;
      ends[account + 1] = to.length;
    }
    this.#values = { starts: ends, to: Uint32Array.from(to), requests: Uint32Array.from(requests) };
    this.#accounts = transposed(this.#values, names.length);
  }

  valuesOf(account: number): Linked {
    return part(this.#values, account);
  }

  accountsOf(value: number): Linked {
    return part(this.#accounts, value);
  }

  /** Accounts that have a value. */
  sizeOf(value: number): number {
    return this.#accounts.starts[value + 1]! - this.#accounts.starts[value]!;
  }
}

function part({ starts, to, requests }: Side, at: number): Linked {
  const [from, end] = [starts[at]!, starts[at + 1]!];
  return { to: to.subarray(from, end), requests: requests.subarray(from, end) };
}

function transposed({ starts, to, requests }: Side, values: number): Side {
  const ends = new Uint32Array(values + 1);
  for (const value of to) ends[value + 1]!++;
  for (let value = 1; value <= values; value++) ends[value]! += ends[value - 1]!;
  const next = ends.slice();
  const other: Side = { starts: ends, to: new Uint32Array(to.length), requests: new Uint32Array(to.length) };
  for (let account = 0; account + 1 < starts.length; account++)
    for (let at = starts[account]!; at < starts[account + 1]!; at++) {
      const place = next[to[at]!]!++;
      other.to[place] = account;
      other.requests[place] = requests[at]!;
    }
  return other;
}
