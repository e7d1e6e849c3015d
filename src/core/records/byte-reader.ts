import type { Place } from './place.ts';

/** Reads lines from their bytes, where that can be done without making values of them. */
export interface ByteReader {
  /** Format of the requests of the line read last. */
  readonly format: string;
  /**
   * Reads a line of JSON: bytes `start` to `end`. Returns the number of requests, or -1 when nothing was done and the
   * line must be read as a value.
   */
  read(bytes: Buffer, start: number, end: number, place: Place): number;
}
