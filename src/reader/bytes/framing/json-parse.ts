import { decodeJson } from './decode.ts';
import { CHECKED_LETTERS, isJson } from './json-check.ts';

/** A parsed value; `raw` as in `decodeJson`. */
export interface Parsed {
  value: unknown;
  raw: boolean;
}

/** Text that is parsed without counting first: ordinary lines are far shorter. */
const UNCOUNTED_BYTES = 4 << 20;

/**
 * Most values in one piece of JSON. Empty lists take three bytes each in the text and up to 64 in memory: beyond the heap
 * of a thread `JSON.parse` ends not the thread but the whole process.
 */
const MAX_VALUES = 8 << 20;

/** True for JSON of more values than are read. Counts commas and opening brackets, even those inside strings. */
export function hasTooManyValues(bytes: Buffer, start: number, end: number): boolean {
  if (end - start <= UNCOUNTED_BYTES) return false;
  let values = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === 0x2c || byte === 0x5b || byte === 0x7b) values++;
  }
  return values > MAX_VALUES;
}

/**
 * Parses JSON bytes, also with the `NaN` and `Infinity` that Python writes and the `\x22` of nginx. Undefined when they are
 * not JSON, or crowded.
 */
export function parseJson(bytes: Buffer, start: number, end: number): Parsed | undefined {
  if (!isClosed(bytes, start, end) || hasTooManyValues(bytes, start, end)) return undefined;
  const { text, raw } = decodeJson(bytes, start, end);
  const value = valueOf(text);
  return value === undefined ? parseOther(text, raw) : { value, raw };
}

/** The value that a text is in JSON; undefined where it is none. */
export function valueOf(text: string): unknown {
  if (text === '{}') return {};
  if (text.length <= CHECKED_LETTERS && !isJson(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isCutting ? cutDeep(value) : value;
  } catch {
    return undefined;
  }
}

/**
 * Levels of nesting that are kept where something cannot take all of them. Real records stay under 100; a parser of a server takes
 * 1,000 (Python), 10,000 (Go) or any number (JavaScript), and a client may write them into fields that nobody reads.
 */
const LEVELS = 512;

/** A value without what is nested more deeply in it: null stands there. */
export const cutDeep = <T>(value: T): T => (isDeeper(value, LEVELS) ? (cutAt(value, LEVELS) as T) : value);

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, levels - 1));
  for (const name in value) if (isDeeper((value as Record<string, unknown>)[name], levels - 1)) return true;
  return false;
}

function cutAt(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  if (Array.isArray(value)) return value.map((item) => cutAt(item, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutAt(inner, levels - 1)]));
}

let isCutting = false;

/** Has all JSON in texts cut while something is read. */
export function whileCutting<T>(read: () => T): T {
  isCutting = true;
  try {
    return read();
  } finally {
    isCutting = false;
  }
}

/**
 * False for an object or a list that does not end in its bracket. This check is far cheaper than letting `JSON.parse` throw,
 * and a file may consist of nothing but cut lines.
 */
function isClosed(bytes: Buffer, start: number, end: number): boolean {
  const close = bytes[start] === 0x7b ? 0x7d : bytes[start] === 0x5b ? 0x5d : 0;
  if (close === 0) return true;
  let last = end - 1;
  while (last > start && bytes[last]! <= 0x20) last--;
  return bytes[last] === close && last > start;
}

/** Strings, or numbers that JSON does not know; strings are matched so that words inside them stay. */
const NON_FINITE = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;
/** Bytes as nginx writes them, `\x22`, or another escape. */
const ESCAPES = /(?:\\x[0-9A-Fa-f]{2})+|\\[^]/g;

/** Text that is JSON but for what Python and nginx write into it. */
function parseOther(text: string, raw: boolean): Parsed | undefined {
  let fixed = text;
  if (fixed.includes('\\x')) fixed = fixed.replace(ESCAPES, (match) => unescapeBytes(match, raw));
  if (fixed.includes('NaN') || fixed.includes('Infinity'))
    fixed = fixed.replace(NON_FINITE, (match) => (match.startsWith('"') ? match : 'null'));
  if (fixed === text) return undefined;
  const value = valueOf(fixed);
  return value === undefined ? undefined : { value, raw };
}

function unescapeBytes(match: string, raw: boolean): string {
  if (match[1] !== 'x' || match.length < 4) return match;
  const bytes = Buffer.from(match.replaceAll('\\x', ''), 'hex');
  return JSON.stringify(bytes.toString(raw ? 'latin1' : 'utf8')).slice(1, -1);
}
