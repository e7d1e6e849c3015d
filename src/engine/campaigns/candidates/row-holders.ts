/**
 * Which candidates hold each request. Most requests are in one or none, and a list for each would take more memory than all that
 * is known of them: the first is in a column, and the others are chained.
 */
import { extended } from '../../../math/columns.ts';
import type { Candidate } from './candidate.ts';
import { candidateRows } from './candidate-rows.ts';

/** Links there is room for at first. */
const USUAL = 1 << 12;

export class RowHolders {
  /** The first that was added, and one more; 0 for none. */
  private readonly first: Uint32Array;
  /** Link of the one that was added last, where there are several; 0 for none. Pages that nobody writes to take no memory. */
  private readonly last: Uint32Array;
  /** For each link, from 1: the number of its candidate, and the link of the one that was added before. */
  private numbers = new Uint32Array(USUAL);
  private before = new Uint32Array(USUAL);
  private links = 1;

  /** @param candidates all whose requests will be asked for */
  constructor(candidates: readonly Candidate[]) {
    let rows = 0;
    for (const candidate of candidates) for (const row of candidateRows(candidate)) rows = Math.max(rows, row + 1);
    this.first = new Uint32Array(rows);
    this.last = new Uint32Array(rows);
  }

  /** Adds the number of a candidate that holds a row. */
  add(row: number, number: number): void {
    if (this.first[row] === 0) {
      this.first[row] = number + 1;
      return;
    }
    if (this.links === this.numbers.length) {
      this.numbers = extended(this.numbers, new Uint32Array(2 * this.links));
      this.before = extended(this.before, new Uint32Array(2 * this.links));
    }
    this.numbers[this.links] = number;
    this.before[this.links] = this.last[row]!;
    this.last[row] = this.links++;
  }

  /** Goes through the candidates that hold a row: the one that was added first, then the others, the latest first. */
  each(row: number, take: (number: number) => void): void {
    const first = this.first[row]!;
    if (first === 0) return;
    take(first - 1);
    for (let link = this.last[row]!; link !== 0; link = this.before[link]!) take(this.numbers[link]!);
  }
}
