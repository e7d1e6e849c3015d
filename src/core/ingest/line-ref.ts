/** A place in a log. `offset` and `length` are bytes of the uncompressed text; lines count from 1. */
export interface LineRef {
  file: string;
  line: number;
  offset: number;
  length: number;
}
