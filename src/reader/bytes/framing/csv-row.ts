/** One row of a text table (RFC 4180): where it ends, its delimiter and its cells. */
import { largest } from '../../../math/lists/many.ts';
import { indexIn } from './byte-search.ts';
import { decodeText } from './decode.ts';

const QUOTE = 0x22;
const BREAK = 0x0a;
const RETURN = 0x0d;

/** Bytes that may be between cells of one row. */
const DELIMITERS = [0x2c, 0x09, 0x3b] as const;

/** The break that ends a row, outside quotes; -1 when the row is not whole. */
export function rowEnd(text: Buffer, from: number): number {
  let inQuotes = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === QUOTE) inQuotes = !inQuotes;
    else if (text[at] === BREAK && !inQuotes) return at;
  }
  return -1;
}

/** The delimiter that a row has most of; a comma where it has none. */
export function delimiterOf(row: Buffer): number {
  const counts = DELIMITERS.map((byte) => row.reduce((count, other) => count + (other === byte ? 1 : 0), 0));
  return DELIMITERS[counts.indexOf(largest(counts))] ?? DELIMITERS[0];
}

/** Cells of the row that is in the text from `start` to `end`, without their quotes. */
export function splitRow(text: Buffer, delimiter: number, start = 0, end = text.length): string[] {
  const cells: string[] = [];
  const isMarked = text[start] === 0xef && text[start + 1] === 0xbb && text[start + 2] === 0xbf;
  const to = end > start && text[end - 1] === RETURN ? end - 1 : end;
  let at = isMarked ? Math.min(start + 3, to) : start;
  for (;;) {
    let from = at;
    const quoted = at < to && text[at] === QUOTE;
    if (quoted) {
      const close = closingQuote(text, at + 1, to);
      cells.push(decodeText(text, at + 1, close).replaceAll('""', '"'));
      from = close + 1;
    }
    const next = indexIn(text, delimiter, from, to);
    const stop = next < 0 ? to : next;
    if (!quoted) cells.push(decodeText(text, at, stop));
    if (stop === to) return cells;
    at = stop + 1;
  }
}

function closingQuote(text: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (text[at] !== QUOTE) continue;
    if (at + 1 === to || text[at + 1] !== QUOTE) return at;
    at++;
  }
  return to;
}
