import { type PackedTable, RequestTable } from '../../table/request-table.ts';
import type { ScanPart } from './read-job.ts';

/** Parts that a thread read one after another, as they cross threads: their table as plain columns. */
export interface PackedParts {
  table: PackedTable;
  parts: Omit<ScanPart, 'table'>[];
}

/** @param table that of all parts */
export function packParts(parts: readonly ScanPart[], table: RequestTable): PackedParts {
  return { table: table.pack(), parts: parts.map(({ table: _, ...part }) => part) };
}

export function unpackParts({ table, parts }: PackedParts): ScanPart[] {
  const all = RequestTable.unpack(table);
  return parts.map((part, place) =>
    place === 0 ? { ...part, table: all } : { ...part, table: NO_ROWS, isShared: true },
  );
}

const NO_ROWS = new RequestTable();
