/**
 * Writes a tool call the way `JSON.stringify` writes it once its arguments, JSON in a string, have been read by
 * `JSON.parse`. White space is left out. Whatever else would be written in another way is for JavaScript.
 */
import { digits, isDigit } from './digits';
import { space } from './json';
import { KEYS, KEYS_END } from './layout';

/** Deepest nesting that is followed. */
const MAX_DEPTH: u32 = 32;
/** So many digits are kept by any number of JavaScript, and so many zeros after the point before it takes an exponent. */
const EXACT: usize = 15;
const MAX_ZEROS: usize = 5;

/** What was written ends here. */
let end: usize = 0;
let depth: u32 = 0;
/** Where the next key of an object is noted: its place and its length. */
let keys: usize = KEYS;

/**
 * Writes `{"name":"...","arguments":...}` to `out` and returns its end, or 0 where that is for JavaScript. The name must be
 * plain, and the arguments decoded. The byte after these is written over.
 */
export function writeCall(name: usize, nameEnd: usize, from: usize, to: usize, out: usize): usize {
  end = out;
  depth = 0;
  keys = KEYS;
  store<u8>(to, 0);
  putWord(OPEN, 8);
  putWord(0x22, 1);
  memory.copy(end, name, nameEnd - name);
  end += nameEnd - name;
  putWord(ARGUMENTS, 8);
  putWord(ENTS, 6);
  const at = space(from);
  const c = load<u8>(at);
  if (c != 0x7b && c != 0x5b) return 0;
  const last = value(at);
  if (last == 0 || space(last) != to) return 0;
  putWord(0x7d, 1);
  return end;
}

/** `{"name":`, `","argum` and `ents":` as numbers, the first letter lowest. */
const OPEN: u64 = 0x3a22656d616e227b;
const ARGUMENTS: u64 = 0x6d75677261222c22;
const ENTS: u64 = 0x3a2273746e65;

/** Up to 8 bytes after the end are written over. */
function putWord(bytes: u64, length: usize): void {
  store<u64>(end, bytes);
  end += length;
}

// The functions below write what is at `at` and give the place after it, or 0 where it is for JavaScript.

function value(at: usize): usize {
  const c = load<u8>(at);
  if (c == 0x22) return string(at);
  if (c == 0x7b || c == 0x5b) {
    if (++depth > MAX_DEPTH) return 0;
    const own = keys;
    const last = items(at, c + 2);
    keys = own;
    depth--;
    return last;
  }
  if (load<u32>(at) == 0x65757274 || load<u32>(at) == 0x6c6c756e) {
    putWord(load<u32>(at), 4);
    return at + 4;
  }
  if (c == 0x66 && load<u32>(at, 1) == 0x65736c61) {
    putWord(load<u64>(at), 5);
    return at + 5;
  }
  return number(at);
}

/** An object or a list, by the byte that closes it. */
function items(at: usize, close: u8): usize {
  putWord(load<u8>(at), 1);
  at = space(at + 1);
  if (load<u8>(at) == close) {
    putWord(close, 1);
    return at + 1;
  }
  const first = keys;
  while (true) {
    if (close == 0x7d) {
      at = key(at, first);
      if (at == 0) return 0;
      at = space(at);
      if (load<u8>(at) != 0x3a) return 0;
      putWord(0x3a, 1);
      at = space(at + 1);
    }
    at = value(at);
    if (at == 0) return 0;
    at = space(at);
    const c = load<u8>(at);
    if (c != 0x2c && c != close) return 0;
    putWord(c, 1);
    at++;
    if (c == close) return at;
    at = space(at);
  }
}

/** A key. Those that read as numbers change their places, and of two that are the same one is lost. */
function key(at: usize, first: usize): usize {
  if (load<u8>(at) != 0x22 || isDigit(load<u8>(at, 1)) || keys >= KEYS_END) return 0;
  const place = end;
  at = string(at);
  if (at == 0) return 0;
  const length = end - place;
  for (let other = first; other < keys; other += 8)
    if (<usize>load<u32>(other, 4) == length && memory.compare(load<u32>(other), place, length) == 0) return 0;
  store<u32>(keys, <u32>place);
  store<u32>(keys, <u32>length, 4);
  keys += 8;
  return at;
}

/** Of the escapes only those that `JSON.stringify` writes are taken. */
function string(at: usize): usize {
  putWord(0x22, 1);
  at++;
  for (let c = load<u8>(at); c != 0x22; c = load<u8>(at)) {
    // A surrogate on its own is written as an escape.
    if (c < 0x20 || (c == 0xed && load<u8>(at, 1) >= 0xa0)) return 0;
    if (c == 0x5c) {
      if (!isWritten(load<u8>(at, 1))) return 0;
      putWord(load<u16>(at), 2);
      at += 2;
      continue;
    }
    putWord(c, 1);
    at++;
  }
  putWord(0x22, 1);
  return at + 1;
}

/** Letters after the backslash in what `JSON.stringify` writes, but for that of numbers. */
function isWritten(c: u8): bool {
  return c == 0x22 || c == 0x5c || c == 0x6e || c == 0x74 || c == 0x72 || c == 0x62 || c == 0x66;
}

/** A number without an exponent, which is written as it is where it is neither too long nor too small. */
function number(from: usize): usize {
  const whole = load<u8>(from) == 0x2d ? from + 1 : from;
  if (!isDigit(load<u8>(whole))) return 0;
  const isSmall = load<u8>(whole) == 0x30;
  const point = isSmall ? whole + 1 : digits(whole);
  let at = point;
  if (load<u8>(at) == 0x2e) {
    at = digits(point + 1);
    if (load<u8>(at - 1) == 0x30 || at == point + 1) return 0;
    if (isSmall && zeros(point + 1) > MAX_ZEROS) return 0;
  } else if (isSmall && whole != from) {
    return 0;
  }
  if (at - whole > EXACT) return 0;
  memory.copy(end, from, at - from);
  end += at - from;
  return at;
}

function zeros(at: usize): usize {
  const from = at;
  while (load<u8>(at) == 0x30) at++;
  return at - from;
}
