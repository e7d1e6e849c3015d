/**
 * Reads one JSON value strictly, as `JSON.parse` does, and reports the values of the keys that are wanted: their kind
 * and the bytes they take. Everything else is passed over, or hashed into one of two groups.
 */
import { isDigit } from './digits';
import { exact, xxh64 } from './hash';
import {
  ARRAY,
  CUT,
  ESCAPED,
  EVENTS,
  EVENTS_END,
  FALSE,
  GROUP_A,
  GROUP_B,
  GROUP_OF_A,
  GROUP_OF_B,
  GROUPED,
  GROUPS,
  INT_VALUE,
  NULL,
  NUMBER,
  OBJECT,
  PAIRS,
  SLOT,
  STRING,
  STRING_VALUE,
  TRUE,
  WHOLE,
  WIDE,
} from './layout';
import { find, tableOf } from './tables';

/** Deepest nesting that is followed. */
const MAX_DEPTH: u32 = 64;

let p: usize = 0;
let event: usize = 0;
/** Where the events of the value read last by `read` end. */
let outerEnd: usize = EVENTS;
let depth: u32 = 0;
let groupA: u64 = 0;
let groupB: u64 = 0;

/**
 * Reads the value at `from`, which must end at `to`. Returns the number of events, or -1 where the bytes are not JSON
 * or too much of it. The byte at `to` is written over; up to 16 bytes behind it are looked at.
 */
export function read(from: usize, to: usize, root: u32): i32 {
  groupA = 0;
  groupB = 0;
  outerEnd = EVENTS;
  const count = readFrom(from, to, root);
  if (count < 0) return -1;
  outerEnd = event;
  store<u64>(GROUPS, groupA);
  store<u64>(GROUPS, groupB, 8);
  return count;
}

/**
 * The same for JSON that stood in a string of the value that `read` has read: its events are written behind those of the
 * outer value, which stay.
 */
export function readInner(from: usize, to: usize, root: u32): i32 {
  return readFrom(from, to, root);
}

function readFrom(from: usize, to: usize, root: u32): i32 {
  store<u8>(to, 0);
  p = from;
  event = outerEnd;
  depth = 0;
  if (!value(WHOLE, root)) return -1;
  space();
  return p == to ? <i32>((event - outerEnd) >> 4) : -1;
}

function space(): void {
  while (true) {
    const c = load<u8>(p);
    if (c > 0x20 || (c != 0x20 && c != 0x0a && c != 0x0d && c != 0x09)) return;
    p++;
  }
}

function emit(slot: u32, kind: u32, from: usize, to: usize): void {
  store<u32>(event, slot);
  store<u32>(event, kind, 4);
  store<u32>(event, <u32>from, 8);
  store<u32>(event, <u32>to, 12);
  event += 16;
}

function value(slot: u32, node: u32): bool {
  space();
  if (event >= EVENTS_END - 16) return false;
  const c = load<u8>(p);
  const from = p;
  if (c == 0x22) {
    p++;
    const marks = string();
    if (marks < 0) return false;
    if (slot != 0) emit(slot, STRING | marks, from + 1, p - 1);
    return true;
  }
  if (c == 0x7b || c == 0x5b) {
    const at = event;
    if (slot != 0) emit(slot, c == 0x7b ? OBJECT : ARRAY, from, 0);
    if (++depth > MAX_DEPTH) return false;
    // A table serves objects or lists, by its first number: see `kernel.ts`.
    const isList = node != 0 && load<u32>(tableOf(node), 4) != 0;
    const own = isList == (c == 0x5b) ? node : 0;
    if (c == 0x7b ? !object(own) : !list(own)) return false;
    depth--;
    if (slot != 0) store<u32>(at, <u32>p, 12);
    return true;
  }
  let kind: u32;
  if (c == 0x74) {
    if (load<u32>(p) != 0x65757274) return false;
    p += 4;
    kind = TRUE;
  } else if (c == 0x66) {
    if (load<u32>(p, 1) != 0x65736c61) return false;
    p += 5;
    kind = FALSE;
  } else if (c == 0x6e) {
    if (load<u32>(p) != 0x6c6c756e) return false;
    p += 4;
    kind = NULL;
  } else {
    if (!number()) return false;
    kind = NUMBER;
  }
  if (slot != 0) emit(slot, kind, from, p);
  return true;
}

