/** One header of a tar archive: POSIX ustar, pax and what GNU writes, read as `tar` itself reads them. */

/** Headers and the contents of files start at multiples of this. */
export const TAR_BLOCK = 512;

/** What a header says of what follows it. */
export interface TarHeader {
  name: string;
  /** Bytes after the header. */
  size: number;
  /** `0` for a regular file; see POSIX, and `src/tar.h` of GNU tar. */
  type: string;
  /** More of the map of a sparse file of GNU is in the next block. */
  hasMoreMap: boolean;
}

/** What an extended header of pax says of the file after it. */
export interface PaxFields {
  path?: string;
  size?: number;
  /** Only the parts that are not zero are stored. */
  isSparse: boolean;
}

/**
 * Reads a header.
 * @param block of `TAR_BLOCK` bytes
 * @returns undefined when its checksum or its size is wrong
 */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (!hasChecksum(block)) return undefined;
  const type = String.fromCharCode(block[156] ?? 0);
  // A link has no contents: some old programs write the size of the file it points to.
  const size = type === '1' ? 0 : numberAt(block, 124, 12);
  if (size === undefined) return undefined;
  const short = textAt(block, 0, 100);
  // GNU puts times where ustar has the beginning of a long path.
  const prefix = block.toString('latin1', 257, 265) === 'ustar  \0' ? '' : textAt(block, 345, 155);
  const isUstar = block.toString('latin1', 257, 262) === 'ustar';
  const name = isUstar && prefix !== '' ? `${prefix}/${short}` : short;
  return { name, size, type: type === '\0' ? '0' : type, hasMoreMap: type === 'S' && block[482] === 1 };
}

/** True for a block of zeros. Two of them end an archive. */
export function isZeros(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

/** Text up to the first zero. */
export function textAt(bytes: Buffer, from: number, length: number): string {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

/**
 * Reads the records of an extended header, each `LENGTH KEY=VALUE\n`, where the length counts the whole record: a value may
 * hold line breaks.
 * @returns undefined when a record is not written like that
 */
export function readPax(text: Buffer): PaxFields | undefined {
  const fields: PaxFields = { isSparse: false };
  for (let at = 0; at < text.length && text[at] !== 0;) {
    const space = text.indexOf(0x20, at);
    const length = space < 0 ? NaN : Number(text.toString('latin1', at, space));
    const equals = text.indexOf(0x3d, space);
    const end = at + length;
    if (!(length > 0) || equals < 0 || equals >= end || end > text.length || text[end - 1] !== 0x0a) return undefined;
    const key = text.toString('utf8', space + 1, equals);
    const value = text.toString('utf8', equals + 1, end - 1);
    if (key === 'path' && value !== '') fields.path = value;
    if (key === 'size') {
      if (!/^\d{1,16}$/.test(value) || !Number.isSafeInteger(Number(value))) return undefined;
      fields.size = Number(value);
    }
    if (key.startsWith('GNU.sparse.')) fields.isSparse = true;
    if (key === 'GNU.sparse.name') fields.path = value;
    at = end;
  }
  return fields;
}

/** The sum of all bytes with the field itself as spaces. Some old programs took bytes for signed numbers. */
function hasChecksum(block: Buffer): boolean {
  const told = numberAt(block, 148, 8);
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < TAR_BLOCK; at++) {
    const byte = at >= 148 && at < 156 ? 0x20 : block[at]!;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return told === unsigned || told === signed;
}

/** Octal digits, or a binary number whose first byte is 0x80 for files of 8 GB and more. */
function numberAt(block: Buffer, from: number, length: number): number | undefined {
  if (block[from] === 0x80) {
    const number = Number(BigInt(`0x${block.toString('hex', from + 1, from + length)}`));
    return Number.isSafeInteger(number) ? number : undefined;
  }
  const digits = textAt(block, from, length).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : undefined;
}
