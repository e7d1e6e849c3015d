/**
 * Unpacks deflated data (RFC 1951) from one place of the memory to another, as far as there is data and room. Made for the
 * text of logs: 64 bits of the data are at hand at a time, up to three literals are read before more are fetched, and what
 * was there before is copied 16 bytes at a time.
 * Longer than 250 lines: the inner loop is one function, so that its state stays in local variables.
 */
import {
  build,
  DISTANCE_BITS,
  END,
  FURTHER,
  LITERAL,
  LITERAL_BITS,
  OF_DISTANCES,
  OF_LENGTHS,
  OF_LITERALS,
  PRECODE_BITS,
  SPECIAL,
  TAKES,
} from './codes';
import { DISTANCES, LENGTHS, LITERALS, PRECODE } from './layout';

export { addToSum, beginSum, endSum } from './xxh64';

/** Why unpacking pauses: more data or more room is needed, a block begins, the data is over, or it is damaged. */
const INPUT = 0;
const ROOM = 1;
const BLOCK = 2;
const OVER = 3;
const DAMAGED = 4;

/** Longest beginning of a block: 17 bits, 19 lengths of 3 bits, 316 lengths of at most 14 bits. */
const HEADER_BYTES: usize = 600;
/** Most bytes that are looked at after a symbol, and that are written after the end of what a symbol brings. */
const INPUT_MARGIN: usize = 32;
const OUTPUT_MARGIN: usize = 300;

const BETWEEN = 0;
const STORED = 1;
const CODED = 2;

let input: usize = 0;
let output: usize = 0;
/** First byte that a copy may come from. */
let history: usize = 0;
/** Bits of the data before `input`, the next one lowest, and how many they are. */
let bits: u64 = 0;
let count: u32 = 0;
/** What stands next, and whether the block is the last. */
let part: u32 = BETWEEN;
let isLast: bool = false;
/** Bytes of a stored block that are still to come. */
let stored: u32 = 0;

const ORDER: StaticArray<u8> = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A block begins at a bit of the data; what it writes goes to `to`, and refers to what stands from `from` on. */
export function begin(data: usize, bit: u32, to: usize, from: usize): void {
  move(data, to, from);
  bits = 0;
  count = 0;
  part = BETWEEN;
  isLast = false;
  if (bit == 0) return;
  bits = load<u8>(input++) >> (<u8>bit);
  count = 8 - bit;
}

/** What `input` and `output` point to is elsewhere by now. */
export function move(data: usize, to: usize, from: usize): void {
  input = data;
  output = to;
  history = from;
}

/** The first byte of the data that was not read, and how many bits of the one before are left. */
export function inputAt(): usize {
  return input;
}

export function bitsLeft(): u32 {
  return count;
}

export function outputAt(): usize {
  return output;
}

/**
 * Unpacks on.
 * @param isWhole no more data comes: it is read up to its last bit
 * @returns why it pauses
 */
export function inflate(inputEnd: usize, outputEnd: usize, isWhole: bool): u32 {
  for (;;) {
    let result: u32 = BLOCK;
    if (part == BETWEEN) {
      if (isLast) return OVER;
      if (isWhole ? input - ((count + 7) >> 3) >= inputEnd : input + HEADER_BYTES > inputEnd) return INPUT;
      const isBlock = open();
      if (input > inputEnd) return INPUT;
      if (!isBlock) return DAMAGED;
      continue;
    }
    if (part == STORED) result = copyStored(inputEnd, outputEnd);
    else result = decode(isWhole ? inputEnd : inputEnd - INPUT_MARGIN, inputEnd, outputEnd - OUTPUT_MARGIN);
    if (result != BLOCK) return result;
    part = BETWEEN;
    if (!isLast) return BLOCK;
  }
  return DAMAGED;
}

function refill(): void {
  bits |= load<u64>(input) << count;
  input += (63 - count) >> 3;
  count |= 56;
}

/** The next few bits, which must be there. */
function take(wanted: u32): u32 {
  const value = (<u32>bits) & ((1 << wanted) - 1);
  bits >>= wanted;
  count -= wanted;
  return value;
}

/** Whole bytes that were fetched and not used are in the data again. */
function giveBack(): void {
  input -= count >> 3;
  count &= 7;
  bits &= (1 << count) - 1;
}

/** Reads the beginning of a block; false when it is none. */
function open(): bool {
  refill();
  isLast = take(1) != 0;
  const kind = take(2);
  if (kind == 0) {
    take(count & 7);
    giveBack();
    stored = load<u16>(input);
    input += 4;
    part = STORED;
    return (stored ^ 0xffff) == load<u16>(input - 2);
  }
  part = CODED;
  const isRight = kind == 1 ? fixed() : kind == 2 && dynamic();
  giveBack();
  return isRight;
}

