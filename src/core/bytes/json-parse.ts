import { decodeJson } from './decode.ts';

/** A parsed value; `raw` as in `decodeJson`. */
export interface Parsed {
  value: unknown;
  raw: boolean;
}

/** Text that is parsed without counting first: ordinary lines are shorter by far. */
const UNCOUNTED_BYTES = 4 << 20;

/**
 * Most values in one piece of JSON. Empty lists take three bytes each in the text and up to 64 in memory: beyond the heap
 * of a thread `JSON.parse` ends not the thread but the whole process.
 */
const MAX_VALUES = 8 << 20;

/** True for JSON of more values than are read. Counts commas and opening brackets, also those inside strings. */
export function isCrowded(bytes: Buffer, start: number, end: number): boolean {
  if (end - start <= UNCOUNTED_BYTES) return false;
  let values = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === 0x2c || byte === 0x5b || byte === 0x7b) values++;
  }
  return values > MAX_VALUES;
}

/** Parses JSON bytes, also with the `NaN` and `Infinity` that Python writes. Undefined when they are not JSON, or crowded. */
export function parseJson(bytes: Buffer, start: number, end: number): Parsed | undefined {
  if (isCrowded(bytes, start, end)) return undefined;
  const { text, raw } = decodeJson(bytes, start, end);
  try {
    return { value: JSON.parse(text), raw };
  } catch {
    return parsePythonJson(text, raw);
  }
}

/** Strings, or numbers that JSON does not know; strings are matched so that words inside them stay. */
const NON_FINITE = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

function parsePythonJson(text: string, raw: boolean): Parsed | undefined {
  if (!text.includes('NaN') && !text.includes('Infinity')) return undefined;
  try {
    return { value: JSON.parse(text.replace(NON_FINITE, (match) => (match.startsWith('"') ? match : 'null'))), raw };
  } catch {
    return undefined;
  }
}
