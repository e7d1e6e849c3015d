/** The outer form of an answer: what `answer-shape.ts` next to the signals says of its text. */
import { isDigit } from './digits';
import { units } from './text';

/** Numbers of the shapes. */
const EMPTY: i32 = 1;
const PROSE: i32 = 2;
const SHORT: i32 = 3;
const JSON: i32 = 4;
const CODE: i32 = 5;
const LIST: i32 = 6;
const STEPS: i32 = 7;
const VERDICT: i32 = 8;

const SHORT_UNITS: u32 = 80;
const LOOK: usize = 400;
const LONG_UNITS: u32 = 1600;

/**
 * True where all letters beyond ASCII are ones that no shape is told by. Not among these are blanks and line breaks beyond
 * ASCII, bullets, and half a surrogate pair.
 */
function isOrdinary(from: usize, to: usize): bool {
  for (let at = from; at < to; at += 16) {
    let wide = <u32>i8x16.bitmask(v128.load(at));
    for (; wide != 0; wide &= wide - 1) {
      const place = at + <usize>ctz(wide);
      if (place >= to) return true;
      const start = load<u16>(place);
      // U+00A0, U+1680, U+2000 to U+207F but for quotes and dashes, U+3000, U+FEFF, and surrogates.
      if (start == 0xa0c2 || start == 0x9ae1 || start == 0x81e2 || start == 0xbbef) return false;
      if (start == 0x80e3 && load<u8>(place, 2) == 0x80) return false;
      if (start == 0x80e2 && load<u8>(place, 2) - 0x90 >= 16) return false;
      if ((start & 0xff) == 0xed && start >= 0xa000) return false;
    }
  }
  return true;
}

/** The place after this many UTF-16 code units, or `to`. */
function forward(from: usize, to: usize, count: usize): usize {
  let at = from;
  let left = <isize>count;
  while (at < to && left > 0) {
    const c = load<u8>(at);
    at += c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    left -= c < 0xf0 ? 1 : 2;
  }
  return min(at, to);
}

/** The place before so many code units that end at `to`, or `from`. */
function backward(from: usize, to: usize, count: usize): usize {
  let at = to;
  let left = <isize>count;
  while (at > from && left > 0) {
    at--;
    while (at > from && (load<u8>(at) & 0xc0) == 0x80) at--;
    left -= load<u8>(at) < 0xf0 ? 1 : 2;
  }
  return at;
}

function isPlain(from: usize, to: usize): bool {
  let at = from;
  for (; at + 16 <= to; at += 16) if (i8x16.bitmask(v128.load(at)) != 0) return false;
  for (; at < to; at++) if (load<u8>(at) >= 0x80) return false;
  return true;
}

const isBlank = (c: u8): bool => c == 0x20 || c - 9 < 5;
const isLetter = (c: u8): bool => (c | 0x20) - 97 < 26;
/** One of `])}*.`, with which a grade may end. */
const isClosing = (c: u8): bool => c == 0x5d || c == 0x29 || c == 0x7d || c == 0x2a || c == 0x2e;

/** Number of the shape of a text in WTF-8, or -1 where its ends hold letters that it takes more to judge by. */
export function shape(from: usize, to: usize): i32 {
  if (from == to) return EMPTY;
  let headEnd = min(to, from + LOOK);
  let tail = max(from, to - LOOK);
  if (!isPlain(from, headEnd) || !isPlain(tail, to)) {
    headEnd = forward(from, to, LOOK);
    tail = backward(from, to, LOOK);
    if (!isOrdinary(from, headEnd) || !isOrdinary(tail, to)) return -1;
  }
  let start = from;
  while (start < headEnd && isBlank(load<u8>(start))) start++;
  let end = to;
  while (end > tail && isBlank(load<u8>(end - 1))) end--;
  const first: u8 = start < headEnd ? load<u8>(start) : 0;
  const last: u8 = end > tail ? load<u8>(end - 1) : 0;
  if ((first == 0x7b || first == 0x5b) && (last == 0x7d || last == 0x5d)) return JSON;
  if (headEnd - start >= 3 && first == 0x60 && load<u16>(start, 1) == 0x6060)
    return headEnd - start >= 7 && load<u32>(start, 3) == 0x6e6f736a ? JSON : CODE;
  if (endsInGrade(max(tail, end - 16), end) && hasMark(backward(tail, end, 40), end) && isShorter(from, to, LONG_UNITS))
    return VERDICT;
  if (isShorter(from, to, SHORT_UNITS + 1)) return SHORT;
  return shapeOfLines(start, headEnd);
}

/** True where a text has fewer UTF-16 code units. They are counted only where its bytes do not tell: one takes up to three. */
const isShorter = (from: usize, to: usize, count: u32): bool =>
  to - from < count || (to - from <= 3 * <usize>count && units(from, to) < count);

function endsInGrade(from: usize, to: usize): bool {
  let at = to;
  while (at > from && isClosing(load<u8>(at - 1))) at--;
  if (to - at > 4) return false;
  while (at > from && isBlank(load<u8>(at - 1))) at--;
  return at > from && isDigit(load<u8>(at - 1));
}

/** True where there is a colon or two opening brackets. */
function hasMark(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) {
    const c = load<u8>(at);
    if (c == 0x3a || (c == 0x5b && at + 1 < to && load<u8>(at, 1) == 0x5b)) return true;
  }
  return false;
}

function shapeOfLines(from: usize, to: usize): i32 {
  let numbered: i32 = isNumbered(from, to) ? 1 : 0;
  let listed = isListed(from, to);
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at);
    let breaks = <u32>i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(0x0a)), i8x16.eq(bytes, i8x16.splat(0x0d))));
    for (; breaks != 0; breaks &= breaks - 1) {
      const line = at + <usize>ctz(breaks) + 1;
      if (line >= to) break;
      if (isNumbered(line, to)) numbered++;
      if (isListed(line, to)) listed = true;
    }
  }
  return numbered >= 2 ? STEPS : listed ? LIST : PROSE;
}

function isListed(from: usize, to: usize): bool {
  if (from + 1 >= to || load<u8>(from, 1) != 0x20) return false;
  const c = load<u8>(from);
  return c == 0x2d || c == 0x2a;
}

/** A number of one or two digits with `.`, `:` or `)` after it, and a word of up to eight letters before it or none. */
function isNumbered(from: usize, to: usize): bool {
  let at = from;
  while (at < to && isLetter(load<u8>(at))) if (++at - from > 8) return false;
  if (at < to && load<u8>(at) == 0x20) at++;
  const digits = at;
  while (at < to && isDigit(load<u8>(at))) at++;
  if (at == to || at == digits || at - digits > 2) return false;
  const c = load<u8>(at);
  return c == 0x2e || c == 0x3a || c == 0x29;
}
