import { type PackedTable, RequestTable } from '../../table/request-table.ts';
import type { ScanPart } from './read-job.ts';

/** A part as it crosses threads: the table as plain columns. */
export type PackedPart = Omit<ScanPart, 'table'> & { table: PackedTable };

export function packPart(part: ScanPart): PackedPart {
  return { ...part, table: part.table.pack() };
}

export function unpackPart(packed: PackedPart): ScanPart {
  return { ...packed, table: RequestTable.unpack(packed.table) };
}
