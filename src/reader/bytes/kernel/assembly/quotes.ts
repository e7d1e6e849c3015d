/**
 * Finds where the strings of a JSON text begin and end, 64 bytes at a time and without a branch a letter, before the text is
 * read (Langdale and Lemire 2019, "Parsing gigabytes of JSON per second", stage 1). What must not be in a string, and what
 * must not follow a backslash, is found on the way.
 */
import { isDigit } from './digits';
import { ESCAPED, MAX_QUOTES, QUOTES, SLASHES, WIDE, WIDES } from './layout';

const EVEN: u64 = 0x5555555555555555;

/** Where the text begins: its first byte is the lowest bit of the first mask. */
let base: usize = 0;
/** 1 when the byte after the last 64 is escaped. */
let escapes: u64 = 0;

/**
 * Leaves the places of all quotes that are not escaped at `QUOTES`, and 0 after them. False where a string is broken or
 * where there are too many. Up to 80 bytes after `to` are looked at.
 */
export function findQuotes(from: usize, to: usize): bool {
  base = from;
  escapes = 0;
  let out = QUOTES;
  let mask: usize = 0;
  for (let at = from; at < to; at += 64, mask += 8) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const any = v128.or(v128.or(a, b), v128.or(c, d));
    store<u64>(WIDES + mask, i8x16.bitmask(any) == 0 ? 0 : masks(a, b, c, d));
    // What comes after the text says nothing.
    const left: u64 = to - at;
    const whole: u64 = left < 64 ? ((<u64>1) << left) - 1 : -1;
    const slashes = equals(a, b, c, d, i8x16.splat(0x5c)) & whole;
    store<u64>(SLASHES + mask, slashes);
    let quotes = equals(a, b, c, d, i8x16.splat(0x22));
    if ((slashes | escapes) != 0) {
      const escaped = escapedBy(slashes);
      // Nearly all are quotes and line breaks.
      if (!areEscapes(escaped & whole & ~(quotes | equals(a, b, c, d, i8x16.splat(0x6e))), at)) return false;
      quotes &= ~escaped;
    }
    quotes &= whole;
    // Below 0x20: there is no instruction for less, but one for the least.
    const least = i8x16.splat(0x1f);
    const lowest = i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d));
    if (v128.any_true(below(lowest, least))) {
      const controls = masks(below(a, least), below(b, least), below(c, least), below(d, least));
      // An odd number of quotes before: the text is in a string.
      const inside: u64 = (out & 4) == 0 ? 0 : -1;
      if ((controls & whole & (runs(quotes) ^ inside)) != 0) return false;
    }
    out = put(quotes, at, out);
    if (out >= QUOTES + (MAX_QUOTES << 2)) return false;
  }
  store<u64>(out, 0);
  return (out & 4) == 0;
}

/** Writes four places at a time, whether there are so many or not: to guess how many there are costs more. */
function put(quotes: u64, at: usize, out: usize): usize {
  const end = out + ((<usize>popcnt(quotes)) << 2);
  for (; out < end; out += 16) {
    store<u32>(out, <u32>(at + <usize>ctz(quotes)));
    quotes &= quotes - 1;
    store<u32>(out, <u32>(at + <usize>ctz(quotes)), 4);
    quotes &= quotes - 1;
    store<u32>(out, <u32>(at + <usize>ctz(quotes)), 8);
    quotes &= quotes - 1;
    store<u32>(out, <u32>(at + <usize>ctz(quotes)), 12);
    quotes &= quotes - 1;
  }
  return end;
}

/** Marks of the string that takes these bytes. */
export function marksOf(from: usize, to: usize): u32 {
  return (holds(SLASHES, from, to) ? ESCAPED : 0) | (holds(WIDES, from, to) ? WIDE : 0);
}

export function hasEscapes(from: usize, to: usize): bool {
  return holds(SLASHES, from, to);
}

/** Whether a mask has a bit for one of these bytes. */
function holds(masks: usize, from: usize, to: usize): bool {
  if (from == to) return false;
  const first = from - base;
  const last = to - 1 - base;
  let at = masks + ((first >> 6) << 3);
  const end = masks + ((last >> 6) << 3);
  const upTo: u64 = (<u64>-1) >> (63 - (last & 63));
  let word = load<u64>(at) & ((<u64>-1) << (first & 63));
  for (; at < end; word = load<u64>(at)) {
    if (word != 0) return true;
    at += 8;
  }
  return (word & upTo) != 0;
}

/** The highest bit of each byte. */
function masks(a: v128, b: v128, c: v128, d: v128): u64 {
  const low = ((<u64>(<u32>i8x16.bitmask(b))) << 16) | (<u64>(<u32>i8x16.bitmask(a)));
  const high = ((<u64>(<u32>i8x16.bitmask(d))) << 16) | (<u64>(<u32>i8x16.bitmask(c)));
  return (high << 32) | low;
}

function equals(a: v128, b: v128, c: v128, d: v128, byte: v128): u64 {
  return masks(i8x16.eq(a, byte), i8x16.eq(b, byte), i8x16.eq(c, byte), i8x16.eq(d, byte));
}

function below(bytes: v128, least: v128): v128 {
  return i8x16.eq(i8x16.min_u(bytes, least), bytes);
}

/** All bits from an odd one to the next even one: from a quote that opens up to the one that closes. */
function runs(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

/** Bytes after a backslash that is itself not after one: of each run of backslashes every other one, and what follows. */
function escapedBy(slashes: u64): u64 {
  const open = slashes & ~escapes;
  const follows = (open << 1) | escapes;
  const odd = open & ~EVEN & ~follows;
  const sum = odd + open;
  escapes = sum < open ? 1 : 0;
  return (EVEN ^ (sum << 1)) & follows;
}

/** Whether each of these bytes may come after a backslash. */
function areEscapes(places: u64, at: usize): bool {
  for (; places != 0; places &= places - 1) {
    const place = at + <usize>ctz(places);
    const c = load<u8>(place);
    if (c == 0x5c || c == 0x2f || c == 0x74 || c == 0x72 || c == 0x62 || c == 0x66) continue;
    if (c != 0x75 || !isHex(place + 1)) return false;
  }
  return true;
}

function isHex(at: usize): bool {
  for (let i: usize = 0; i < 4; i++) {
    const c = load<u8>(at + i);
    if (!(isDigit(c) || (c | 32) - 97 < 6)) return false;
  }
  return true;
}