function number(): bool {
  if (load<u8>(p) == 0x2d) p++;
  const first = load<u8>(p);
  if (!isDigit(first)) return false;
  p++;
  if (first != 0x30) while (isDigit(load<u8>(p))) p++;
  if (load<u8>(p) == 0x2e) {
    p++;
    if (!isDigit(load<u8>(p))) return false;
    while (isDigit(load<u8>(p))) p++;
  }
  const e = load<u8>(p);
  if (e == 0x65 || e == 0x45) {
    p++;
    const sign = load<u8>(p);
    if (sign == 0x2b || sign == 0x2d) p++;
    if (!isDigit(load<u8>(p))) return false;
    while (isDigit(load<u8>(p))) p++;
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

/**
 * Reads a string from behind its opening quote; returns its marks, or -1 where it is broken. Of a block of 16 bytes all
 * escapes are read before the next is loaded: texts with a break every few words have one in most blocks.
 */
function string(): i32 {
  let escaped = false;
  let cut = false;
  let high = i32x4.splat(0);
  while (true) {
    const bytes = v128.load(p);
    const stops = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
      // Below 0x20: there is no instruction for less, but one for the least.
      i8x16.eq(i8x16.min_u(bytes, i8x16.splat(0x1f)), bytes),
    );
    // "lm", as in the word that gateways leave in texts they have shortened. Behind the string it does no harm.
    const ends = v128.and(i8x16.eq(bytes, i8x16.splat(0x6c)), i8x16.eq(v128.load(p, 1), i8x16.splat(0x6d)));
    if (v128.any_true(ends)) cut = holdsMark(<u32>i8x16.bitmask(ends)) || cut;
    if (v128.any_true(stops)) {
      let found = <u32>i8x16.bitmask(stops);
      let step: u32;
      while (true) {
        step = <u32>ctz(found);
        const c = load<u8>(p + <usize>step);
        if (c == 0x22) {
          const before = ((<u32>1) << step) - 1;
          p += <usize>step + 1;
          const isWide = (((<u32>i8x16.bitmask(bytes)) & before) | (<u32>i8x16.bitmask(high))) != 0;
          return <i32>((escaped ? ESCAPED : 0) | (isWide ? WIDE : 0) | (cut ? CUT : 0));
        }
        if (c != 0x5c) return -1;
        escaped = true;
        const e = load<u8>(p + <usize>step, 1);
        if (e == 0x75) {
          if (!isHex(p + <usize>step + 2)) return -1;
          // A letter of that word, written as an escape.
          if (load<u16>(p + <usize>step, 2) == 0x3030) cut = true;
          step += 6;
        } else if (isEscape(e)) {
          step += 2;
        } else {
          return -1;
        }
        if (step >= 16) break;
        found &= 0xffff << step;
        if (found == 0) {
          step = 16;
          break;
        }
      }
      p += <usize>step;
    } else {
      p += 16;
    }
    high = v128.or(high, bytes);
  }
}

/** Whether one of the places from `p` on is the one but last letter of "litellm". */
function holdsMark(places: u32): bool {
  for (; places != 0; places &= places - 1)
    if ((load<u64>(p + <usize>ctz(places) - 5) & 0xffffffffffffff) == LITELLM) return true;
  return false;
}

/** "litellm" as a number, the first letter lowest. */
const LITELLM: u64 = 0x6d6c6c6574696c;

function isEscape(e: u8): bool {
  return e == 0x6e || e == 0x22 || e == 0x5c || e == 0x74 || e == 0x2f || e == 0x72 || e == 0x62 || e == 0x66;
}

function object(node: u32): bool {
  p++;
  space();
  if (load<u8>(p) == 0x7d) {
    p++;
    return true;
  }
  const table = tableOf(node);
  while (true) {
    space();
    if (load<u8>(p) != 0x22) return false;
    p++;
    const key = p;
    const marks = string();
    if (marks < 0) return false;
    const keyEnd = p - 1;
    space();
    if (load<u8>(p) != 0x3a) return false;
    p++;
    if (node == 0) {
      if (!value(0, 0)) return false;
    } else {
      // A key that is written with an escape might be any of the wanted ones.
      if (marks & ESCAPED) return false;
      const place = find(table, key, <u32>(keyEnd - key));
      const use = place == 0 ? load<u32>(table) : load<u32>(place, 8);
      if (!value(use & SLOT, place == 0 ? 0 : load<u32>(place, 12))) return false;
      // The same key in another table is another field.
      if (use & GROUP_A) groupA = xxh64(key, p, groupA + <u64>node);
      if (use & GROUP_B) groupB = xxh64(key, p, groupB + <u64>node);
    }
    space();
    const c = load<u8>(p);
    p++;
    if (c == 0x7d) return true;
    if (c != 0x2c) return false;
  }
}

function list(node: u32): bool {
  const table = tableOf(node);
  const kind = node == 0 ? 0 : load<u32>(table, 4);
  const slot = node == 0 ? 0 : load<u32>(table, 8);
  const child = node == 0 ? 0 : load<u32>(table, 12);
  p++;
  space();
  if (load<u8>(p) == 0x5d) {
    p++;
    return true;
  }
  while (true) {
    if (kind == PAIRS) {
      if (!item(table, node)) return false;
    } else {
      if (kind == GROUPED) {
        groupA = 0;
        groupB = 0;
      }
      if (!value(slot, child)) return false;
      if (kind == GROUPED) {
        if (event >= EVENTS_END - 48) return false;
        emitHash(GROUP_OF_A, groupA);
        emitHash(GROUP_OF_B, groupB);
      }
    }
    space();
    const c = load<u8>(p);
    p++;
    if (c == 0x5d) return true;
    if (c != 0x2c) return false;
  }
}

function emitHash(slot: u32, hash: u64): void {
  store<u32>(event, slot);
  store<u32>(event, 0, 4);
  store<f64>(event, exact(hash), 8);
  event += 16;
}

/** An item of a list of attributes; one of an unusual form is reported as a whole. */
function item(table: usize, node: u32): bool {
  space();
  const from = p;
  const before = event;
  const level = depth;
  const a = groupA;
  const b = groupB;
  if (pair(table, node)) return true;
  p = from;
  event = before;
  depth = level;
  groupA = a;
  groupB = b;
  return value(load<u32>(table, 8), 0);
}

/** `{"key":"name","value":{"stringValue":"text"}}`: the name stands in the place of a key, the text in that of its value. */
function pair(table: usize, node: u32): bool {
  if (load<u8>(p) != 0x7b) return false;
  p++;
  space();
  if (load<u32>(p) != QUOTED_KEY || load<u8>(p, 4) != 0x22) return false;
  p += 5;
  if (!colon() || load<u8>(p) != 0x22) return false;
  p++;
  const key = p;
  const marks = string();
  if (marks < 0 || marks & ESCAPED) return false;
  const keyEnd = p - 1;
  space();
  if (load<u8>(p) != 0x2c) return false;
  p++;
  space();
  if (load<u32>(p) != QUOTED_VAL || (load<u32>(p, 4) & 0xffffff) != UE_QUOTE) return false;
  p += 7;
  if (!colon()) return false;
  const place = find(table, key, <u32>(keyEnd - key));
  const use = place == 0 ? load<u32>(table) : load<u32>(place, 8);
  if (use & SLOT ? !anyValue(use & SLOT) : !value(0, 0)) return false;
  space();
  if (load<u8>(p) != 0x7d) return false;
  p++;
  if (use & GROUP_A) groupA = xxh64(key, p, groupA + <u64>node);
  if (use & GROUP_B) groupB = xxh64(key, p, groupB + <u64>node);
  return true;
}

/** `"key"`, `"val`, `ue"`, `stringVa`, `lue"` and `intValue` as numbers, the first letter lowest. */
const QUOTED_KEY: u32 = 0x79656b22;
const QUOTED_VAL: u32 = 0x6c617622;
const UE_QUOTE: u32 = 0x226575;
const STRING_VA: u64 = 0x6156676e69727473;
const LUE_QUOTE: u32 = 0x2265756c;
const INT_NAME: u64 = 0x65756c6156746e69;

function colon(): bool {
  space();
  if (load<u8>(p) != 0x3a) return false;
  p++;
  space();
  return true;
}

/** A value with its one type around it. Only texts and whole numbers are taken. */
function anyValue(slot: u32): bool {
  if (load<u8>(p) != 0x7b) return false;
  p++;
  space();
  if (load<u8>(p) != 0x22) return false;
  p++;
  let type: u32;
  if (load<u64>(p) == STRING_VA && load<u32>(p, 8) == LUE_QUOTE) {
    type = STRING_VALUE;
    p += 12;
  } else if (load<u64>(p) == INT_NAME && load<u8>(p, 8) == 0x22) {
    type = INT_VALUE;
    p += 9;
  } else {
    return false;
  }
  if (!colon()) return false;
  const at = event;
  if (!value(slot, 0)) return false;
  store<u32>(at, load<u32>(at, 4) | type, 4);
  space();
  if (load<u8>(p) != 0x7d) return false;
  p++;
  return true;
}
