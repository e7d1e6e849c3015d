/**
 * Collapses requests with the same prompt. A template shows in how many *different* prompts share a clause; the same
 * prompt sent a thousand times says nothing about which of its parts vary. The column `prompt` of the table numbers them.
 */
import type { RequestTable } from '../../table/request-table.ts';

export interface DistinctPrompts {
  count: number;
  /** First row with the prompt, for each distinct prompt. */
  firstRow: Uint32Array<ArrayBuffer>;
}

/** `table` must be finished: its prompts are numbered in the order of their first rows. */
export function distinctPrompts(table: RequestTable): DistinctPrompts {
  const { prompt } = table.rows;
  const firstRow = new Uint32Array(table.length);
  let count = 0;
  for (let row = 0; row < table.length; row++) if (prompt[row] === count) firstRow[count++] = row;
  return { count, firstRow: firstRow.subarray(0, count) };
}
