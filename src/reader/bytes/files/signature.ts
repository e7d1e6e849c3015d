import { isOwnOutput, OWN_OUTPUT } from './own-output.ts';
import { type Refused, refusedByMagic, refusedByStructure } from './refused.ts';
import type { Source } from './source.ts';

/** What the first bytes of a file say about it. Names and extensions are ignored. */
export type Signature = One | { archive: 'zip' | 'tar' } | Refused;
type One = Pick<Source, 'compression' | 'encoding'> & { container: 'file' | 'parquet' };

const PLAIN = { container: 'file', compression: 'none', encoding: 'utf8' } as const;

/** Reads what a file is from its first bytes: gzip, zstd, UTF-16, plain text, or something that is refused with a sentence. */
export function readSignature(head: Uint8Array): Signature {
  if (head[0] === 0x1f && head[1] === 0x8b) return { ...PLAIN, compression: 'gzip' };
  if (isZstd(head)) return { ...PLAIN, compression: 'zstd' };
  if (head[0] === 0xff && head[1] === 0xfe) return { ...PLAIN, encoding: 'utf16le' };
  if (head[0] === 0xfe && head[1] === 0xff) return { ...PLAIN, encoding: 'utf16be' };
  const refused = refusedByMagic(head);
  if (refused !== undefined) return refused;
  if (startsWith(head, [0x50, 0x41, 0x52, 0x31])) return { ...PLAIN, container: 'parquet' };
  // A file, or the end of a directory: an archive without files.
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06]))
    return { archive: 'zip' };
  if (isTar(head)) return { archive: 'tar' };
  const wide = unmarkedUtf16(head);
  if (wide !== undefined) return { ...PLAIN, encoding: wide };
  const records = refusedByStructure(head);
  if (records !== undefined) return records;
  if (isBinary(head)) return { refusal: 'This is a binary file, not a log.', kind: 'foreign' };
  if (isOwnOutput(head)) return { refusal: OWN_OUTPUT, kind: 'foreign' };
  return endsWithReturns(head) ? { ...PLAIN, encoding: 'cr' } : PLAIN;
}

/** True for the first bytes of a tar archive: `ustar` at byte 257. */
function isTar(head: Uint8Array): boolean {
  return startsWith(head.subarray(257), [0x75, 0x73, 0x74, 0x61, 0x72]);
}

/** A zstd frame, or one of the skippable frames that may come before it (RFC 8878, section 3.1). */
function isZstd(head: Uint8Array): boolean {
  if (startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])) return true;
  return head[0] !== undefined && (head[0] & 0xf0) === 0x50 && startsWith(head.subarray(1), [0x2a, 0x4d, 0x18]);
}

/** UTF-16 without a byte order mark: JSON starts with two ASCII characters, so every other byte is zero. */
function unmarkedUtf16(head: Uint8Array): 'utf16le' | 'utf16be' | undefined {
  const first = head.subarray(0, 4);
  if (first.length < 4) return undefined;
  if (first[0] !== 0 && first[1] === 0 && first[2] !== 0 && first[3] === 0) return 'utf16le';
  if (first[0] === 0 && first[1] !== 0 && first[2] === 0 && first[3] !== 0) return 'utf16be';
  return undefined;
}

/**
 * More than one control character in ten, not counting zeros: a crash leaves runs of zeros in a text file,
 * and colours leave escapes. A file of zeros alone is padding, not binary.
 */
function isBinary(head: Uint8Array): boolean {
  let controls = 0;
  let text = 0;
  for (const byte of head) {
    if (byte === 0) continue;
    const control = byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b;
    if (control || byte === 0x7f) controls++;
    else text++;
  }
  return controls > 0 && controls * 10 > text;
}

/** At least two lines, none of which ends with a line feed. @param head first bytes of a text */
function endsWithReturns(head: Uint8Array): boolean {
  const first = head.indexOf(0x0d);
  return first >= 0 && head.indexOf(0x0d, first + 1) > 0 && !head.includes(0x0a);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}
