/**
 * Reads one JSON value strictly, as `JSON.parse` does, and reports the values of the keys that are wanted: their kind
 * and the bytes they take. Everything else is passed over, or hashed into one of two groups.
 * Longer than 250 lines: a value nests in values, so that the functions for its kinds call one another.
 */
import { digits, isDigit } from './digits';
import { exact, sip } from './hash';
import {
  ARRAY,
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
  QUOTES,
  SLOT,
  STRING,
  STRING_VALUE,
  TRUE,
  WHOLE,
} from './layout';
import { findQuotes, hasEscapes, marksOf } from './quotes';
import { find, tableOf } from './tables';

/** Deepest nesting that is followed. */
const MAX_DEPTH: u32 = 64;

/** Where the place of the next quote stands. */
let quote: usize = QUOTES;
let event: usize = 0;
/** Where the events of the value read last by `read` end. */
let outerEnd: usize = EVENTS;
let depth: u32 = 0;
let groupA: u64 = 0;
let groupB: u64 = 0;

/**
 * Reads the value at `from`, which must end at `to`. Returns the number of events, or -1 where the bytes are not JSON
 * or too much of it. The byte at `to` is written over; up to 80 bytes after it are looked at.
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
 * The same for JSON that was in a string of the value that `read` has read: its events are written after those of the
 * outer value, which stay.
 */
export function readInner(from: usize, to: usize, root: u32): i32 {
  return readFrom(from, to, root);
}

function readFrom(from: usize, to: usize, root: u32): i32 {
  store<u8>(to, 0);
  if (!findQuotes(from, to)) return -1;
  quote = QUOTES;
  event = outerEnd;
  depth = 0;
  const end = value(from, WHOLE, root);
  return end != 0 && space(end) == to ? <i32>((event - outerEnd) >> 4) : -1;
}

// The functions below read what is at `at`, and give the place after it, or 0 where that is not JSON.

/** The place after white space. */
export function space(at: usize): usize {
  while (true) {
    const c = load<u8>(at);
    if (c > 0x20 || (c != 0x20 && c != 0x0a && c != 0x0d && c != 0x09)) return at;
    at++;
  }
}

function emit(slot: u32, kind: u32, from: usize, to: usize): void {
  store<u32>(event, slot);
  store<u32>(event, kind, 4);
  store<u32>(event, <u32>from, 8);
  store<u32>(event, <u32>to, 12);
  event += 16;
}

/** Where the string that begins next ends. */
function string(): usize {
  const end = <usize>load<u32>(quote, 4);
  quote += 8;
  return end;
}

function value(at: usize, slot: u32, node: u32): usize {
  const from = space(at);
  if (event >= EVENTS_END - 16) return 0;
  const c = load<u8>(from);
  if (c == 0x22) {
    const end = string();
    if (slot != 0) emit(slot, STRING | marksOf(from + 1, end), from + 1, end);
    return end + 1;
  }
  if (c == 0x7b || c == 0x5b) {
    const own = event;
    if (slot != 0) emit(slot, c == 0x7b ? OBJECT : ARRAY, from, 0);
    if (++depth > MAX_DEPTH) return 0;
    // A table serves objects or lists, by its first number: see `kernel.ts`.
    const isList = node != 0 && load<u32>(tableOf(node), 4) != 0;
    const inner = isList == (c == 0x5b) ? node : 0;
    const end = c == 0x7b ? object(from, inner) : list(from, inner);
    depth--;
    if (slot != 0) store<u32>(own, <u32>end, 12);
    return end;
  }
  let kind: u32;
  let end: usize;
  if (c == 0x74) {
    if (load<u32>(from) != 0x65757274) return 0;
    end = from + 4;
    kind = TRUE;
  } else if (c == 0x66) {
    if (load<u32>(from, 1) != 0x65736c61) return 0;
    end = from + 5;
    kind = FALSE;
  } else if (c == 0x6e) {
    if (load<u32>(from) != 0x6c6c756e) return 0;
    end = from + 4;
    kind = NULL;
  } else {
    end = number(from);
    if (end == 0) return 0;
    kind = NUMBER;
  }
  if (slot != 0) emit(slot, kind, from, end);
  return end;
}

function number(at: usize): usize {
  if (load<u8>(at) == 0x2d) at++;
  const first = load<u8>(at);
  if (!isDigit(first)) return 0;
  at++;
  if (first != 0x30) at = digits(at);
  if (load<u8>(at) == 0x2e) {
    at++;
    if (!isDigit(load<u8>(at))) return 0;
    at = digits(at);
  }
  const e = load<u8>(at);
  if (e == 0x65 || e == 0x45) {
    at++;
    const sign = load<u8>(at);
    if (sign == 0x2b || sign == 0x2d) at++;
    if (!isDigit(load<u8>(at))) return 0;
    at = digits(at);
  }
  return at;
}

