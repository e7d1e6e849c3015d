import type { ByteReader, PartReader } from '../../../reader/records/reading/byte-reader.ts';
import type { RecordLocation } from '../../../reader/records/fields/record-location.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { loadLine } from './fast-paths.ts';

/** Lines and requests in a row left to the general reader before no more are tried: the log is of another kind. */
const MAX_REFUSED = 1000;

/** Reads lines of common logs from their bytes into a table. */
export class FastReader implements ByteReader {
  format = '';
  private refused = 0;

  constructor(private readonly table: RequestTable) {}

  read(bytes: Buffer, start: number, end: number, location: RecordLocation, parts: PartReader): number {
    if (this.refused > MAX_REFUSED) return -1;
    this.refused++;
    const found = loadLine(bytes, start, end, location);
    if (found === undefined) return -1;
    const requests = found.path.read(found.line, this.table, parts);
    if (requests > 0) this.refused = 0;
    this.format = found.path.format;
    return requests;
  }

  /** Called with each request that the general reader has read. */
  noteGeneral(): void {
    this.refused++;
  }
}
