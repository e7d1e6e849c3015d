import type { RequestTable } from '../../table/request-table.ts';
import type { LineRef } from '../report.ts';

/** Lines a piece of evidence may show. */
const MAX_LINES = 20;

/** Turns rows of a table into places in the files. */
export class LineRefs {
  constructor(
    private readonly table: RequestTable,
    private readonly paths: readonly string[],
  ) {}

  /** The lines of the rows without repeats, at most 20, in the order given. */
  of(rows: Iterable<number>): LineRef[] {
    const { source, line, offset, bytes } = this.table.rows;
    const seen = new Set<string>();
    const refs: LineRef[] = [];
    for (const row of rows) {
      const key = `${source[row]!} ${offset[row]!}`;
      if (seen.has(key)) continue;
      seen.add(key);
      refs.push({ file: this.paths[source[row]!]!, line: line[row]!, offset: offset[row]!, length: bytes[row]! });
      if (refs.length === MAX_LINES) break;
    }
    return refs;
  }
}
