/**
 * File names that are not UTF-8. Systems allow any bytes in a name but programs need text, so a byte that is not text
 * becomes a lone surrogate (0x80 is U+DC80), as in Python. Names survive this conversion, even through JSON.
 */

const FIRST = 0xdc80;
const LAST = 0xdcff;
const ODD = /[\udc80-\udcff]/u;

/** The text that stands for the bytes of a name. */
export function nameText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('\ufffd') || Buffer.from(text).equals(bytes)) return text;
  let name = '';
  for (let at = 0; at < bytes.length;) {
    const length = validLength(bytes, at);
    name += length === 0 ? String.fromCharCode(FIRST + bytes[at]! - 0x80) : bytes.toString('utf8', at, at + length);
    at += Math.max(1, length);
  }
  return name;
}

/** What the functions of the file system take for a name: its bytes where text would not do. */
export function systemName(name: string): string | Buffer {
  if (!ODD.test(name)) return name;
  const parts: Buffer[] = [];
  for (const character of name) {
    const code = character.codePointAt(0)!;
    parts.push(code >= FIRST && code <= LAST ? Buffer.from([code - FIRST + 0x80]) : Buffer.from(character));
  }
  return Buffer.concat(parts);
}

/** Bytes of the character at a place; 0 when there is none. */
function validLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    const part = bytes.subarray(at, at + length);
    const text = part.toString('utf8');
    if (Buffer.from(text).equals(part)) return length;
  }
  return 0;
}
