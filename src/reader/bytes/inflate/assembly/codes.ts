/**
 * Tables of Huffman codes (RFC 1951, section 3.2). The next bits of the data lead to an entry of the first table; codes that
 * are longer go on in a table after it. What an entry holds:
 *
 * - a literal: `LITERAL`, the byte in bits 16 to 23
 * - a length or distance: its base from bit 16 on, the bits of its code in bits 8 to 11
 * - a further table: `SPECIAL` and `FURTHER`, its first entry from bit 16 on, the bits that lead into it in bits 8 to 11
 * - the end of the block: `SPECIAL` and `END`
 * - no code: `SPECIAL` alone
 *
 * and in bits 0 to 5 of each how many bits it takes, those after the code of a length or distance among them.
 */
import { COUNTS, PLACES, SYMBOLS } from './layout';

export const LITERAL: u32 = 0x80000000;
export const SPECIAL: u32 = 0x8000;
export const FURTHER: u32 = 0x4000;
export const END: u32 = 0x2000;
/** Bits that an entry takes. */
export const TAKES: u32 = 0x3f;

/** Bits that lead into the first tables. */
export const LITERAL_BITS: u32 = 11;
export const DISTANCE_BITS: u32 = 9;
export const PRECODE_BITS: u32 = 7;

/** What the symbols of a code mean. */
export const OF_LENGTHS: u32 = 0;
export const OF_LITERALS: u32 = 1;
export const OF_DISTANCES: u32 = 2;

const LONGEST: u32 = 15;

const LENGTH_BASES: StaticArray<u16> = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_BITS: StaticArray<u8> = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const DISTANCE_BASES: StaticArray<u16> = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];

function entry(meaning: u32, symbol: u32, bits: u32): u32 {
  if (meaning == OF_LENGTHS) return (symbol << 16) | bits;
  if (meaning == OF_DISTANCES) {
    if (symbol > 29) return SPECIAL | bits;
    const more = symbol < 2 ? 0 : (symbol >> 1) - 1;
    return ((<u32>unchecked(DISTANCE_BASES[symbol])) << 16) | (bits << 8) | (bits + more);
  }
  if (symbol < 256) return LITERAL | (symbol << 16) | bits;
  if (symbol == 256) return SPECIAL | END | bits;
  if (symbol > 285) return SPECIAL | bits;
  const at = symbol - 257;
  return ((<u32>unchecked(LENGTH_BASES[at])) << 16) | (bits << 8) | (bits + unchecked(LENGTH_BITS[at]));
}

/** Codes are in the data with their first bit lowest. */
function reversed(code: u32, bits: u32): u32 {
  let result: u32 = 0;
  for (let left = bits; left > 0; left--, code >>= 1) result = (result << 1) | (code & 1);
  return result;
}

function counted(length: u32): u32 {
  return load<u16>(COUNTS + ((<usize>length) << 1));
}

/** Symbols that have a code, in the order of their codes; their number. */
function sort(lengths: usize, count: u32): u32 {
  let before: u32 = 0;
  for (let length: u32 = 1; length <= LONGEST; length++) {
    store<u16>(PLACES + ((<usize>length) << 1), <u16>before);
    before += counted(length);
  }
  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const length = load<u8>(lengths + symbol);
    if (length == 0) continue;
    const at = PLACES + ((<usize>length) << 1);
    const place = load<u16>(at);
    store<u16>(at, place + 1);
    store<u16>(SYMBOLS + ((<usize>place) << 1), <u16>symbol);
  }
  return before;
}

/** Bits that lead into the table of codes that begin with the same bits: enough for the longest of them. */
function bitsBehind(first: u32, length: u32, longest: u32, left: u32): u32 {
  let bits = length - first;
  for (let room = (1 << bits) - <i32>left; room > 0 && first + bits < longest;) {
    bits++;
    room = (room << 1) - <i32>counted(first + bits);
  }
  return bits;
}

/**
 * Makes the table of a code.
 * @param lengths of the codes of the symbols, a byte each; 0 for symbols without a code
 * @param bits that lead into the first table
 * @returns false when there can be no such code: too many codes, or too few (one literal or distance may be alone)
 */
export function build(lengths: usize, count: u32, table: usize, bits: u32, meaning: u32): bool {
  memory.fill(COUNTS, 0, (LONGEST + 1) << 1);
  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const at = COUNTS + ((<usize>load<u8>(lengths + symbol)) << 1);
    store<u16>(at, load<u16>(at) + 1);
  }
  let longest = LONGEST;
  while (longest > 0 && counted(longest) == 0) longest--;
  let space: i32 = 1;
  for (let length: u32 = 1; length <= LONGEST; length++) {
    space = (space << 1) - <i32>counted(length);
    if (space < 0) return false;
  }
  if (space > 0 && (meaning == OF_LENGTHS || longest > 1)) return false;
  const size: u32 = 1 << bits;
  for (let at: u32 = 0; space > 0 && at < size; at++) store<u32>(table + ((<usize>at) << 2), SPECIAL);

  const used = sort(lengths, count);
  let code: u32 = 0;
  let length: u32 = 0;
  /** Codes of that length that are still to come. */
  let left: u32 = 0;
  let beginning: u32 = size;
  let further: u32 = 0;
  let furtherBits: u32 = 0;
  let end: u32 = size;
  for (let at: u32 = 0; at < used; at++, code++, left--) {
    while (left == 0) {
      length++;
      code <<= 1;
      left = counted(length);
    }
    const symbol = <u32>load<u16>(SYMBOLS + ((<usize>at) << 1));
    const path = reversed(code, length);
    if (length <= bits) {
      const found = entry(meaning, symbol, length);
      for (let to = path; to < size; to += (<u32>1) << length) store<u32>(table + ((<usize>to) << 2), found);
      continue;
    }
    if ((path & (size - 1)) != beginning) {
      beginning = path & (size - 1);
      furtherBits = bitsBehind(bits, length, longest, left);
      further = end;
      end += (<u32>1) << furtherBits;
      const leads = SPECIAL | FURTHER | (further << 16) | (furtherBits << 8) | bits;
      store<u32>(table + ((<usize>beginning) << 2), leads);
    }
    const found = entry(meaning, symbol, length - bits);
    for (let to = path >> bits; to < (<u32>1) << furtherBits; to += (<u32>1) << (length - bits))
      store<u32>(table + ((<usize>(further + to)) << 2), found);
  }
  return true;
}
