import type { ByteReader, PartReader } from '../../records/reading/byte-reader.ts';
import type { Place } from '../../records/fields/place.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { openLine } from './quick-ways.ts';

/** Lines and requests in a row that were left to the general reader before no more are tried: the log is of another kind. */
const PATIENCE = 1000;

/** Reads lines of common logs from their bytes into a table. */
export class QuickLines implements ByteReader {
  format = '';
  private readonly table: RequestTable;
  private refused = 0;

  constructor(table: RequestTable) {
    this.table = table;
  }

  read(bytes: Buffer, start: number, end: number, place: Place, parts: PartReader): number {
    if (this.refused > PATIENCE) return -1;
    this.refused++;
    const found = openLine(bytes, start, end, place);
    if (found === undefined) return -1;
    const requests = found.way.read(found.line, this.table, parts);
    if (requests > 0) this.refused = 0;
    this.format = found.way.format;
    return requests;
  }

  /** Told each request that the general reader has read. */
  left(): void {
    this.refused++;
  }
}
