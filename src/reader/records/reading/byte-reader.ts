import type { RecordSink } from '../fields/record-sink.ts';
import type { RecordLocation } from '../fields/record-location.ts';

/** Reads lines from their bytes, where that can be done without making values of them. */
export interface ByteReader {
  /** Format of the requests of the line read last. */
  readonly format: string;
  /**
   * Reads a line of JSON: bytes `start` to `end`. Returns the number of requests, or -1 when nothing was done and the
   * line must be read as a value. Parts of the line may be left to `parts`; their requests are not in the number.
   */
  read(bytes: Buffer, start: number, end: number, location: RecordLocation, parts: PartReader): number;
}

/** Reads parts of a line in the general way, in addition to what was read of it from bytes. */
export interface PartReader {
  /**
   * Has `read` hand on what it makes of a part; `raw` as in `decodeJson`, of the whole line. False when the part could not
   * be read, and with it the rest of the line.
   */
  part(raw: boolean, read: (sink: RecordSink) => void): boolean;
}