function object(from: usize, node: u32): usize {
  let at = space(from + 1);
  if (load<u8>(at) == 0x7d) return at + 1;
  const table = tableOf(node);
  while (true) {
    at = space(at);
    if (load<u8>(at) != 0x22) return 0;
    const key = at + 1;
    const keyEnd = string();
    at = space(keyEnd + 1);
    if (load<u8>(at) != 0x3a) return 0;
    at++;
    if (node == 0) {
      at = value(at, 0, 0);
      if (at == 0) return 0;
    } else {
      const place = find(table, key, <u32>(keyEnd - key));
      // A key that is written with an escape might be any of the wanted ones.
      if (place == 0 && hasEscapes(key, keyEnd)) return 0;
      const use = place == 0 ? load<u32>(table) : load<u32>(place, 8);
      at = value(at, use & SLOT, place == 0 ? 0 : load<u32>(place, 12));
      if (at == 0) return 0;
      // The same key in another table is another field.
      if (use & GROUP_A) groupA = sip(key, at, groupA + <u64>node);
      if (use & GROUP_B) groupB = sip(key, at, groupB + <u64>node);
    }
    at = space(at);
    const c = load<u8>(at);
    at++;
    if (c == 0x7d) return at;
    if (c != 0x2c) return 0;
  }
}

function list(from: usize, node: u32): usize {
  const table = tableOf(node);
  const kind = node == 0 ? 0 : load<u32>(table, 4);
  const slot = node == 0 ? 0 : load<u32>(table, 8);
  const child = node == 0 ? 0 : load<u32>(table, 12);
  let at = space(from + 1);
  if (load<u8>(at) == 0x5d) return at + 1;
  while (true) {
    if (kind == GROUPED) {
      groupA = 0;
      groupB = 0;
    }
    at = kind == PAIRS ? item(at, table, node) : value(at, slot, child);
    if (at == 0) return 0;
    if (kind == GROUPED) {
      if (event >= EVENTS_END - 48) return 0;
      emitHash(GROUP_OF_A, groupA);
      emitHash(GROUP_OF_B, groupB);
    }
    at = space(at);
    const c = load<u8>(at);
    at++;
    if (c == 0x5d) return at;
    if (c != 0x2c) return 0;
  }
}

function emitHash(slot: u32, hash: u64): void {
  store<u32>(event, slot);
  store<u32>(event, 0, 4);
  store<f64>(event, exact(hash), 8);
  event += 16;
}

/** An item of a list of attributes; one of an unusual form is reported as a whole. */
function item(at: usize, table: usize, node: u32): usize {
  const from = space(at);
  const quotes = quote;
  const before = event;
  const level = depth;
  const a = groupA;
  const b = groupB;
  const end = pair(from, table, node);
  if (end != 0) return end;
  quote = quotes;
  event = before;
  depth = level;
  groupA = a;
  groupB = b;
  return value(from, load<u32>(table, 8), 0);
}

/** `{"key":"name","value":{"stringValue":"text"}}`: the name is in the place of a key, the text in that of its value. */
function pair(from: usize, table: usize, node: u32): usize {
  if (load<u8>(from) != 0x7b) return 0;
  let at = space(from + 1);
  if (load<u32>(at) != QUOTED_KEY || load<u8>(at, 4) != 0x22) return 0;
  at = colon(string() + 1);
  if (at == 0 || load<u8>(at) != 0x22) return 0;
  const key = at + 1;
  const keyEnd = string();
  at = space(keyEnd + 1);
  if (load<u8>(at) != 0x2c) return 0;
  at = space(at + 1);
  if (load<u32>(at) != QUOTED_VAL || (load<u32>(at, 4) & 0xffffff) != UE_QUOTE) return 0;
  at = colon(string() + 1);
  if (at == 0) return 0;
  const place = find(table, key, <u32>(keyEnd - key));
  if (place == 0 && hasEscapes(key, keyEnd)) return 0;
  const use = place == 0 ? load<u32>(table) : load<u32>(place, 8);
  at = use & SLOT ? anyValue(at, use & SLOT) : value(at, 0, 0);
  if (at == 0) return 0;
  at = space(at);
  if (load<u8>(at) != 0x7d) return 0;
  at++;
  if (use & GROUP_A) groupA = sip(key, at, groupA + <u64>node);
  if (use & GROUP_B) groupB = sip(key, at, groupB + <u64>node);
  return at;
}

/** `"key"`, `"val`, `ue"`, `stringVa`, `lue"` and `intValue` as numbers, the first letter lowest. */
const QUOTED_KEY: u32 = 0x79656b22;
const QUOTED_VAL: u32 = 0x6c617622;
const UE_QUOTE: u32 = 0x226575;
const STRING_VA: u64 = 0x6156676e69727473;
const LUE_QUOTE: u32 = 0x2265756c;
const INT_NAME: u64 = 0x65756c6156746e69;

function colon(at: usize): usize {
  at = space(at);
  return load<u8>(at) == 0x3a ? space(at + 1) : 0;
}

/** A value with its one type around it. Only texts and whole numbers are taken. */
function anyValue(from: usize, slot: u32): usize {
  if (load<u8>(from) != 0x7b) return 0;
  let at = space(from + 1);
  if (load<u8>(at) != 0x22) return 0;
  let type: u32;
  if (load<u64>(at, 1) == STRING_VA && load<u32>(at, 9) == LUE_QUOTE) type = STRING_VALUE;
  else if (load<u64>(at, 1) == INT_NAME && load<u8>(at, 9) == 0x22) type = INT_VALUE;
  else return 0;
  at = colon(string() + 1);
  if (at == 0) return 0;
  const own = event;
  at = value(at, slot, 0);
  if (at == 0) return 0;
  store<u32>(own, load<u32>(own, 4) | type, 4);
  at = space(at);
  return load<u8>(at) == 0x7d ? at + 1 : 0;
}
