/**
 * Collapses requests with the same prompt. A template is known by how many *different* prompts share a clause; the same
 * prompt sent a thousand times says nothing about which of its parts vary.
 */
import type { RequestTable } from '../signals/request-table.ts';

export interface DistinctPrompts {
  count: number;
  /** First row with the prompt, for each distinct prompt. */
  firstRow: Uint32Array;
  /** Number of the distinct prompt of each row. */
  ofRow: Uint32Array;
}

export function distinctPrompts(table: RequestTable): DistinctPrompts {
  const numbers = new Map<number, number>();
  const ofRow = new Uint32Array(table.length);
  const firstRow: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const prompt = table.rows.prompt[row]!;
    let number = numbers.get(prompt);
    if (number === undefined) {
      number = firstRow.length;
      numbers.set(prompt, number);
      firstRow.push(row);
    }
    ofRow[row] = number;
  }
  return { count: firstRow.length, firstRow: Uint32Array.from(firstRow), ofRow };
}
