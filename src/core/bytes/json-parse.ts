import { decodeJson } from './decode.ts';

/** A parsed value; `raw` as in `decodeJson`. */
export interface Parsed {
  value: unknown;
  raw: boolean;
}

/** Parses JSON bytes, also with the `NaN` and `Infinity` that Python writes. Undefined when they are not JSON. */
export function parseJson(bytes: Buffer, start: number, end: number): Parsed | undefined {
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
