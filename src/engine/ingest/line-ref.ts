import * as v from 'valibot';
import { Count, FromOne, Name } from '../../schema/shapes.ts';

/** A place in a log. */
export const LineRef = v.object({
  /** Path as it was given, `-` for standard input. */
  file: Name,
  /** From 1. */
  line: FromOne,
  /** Byte offset of the line in the uncompressed text. */
  offset: Count,
  /** Bytes of the line without its line break. */
  length: Count,
});
export type LineRef = v.InferOutput<typeof LineRef>;
