import type { PartReader } from '../../../reader/records/reading/byte-reader.ts';
import type { RecordLocation } from '../../../reader/records/fields/record-location.ts';
import type { RequestTable } from '../../table/request-table.ts';

/** A line that is loaded in the kernel, and the events that were read from it. */
export interface LoadedLine {
  bytes: Buffer;
  start: number;
  end: number;
  location: RecordLocation;
  /** Number of the events. */
  events: number;
}

/** Which requests of a line are wanted. */
export interface RequestFilter {
  /** True when the next request of the line is wanted. */
  wantsNext(): boolean;
  /** The next request is passed over. */
  skip(): void;
  /** True when neither the next request nor one after it is wanted. */
  isDone(): boolean;
}

/** Reads lines of one format from their bytes. It may only know what the general reader has made of the same bytes. */
export interface FastPath {
  /** Format of its requests. */
  readonly format: string;
  /** Table of wanted keys of a line. */
  readonly root: number;
  /** True when a line that begins with these bytes may be of the format. */
  accepts(bytes: Buffer, start: number): boolean;
  /** Adds the requests of a line and gives their number, or -1 when the line is for the general reader. See `ByteReader`. */
  read(line: LoadedLine, table: RequestTable, parts: PartReader): number;
  /**
   * Leaves to the general reader what is wanted of a line, and passes over the rest; gives the number of requests passed
   * over, or -1 when the whole line is for the general reader. Only for formats with many requests per line.
   */
  skipUnwanted?(line: LoadedLine, parts: PartReader, filter: RequestFilter): number;
  /** Lets go of what is remembered of lines: the thread goes on to other work. */
  forget(): void;
}
