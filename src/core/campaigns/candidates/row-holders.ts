/**
 * Which candidates hold each request. Most requests are in one or none, and a list for each would take more memory than all that
 * is known of them: the first is in a column.
 */
import type { Candidate } from './candidate.ts';
import { candidateRows } from './candidate-rows.ts';

export class RowHolders {
  /** The first that was added, and one more; 0 for none. */
  private readonly first: Uint32Array;
  private readonly others = new Map<number, number[]>();

  /** @param candidates all whose requests will be asked for */
  constructor(candidates: readonly Candidate[]) {
    let rows = 0;
    for (const candidate of candidates) for (const row of candidateRows(candidate)) rows = Math.max(rows, row + 1);
    this.first = new Uint32Array(rows);
  }

  /** Adds the number of a candidate that holds a row. */
  add(row: number, number: number): void {
    if (this.first[row] === 0) {
      this.first[row] = number + 1;
      return;
    }
    const list = this.others.get(row);
    if (list) list.push(number);
    else this.others.set(row, [number]);
  }

  /** Goes through the candidates that hold a row, in the order in which they were added. */
  each(row: number, take: (number: number) => void): void {
    const first = this.first[row]!;
    if (first === 0) return;
    take(first - 1);
    for (const number of this.others.get(row) ?? []) take(number);
  }
}
