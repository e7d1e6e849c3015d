/** Whether a text is one array of records. */
import { parseJson } from './json-parse.ts';

/** Text that is looked at to tell an array of records from lines. */
export const SNIFFED_BYTES = 1 << 18;

/**
 * True for one array of objects. Not for a line such as `[2025-03-21 08:52:32] text`, and not where the first line is
 * an array of its own with more lines after it.
 */
export function isJsonArray(head: Buffer): boolean {
  const open = firstByte(head, 0);
  if (head[open] !== 0x5b) return false;
  const inner = firstByte(head, open + 1);
  if (head[inner] !== 0x7b && head[inner] !== 0x5b) return false;
  const lineEnd = head.indexOf(0x0a, open);
  if (lineEnd < 0 || firstByte(head, lineEnd) >= head.length) return true;
  return parseJson(head, open, lineEnd) === undefined;
}

/** Position of the first byte that is neither white space nor part of a byte order mark. */
function firstByte(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) break;
    at++;
  }
  return at;
}
