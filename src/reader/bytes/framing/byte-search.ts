/** Where a byte is in a part of a text. */

/** A call into the runtime costs more than looking at this many bytes. */
const SHORT_PART = 48;

/** Place of the first such byte from `from` on and before `to`; -1 when there is none. What follows is not looked at. */
export function indexIn(bytes: Buffer, byte: number, from: number, to: number): number {
  if (to - from > SHORT_PART) {
    const found = bytes.subarray(from, to).indexOf(byte);
    return found < 0 ? -1 : from + found;
  }
  for (let at = from; at < to; at++) if (bytes[at] === byte) return at;
  return -1;
}
