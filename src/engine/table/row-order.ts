/**
 * The canonical order of rows, whatever the split of the input: by source, position in it, and position in the line.
 */
import type { RowColumns } from './request-row.ts';

/** Rows that follow each other in a table: the first one and how many. */
export type Run = [first: number, count: number];

type Places = Pick<RowColumns, 'source' | 'offset' | 'part'>;

/** All rows in canonical order. Chunks of a scan are sorted inside, so there are few runs. */
export function canonicalOrder(rows: Places, length: number): Run[] {
  const runs: Run[] = [];
  for (let row = 0; row < length; row++) {
    const last = runs[runs.length - 1];
    if (last && compare(rows, row - 1, row) <= 0) last[1]++;
    else runs.push([row, 1]);
  }
  runs.sort((a, b) => compare(rows, a[0], b[0]));
  const disjoint = runs.every((run, i) => {
    const next = runs[i + 1];
    return !next || compare(rows, run[0] + run[1] - 1, next[0]) <= 0;
  });
  if (disjoint) return runs;
  const singles = Array.from({ length }, (_, row): Run => [row, 1]);
  return singles.sort((a, b) => compare(rows, a[0], b[0]));
}

/** The runs without some of their rows. */
export function withoutRows(runs: Run[], left: ReadonlySet<number>): Run[] {
  if (left.size === 0) return runs;
  const rest: Run[] = [];
  for (const [from, count] of runs) {
    let start = from;
    for (let row = from; row <= from + count; row++) {
      if (row < from + count && !left.has(row)) continue;
      if (row > start) rest.push([start, row - start]);
      start = row + 1;
    }
  }
  return rest;
}

export function rowCount(runs: readonly Run[]): number {
  return runs.reduce((sum, [, count]) => sum + count, 0);
}

function compare({ source, offset, part }: Places, a: number, b: number): number {
  return source[a]! - source[b]! || offset[a]! - offset[b]! || part[a]! - part[b]!;
}
