/** Chooses the rows that show a template best: different prompts, spread evenly over its accounts and over the log. */
import type { RequestTable } from '../table/request-table.ts';
import type { SliceList } from './slices.ts';

/**
 * At most `count` rows of a template's slices.
 * @param isShowing of these only, where there are any
 */
export function chooseSampleRows(
  slices: SliceList,
  table: RequestTable,
  count: number,
  isShowing?: (row: number) => boolean,
): number[] {
  const prompts = new Set<number>();
  const rows: number[] = [];
  // One request from each account in turn, so that the busiest accounts do not represent them all.
  let isOver = false;
  const step = Math.max(1, Math.floor(slices.length / count));
  for (let turn = 0; !isOver && rows.length < count; turn++) {
    isOver = true;
    for (let at = 0; at < slices.length && rows.length < count; at += turn ? 1 : step) {
      const row = slices.at(at)!.rows[turn];
      if (row === undefined) continue;
      isOver = false;
      if (prompts.has(table.rows.prompt[row]!) || isShowing?.(row) === false) continue;
      prompts.add(table.rows.prompt[row]!);
      rows.push(row);
    }
  }
  return rows.length > 0 || isShowing === undefined ? rows : chooseSampleRows(slices, table, count);
}
