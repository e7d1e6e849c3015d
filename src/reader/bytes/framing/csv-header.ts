/** Where a table in text begins: the row that names its columns, below what people and spreadsheets put above it. */
import { type DateOrder, dateColumns } from './csv-dates.ts';
import { delimiterOf, rowEnd, splitRow } from './csv-row.ts';

/** Most columns of a table that is read. */
const MAX_COLUMNS = 4096;
/** Rows that may stand above the names: `sep=;` of Excel, a title, empty rows. */
const MAX_ABOVE = 6;
/** Rows below the names that are looked at: a sentence with a comma is not a table. */
const MAX_BELOW = 10;
/** Rows that say how dates are written. */
const MAX_DATED = 1000;

export interface TableStart {
  /** Where the row with the names begins, and where the next one does. */
  start: number;
  end: number;
  delimiter: number;
  dates: ReadonlyMap<number, DateOrder>;
}

/**
 * The start of a table: at least three columns with names of letters, digits and a few signs, or two with short names above rows
 * that have two cells each. Undefined where the text does not begin like one.
 */
export function tableStart(head: Buffer): TableStart | undefined {
  let stated: number | undefined;
  let start = 0;
  for (let above = 0; above <= MAX_ABOVE; above++) {
    if (beginsRecord(head, start)) return undefined;
    const end = rowEnd(head, start);
    if (end < 0) return undefined;
    const row = head.subarray(start, end);
    const delimiter = stated ?? delimiterOf(row);
    const cells = splitRow(row, delimiter).map((name) => name.trim());
    const below = head.subarray(end + 1);
    if (areNames(cells) && isTable(cells, below, delimiter, above > 0))
      return { start, end: end + 1, delimiter, dates: dateColumns(cells, rowsOf(below, delimiter, MAX_DATED)) };
    const [, sign] = SEPARATOR.exec(row.toString('latin1')) ?? [];
    if (above === 0 && sign !== undefined) stated = sign.charCodeAt(0);
    // A title stands alone in its row; anything else above a table is no table that people made.
    else if (cells.filter((cell) => cell !== '').length > 1 || cells.some((cell) => RECORD.test(cell)))
      return undefined;
    start = end + 1;
  }
  return undefined;
}

/** Everything up to the first row of the table; undefined where a text does not begin like one. */
export function csvHeader(head: Buffer): Buffer | undefined {
  const found = tableStart(head);
  return found === undefined ? undefined : head.subarray(0, found.end);
}

/** What every line of most logs begins with: no names of columns, and looked at before the end of its row is searched. */
function beginsRecord(head: Buffer, from: number): boolean {
  let at = from;
  while (head[at] === 0x20 || head[at] === 0x09) at++;
  return head[at] === 0x7b || head[at] === 0x5b;
}

/** What Excel puts first. */
const SEPARATOR = /^(?:\xef\xbb\xbf)?sep=([,;\t])\r?$/;
/** What is no title. */
const RECORD = /^[[{<]/;

const NAME = /^[\p{L}_@$][\p{L}\p{N}_@$ .:[\]()/-]{0,80}$/u;
const PAIR_NAME = /^\S{1,30}(?: \S{1,20})?$/;

const areNames = (names: readonly string[]): boolean =>
  names.every((name) => NAME.test(name)) && new Set(names).size === names.length;

/** @param isBelow something stands above the names: then the rows must say that it is a table */
function isTable(names: readonly string[], below: Buffer, delimiter: number, isBelow: boolean): boolean {
  if (names.length < 2 || names.length > MAX_COLUMNS) return false;
  if (names.length > 2 && !isBelow) return true;
  if (names.length === 2 && !names.every((name) => PAIR_NAME.test(name))) return false;
  const rows = rowsOf(below, delimiter, MAX_BELOW);
  return rows.length > 0 && rows.every((row) => row.length === names.length);
}

/** The rows that a text begins with. A last one may have no break; a cut one says nothing where others do. */
function rowsOf(text: Buffer, delimiter: number, most: number): string[][] {
  const rows: string[][] = [];
  for (let from = 0; rows.length < most && from < text.length;) {
    const found = rowEnd(text, from);
    if (found < 0 && rows.length > 0) break;
    const end = found < 0 ? text.length : found;
    const row = text.subarray(from, end);
    from = end + 1;
    if (row.length > 0 && !(row.length === 1 && row[0] === 0x0d)) rows.push(splitRow(row, delimiter));
  }
  return rows;
}
