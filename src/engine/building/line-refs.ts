import type { RequestTable } from '../table/request-table.ts';
import type { LineRef } from '../../report/shape/report.ts';

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
    const { table } = this;
    const seen = new Set<string>();
    const refs: LineRef[] = [];
    for (const row of rows) {
      const [source, offset] = [table.placeAt('source', row), table.placeAt('offset', row)];
      const key = `${source} ${offset}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const file = this.paths[source]!;
      refs.push({ file, line: table.placeAt('line', row), offset, length: table.placeAt('bytes', row) });
      if (refs.length === MAX_LINES) break;
    }
    return refs;
  }
}
