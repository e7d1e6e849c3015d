/** One row of `COPY ... FROM stdin`, the text format of PostgreSQL. */
import { indexIn } from '../byte-search.ts';
import { decodeText } from '../decode.ts';

const TAB = 0x09;
const BACKSLASH = 0x5c;

/**
 * Cells of a row, null for `\N`. Tabs and breaks in a value are `\t` and `\n`; `\b`, `\f`, `\r` and `\v` stand for themselves,
 * up to three octal digits and `\x` with up to two hexadecimal ones for a byte, and any other letter behind a backslash is that
 * letter. `\N` is compared before escapes are read: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format".
 */
export function copyCells(text: Buffer, from: number, to: number): (string | null)[] {
  const cells: (string | null)[] = [];
  for (let at = from; ;) {
    const tab = indexIn(text, TAB, at, to);
    const end = tab < 0 ? to : tab;
    cells.push(cellOf(text, at, end));
    if (tab < 0) return cells;
    at = tab + 1;
  }
}

function cellOf(text: Buffer, from: number, to: number): string | null {
  if (indexIn(text, BACKSLASH, from, to) < 0) return decodeText(text, from, to);
  if (to - from === 2 && text[from + 1] === 0x4e) return null;
  const cell = decodeText(text, from, to);
  if (!BYTES.test(cell)) return cell.replace(ESCAPED, (_, letter: string) => LETTERS[letter] ?? letter);
  const bytes = text
    .toString('latin1', from, to)
    .replace(BYTE_OR_LETTER, (_: string, hex?: string, octal?: string, letter: string = ''): string => {
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      return octal === undefined ? (LETTERS[letter] ?? letter) : String.fromCharCode(parseInt(octal, 8) & 0xff);
    });
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

const ESCAPED = /\\([^])/g;
const BYTES = /\\[x0-7]/;
const BYTE_OR_LETTER = /\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|([^]))/g;

const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
