/** Where a record stands: source number, line from 1, byte offset and length of its line in the uncompressed text. */
export interface RecordLocation {
  source: number;
  line: number;
  offset: number;
  length: number;
}
