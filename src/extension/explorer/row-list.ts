import type { FoundRow, ListFacts, LogRow, RowPlace } from '../../protocol/explorer-messages.ts';

/** How far a list is: all but its number. */
export type Extent = Omit<ListFacts, 'list'>;

/** Rows that the explorer shows, by their number from 0. */
export interface RowList {
  extent(): Extent;
  rows(from: RowPlace, count: number): Promise<{ rows: LogRow[]; last: boolean }>;
  /** The next flagged row after or before a request. */
  step(offset: number, part: number, by: 1 | -1): FoundRow | null;
  /** The row of a line, or the nearest one after it. */
  find(line: number): Promise<FoundRow | null>;
  /** Lines that hold the searched text; only for lists made by a search. */
  addHits?(hits: readonly { offset: number; length: number; line: number }[]): void;
}

/** Numbers that are added one by one, in a typed array that grows. */
export class Numbers {
  length = 0;
  #values = new Float64Array(1024);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}

/** First place from `0` to `length` for which `reached` holds; it must hold from some place on. */
export function firstWhere(length: number, reached: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
