import type { ByteReader, PartReader } from '../../records/byte-reader.ts';
import type { Place } from '../../records/place.ts';
import type { RequestRecord } from '../../records/request.ts';
import type { RequestTable } from '../request-table.ts';
import { openLine, quickWays } from './quick-ways.ts';

/** Lines and requests in a row that were left to the general reader before no more are tried: the log is of another kind. */
const PATIENCE = 1000;
/** The same for lines that were left to it to be learned from: a log of many accounts begins with one line of each. */
const LEARNING = 50_000;

/** Reads lines of common logs from their bytes into a table. */
export class QuickLines implements ByteReader {
  format = '';
  private readonly table: RequestTable;
  private refused = 0;
  private learned = 0;

  constructor(table: RequestTable) {
    this.table = table;
    for (const way of quickWays()) way.begin?.();
  }

  read(bytes: Buffer, start: number, end: number, place: Place, parts: PartReader): number {
    if (this.refused > PATIENCE || this.learned > LEARNING) return -1;
    this.refused++;
    const found = openLine(bytes, start, end, place);
    if (found === undefined) return -1;
    const requests = found.way.read(found.line, this.table, parts);
    if (requests > 0) {
      this.refused = this.learned = 0;
    } else if (found.way.isLearning === true) {
      this.refused = 0;
      this.learned++;
    }
    this.format = found.way.format;
    return requests;
  }

  /** Told each request that the general reader has read. */
  learn(record: RequestRecord, place: Place): void {
    this.refused++;
    for (const way of quickWays()) way.learn?.(record, place);
  }
}
