/**
 * Finds where a block with codes of its own begins in deflated data (RFC 1951, section 3.2.7), starting from anywhere. Such
 * a block begins at any bit, with two code tables that have to be complete; data that is no beginning hardly ever has them.
 * Whoever uses a place has to unpack from it and compare once.
 */

/** Longest beginning of a block in bytes: 17 bits, 19 lengths of 3 bits, 320 lengths of at most 14 bits. */
const HEADER_BYTES = 600;

/** Order in which the lengths of the code for code lengths stand. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const;

/** @returns the bit, counted from the start of `bytes`, or undefined when none begins in them */
export function findDeflateBlock(bytes: Buffer): number | undefined {
  const end = bytes.length - HEADER_BYTES;
  for (let byte = 0; byte < end; byte++) {
    const word = bytes.readUInt32LE(byte);
    for (let bit = 0; bit < 8; bit++) {
      const header = word >>> bit;
      // Not the last block, with codes of its own, at most 286 literals and lengths and 30 distances.
      if ((header & 7) !== 4 || ((header >>> 3) & 31) > 29 || ((header >>> 8) & 31) > 29) continue;
      if (isBlock(bytes, byte * 8 + bit)) return byte * 8 + bit;
    }
  }
  return undefined;
}

class Bits {
  private readonly bytes: Buffer;
  private at: number;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** At most eight bits, the first one lowest. */
  read(count: number): number {
    const byte = this.at >>> 3;
    const word = this.bytes[byte]! | ((this.bytes[byte + 1] ?? 0) << 8);
    const value = (word >>> (this.at & 7)) & ((1 << count) - 1);
    this.at += count;
    return value;
  }
}

/** The code for code lengths decides nearly always, and needs no memory of its own. */
function hasPrecode(bytes: Buffer, start: number): boolean {
  const counted = start + 13;
  const count = (((bytes[counted >>> 3]! | (bytes[(counted >>> 3) + 1]! << 8)) >>> (counted & 7)) & 15) + 4;
  let left = 1 << 7;
  for (let at = start + 17; at < start + 17 + 3 * count; at += 3) {
    const length = ((bytes[at >>> 3]! | (bytes[(at >>> 3) + 1]! << 8)) >>> (at & 7)) & 7;
    if (length > 0) left -= 1 << (7 - length);
    if (left < 0) return false;
  }
  return left === 0;
}

function isBlock(bytes: Buffer, start: number): boolean {
  if (!hasPrecode(bytes, start)) return false;
  const bits = new Bits(bytes, start + 3);
  const literals = bits.read(5) + 257;
  const distances = bits.read(5) + 1;
  const count = bits.read(4) + 4;
  const precode = new Uint8Array(19);
  for (let index = 0; index < count; index++) precode[ORDER[index]!] = bits.read(3);
  const lengths = readLengths(bits, precode, literals + distances);
  if (lengths === undefined || lengths[256] === 0) return false;
  // A single distance code may stand alone, and there may be none.
  const ofDistances = lengths.subarray(literals);
  const used = ofDistances.filter((length) => length > 0);
  return spaceLeft(lengths.subarray(0, literals)) === 0 && (used.length <= 1 || spaceLeft(ofDistances) === 0);
}

/** Share of the code space that lengths leave free, in units of 2^-15: 0 for a complete code, negative for too many codes. */
function spaceLeft(lengths: Uint8Array): number {
  let left = 1 << 15;
  for (const length of lengths) if (length > 0) left -= 1 << (15 - length);
  return left;
}

function readLengths(bits: Bits, precode: Uint8Array, wanted: number): Uint8Array | undefined {
  const decode = decoder(precode);
  const lengths = new Uint8Array(wanted);
  for (let at = 0; at < wanted;) {
    const symbol = decode(bits);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) return undefined;
    const value = symbol === 16 ? lengths[at - 1]! : 0;
    const repeat = symbol === 16 ? 3 + bits.read(2) : symbol === 17 ? 3 + bits.read(3) : 11 + bits.read(7);
    if (at + repeat > wanted) return undefined;
    lengths.fill(value, at, at + repeat);
    at += repeat;
  }
  return lengths;
}

/** Reads one symbol of a complete canonical code of at most seven bits. */
function decoder(lengths: Uint8Array): (bits: Bits) => number {
  const counts = new Uint8Array(8);
  for (const length of lengths) counts[length]!++;
  const symbols = [...lengths.keys()]
    .filter((symbol) => lengths[symbol]! > 0)
    .sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  return (bits) => {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < 8; length++) {
      code |= bits.read(1);
      const count = counts[length]!;
      if (code - count < first) return symbols[index + code - first]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return 0;
  };
}
