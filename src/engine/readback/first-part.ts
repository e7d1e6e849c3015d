/** Which request on a line is the first of some accounts: the table knows, so that the others need not be read again. */
import type { RequestTable } from '../table/request-table.ts';

/** Number of that request among those of the line; undefined where none of them is in the table. */
export type FirstPart = (line: { file: string; offset: number }, accounts: ReadonlySet<string>) => number | undefined;

/** @param paths of the sources by number */
export function firstPartIn({ rows, names, length }: RequestTable, paths: readonly string[]): FirstPart {
  const sources = new Map(paths.map((path, number) => [path, number]));
  const isBefore = (row: number, source: number, offset: number): boolean =>
    rows.source[row]! < source || (rows.source[row] === source && rows.offset[row]! < offset);
  return ({ file, offset }, accounts) => {
    const source = sources.get(file);
    if (source === undefined) return undefined;
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(middle, source, offset)) low = middle + 1;
      else high = middle;
    }
    for (let row = low; row < length && rows.source[row] === source && rows.offset[row] === offset; row++)
      if (accounts.has(names.account.values[rows.account[row]!]!)) return rows.part[row];
    return undefined;
  };
}
