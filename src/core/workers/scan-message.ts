import { type PackedTable, RequestTable } from '../signals/request-table.ts';
import type { ScanPart } from './scan-job.ts';

/** A part as it crosses threads: the table as plain columns. */
export type PackedPart = Omit<ScanPart, 'table'> & { table: PackedTable };

/** Takes the part's table with it. */
export function packPart(part: ScanPart): PackedPart {
  const table = part.table.pack();
  part.table.discard();
  return { ...part, table };
}

export function unpackPart(packed: PackedPart): ScanPart {
  return { ...packed, table: RequestTable.unpack(packed.table) };
}