function fixed(): bool {
  for (let symbol: u32 = 0; symbol < 288; symbol++)
    store<u8>(LENGTHS + symbol, symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
  build(LENGTHS, 288, LITERALS, LITERAL_BITS, OF_LITERALS);
  memory.fill(LENGTHS, 5, 32);
  return build(LENGTHS, 32, DISTANCES, DISTANCE_BITS, OF_DISTANCES);
}

function dynamic(): bool {
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  const lengths = take(4) + 4;
  if (literals > 286 || distances > 30) return false;
  memory.fill(LENGTHS, 0, 19);
  for (let at: u32 = 0; at < lengths; at++) {
    refill();
    store<u8>(LENGTHS + unchecked(ORDER[at]), <u8>take(3));
  }
  if (!build(LENGTHS, 19, PRECODE, PRECODE_BITS, OF_LENGTHS)) return false;
  const all = literals + distances;
  let last: u8 = 0;
  for (let at: u32 = 0; at < all;) {
    refill();
    const found = load<u32>(PRECODE + (((<usize>bits) & ((1 << PRECODE_BITS) - 1)) << 2));
    take(found & TAKES);
    const symbol = found >> 16;
    if (symbol < 16) {
      last = <u8>symbol;
      store<u8>(LENGTHS + at++, last);
      continue;
    }
    if (symbol == 16 && at == 0) return false;
    if (symbol > 16) last = 0;
    const times = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
    if (at + times > all) return false;
    memory.fill(LENGTHS + at, last, times);
    at += times;
  }
  // Without an end the block would have none.
  if (load<u8>(LENGTHS + 256) == 0) return false;
  return (
    build(LENGTHS, literals, LITERALS, LITERAL_BITS, OF_LITERALS) &&
    build(LENGTHS + literals, distances, DISTANCES, DISTANCE_BITS, OF_DISTANCES)
  );
}

function copyStored(inputEnd: usize, outputEnd: usize): u32 {
  const there: usize = inputEnd > input ? inputEnd - input : 0;
  const length = min<usize>(min<usize>(stored, there), outputEnd - output);
  memory.copy(output, input, length);
  input += length;
  output += length;
  stored -= <u32>length;
  if (stored == 0) return BLOCK;
  return output == outputEnd ? ROOM : INPUT;
}

function literalAt(next: u64): u32 {
  return load<u32>(((<usize>next) & ((1 << LITERAL_BITS) - 1)) << 2, LITERALS);
}

function distanceAt(next: u64): u32 {
  return load<u32>(((<usize>next) & ((1 << DISTANCE_BITS) - 1)) << 2, DISTANCES);
}

/** The entry of a further table. */
function further(table: usize, found: u32, next: u64): u32 {
  return load<u32>(table + ((<usize>(found >> 16) + ((<usize>next) & ((1 << ((found >> 8) & 15)) - 1))) << 2));
}

/** A base and the bits after its code. */
function valueOf(found: u32, next: u64): usize {
  return <usize>((found >> 16) + (((<u32>next) & ((1 << (found & TAKES)) - 1)) >> ((found >> 8) & 15)));
}

/**
 * Reads symbols until the block ends.
 * @param limit no symbol is begun after it
 * @param inputEnd end of the data: what is read of bits after it is taken back
 * @param outputLimit no symbol is begun after it
 */
function decode(limit: usize, inputEnd: usize, outputLimit: usize): u32 {
  let next = bits;
  let has = count;
  let from = input;
  let to = output;
  let result: u32 = DAMAGED;
  /** Where the symbols that were begun last write. */
  let sure = to;
  // It is looked up before what precedes it is written: its bits are there.
  next |= load<u64>(from) << has;
  from += (63 - has) >> 3;
  has |= 56;
  let found = literalAt(next);
  for (;;) {
    if (from - ((has + 7) >> 3) >= limit) {
      result = INPUT;
      break;
    }
    if (to >= outputLimit) {
      result = ROOM;
      break;
    }
    sure = to;
    next |= load<u64>(from) << has;
    from += (63 - has) >> 3;
    has |= 56;
    if (found & LITERAL) {
      next >>= found & TAKES;
      has -= found & TAKES;
      store<u8>(to++, <u8>(found >> 16));
      found = literalAt(next);
      if (found & LITERAL) {
        next >>= found & TAKES;
        has -= found & TAKES;
        store<u8>(to++, <u8>(found >> 16));
        found = literalAt(next);
        if (found & LITERAL) {
          next >>= found & TAKES;
          has -= found & TAKES;
          store<u8>(to++, <u8>(found >> 16));
          found = literalAt(next);
          continue;
        }
      }
    }
    if (found & SPECIAL) {
      if (found & FURTHER) {
        next >>= found & TAKES;
        has -= found & TAKES;
        found = further(LITERALS, found, next);
        if (found & LITERAL) {
          next >>= found & TAKES;
          has -= found & TAKES;
          store<u8>(to++, <u8>(found >> 16));
          found = literalAt(next);
          continue;
        }
      }
      if (found & SPECIAL) {
        next >>= found & TAKES;
        has -= found & TAKES;
        if (found & END) result = BLOCK;
        break;
      }
    }
    const length = valueOf(found, next);
    next >>= found & TAKES;
    has -= found & TAKES;
    next |= load<u64>(from) << has;
    from += (63 - has) >> 3;
    has |= 56;
    found = distanceAt(next);
    if (found & FURTHER) {
      next >>= found & TAKES;
      has -= found & TAKES;
      found = further(DISTANCES, found, next);
    }
    const distance = valueOf(found, next);
    next >>= found & TAKES;
    has -= found & TAKES;
    if (found & SPECIAL || to - distance < history) break;
    found = literalAt(next);
    copy(to, to - distance, to + length);
    to += length;
  }
  bits = next;
  count = has;
  input = from;
  output = to;
  giveBack();
  if (input <= inputEnd) return result;
  // The data ended within a symbol.
  output = sure;
  return INPUT;
}

/** Copies what comes before, which may reach into what is being written; up to 15 bytes after `end` are written over. */
function copy(to: usize, from: usize, end: usize): void {
  const distance = to - from;
  if (distance >= 16) {
    do {
      v128.store(to, v128.load(from));
      to += 16;
      from += 16;
    } while (to < end);
  } else if (distance == 1) {
    const same = i8x16.splat(load<i8>(from));
    do {
      v128.store(to, same);
      to += 16;
    } while (to < end);
  } else {
    // Eight bytes are read before eight are written; of those only `distance` are right, and the next ones write over the rest.
    const step = min<usize>(distance, 8);
    do {
      store<u64>(to, load<u64>(from));
      to += step;
      from += step;
    } while (to < end);
  }
}
