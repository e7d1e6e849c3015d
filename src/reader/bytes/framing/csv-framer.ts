import { setField } from '../../../schema/set-field.ts';
import { type EntryRange, type EntrySink, REASON } from './entry.ts';
import { delimiterOf, rowEnd, splitRow } from './csv-row.ts';
import { DEFAULT_LIMITS, tooLong } from '../files/limits.ts';

const QUOTE = 0x22;
const BREAK = 0x0a;
const RETURN = 0x0d;
const NO_BYTES = Buffer.alloc(0);

/** Most columns of a table that is read. */
const MAX_COLUMNS = 4096;

/**
 * Makes entries of a table in text (RFC 4180): the first row names the columns, cells in quotes may hold breaks, and the
 * delimiter is a comma, a tab or a semicolon, whichever the first row has most of. Rows are given by the names of their
 * columns; a row with another number of cells is rejected. A quote that never closes costs the rest of the text.
 */
export class CsvFramer {
  private readonly sink: EntrySink;
  private readonly range: EntryRange = { line: 0, lines: 1, offset: 0, length: 0 };
  private columns: string[] | undefined;
  private delimiter = 0;
  /** The row that is being read: what came before the current block, and whether its last byte is inside quotes. */
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private inQuotes = false;
  private rowLine = 1;
  private rowStart = 0;
  private line = 1;
  private offset = 0;
  private lastByte = BREAK;

  private readonly limit: number;

  /** @param limit longest row in bytes */
  constructor(sink: EntrySink, limit = DEFAULT_LIMITS.lineBytes) {
    this.sink = sink;
    this.limit = limit;
  }

  /** Lines seen so far, counting a last one without line break. */
  get lines(): number {
    return this.lastByte === BREAK ? this.line - 1 : this.line;
  }

  push(block: Buffer): void {
    let from = 0;
    for (let at = this.nextMark(block, 0); at >= 0; at = this.nextMark(block, at + 1)) {
      if (block[at] === QUOTE) {
        this.inQuotes = !this.inQuotes;
        continue;
      }
      this.line++;
      if (this.inQuotes) continue;
      this.endRow(block, from, at, this.offset + at, this.line - this.rowLine);
      from = at + 1;
      this.rowLine = this.line;
      this.rowStart = this.offset + from;
    }
    this.keep(block.subarray(from));
    this.offset += block.length;
    if (block.length > 0) this.lastByte = block[block.length - 1]!;
  }

  end(): void {
    if (this.pendingBytes > 0 && this.inQuotes) {
      this.sink.reject(REASON.quotes, this.rowRange(this.offset, this.lines - this.rowLine + 1));
    } else if (this.pendingBytes > 0) {
      this.endRow(NO_BYTES, 0, 0, this.offset, this.line - this.rowLine + 1);
    }
    this.sink.end();
  }

  /** Next quote or line break; a doubled quote closes and opens, which comes to the same. */
  private nextMark(block: Buffer, from: number): number {
    for (let at = from; at < block.length; at++) if (block[at] === QUOTE || block[at] === BREAK) return at;
    return -1;
  }

  private keep(rest: Buffer): void {
    this.pendingBytes += rest.length;
    if (this.pendingBytes > this.limit) this.pending = [];
    else if (rest.length > 0) this.pending.push(Buffer.from(rest));
  }

  /** A row whose last bytes are those from `from` to `to` of the block. */
  private endRow(block: Buffer, from: number, to: number, end: number, lines: number): void {
    const range = this.rowRange(end, lines);
    // A row that is whole in its block is read where it is.
    if (this.pendingBytes === 0 && to - from <= this.limit) {
      this.takeRow(block, from, to, range);
      return;
    }
    this.keep(block.subarray(from, to));
    const row = this.pendingBytes > this.limit ? undefined : Buffer.concat(this.pending);
    this.pending = [];
    this.pendingBytes = 0;
    if (row === undefined) this.sink.reject(tooLong(this.limit), range);
    else this.takeRow(row, 0, row.length, range);
  }

  private takeRow(text: Buffer, from: number, to: number, range: EntryRange): void {
    if (from === to || (from + 1 === to && text[from] === RETURN)) this.sink.skip(REASON.blank, range);
    else if (this.columns === undefined) this.readHeader(text.subarray(from, to), range);
    else this.readRow(splitRow(text, this.delimiter, from, to), this.columns, range);
  }

  private readHeader(row: Buffer, range: EntryRange): void {
    this.delimiter = delimiterOf(row);
    this.columns = splitRow(row, this.delimiter).map((name) => name.trim());
    this.sink.skip(REASON.header, range);
  }

  private readRow(cells: string[], columns: readonly string[], range: EntryRange): void {
    // Some exports end every row with a delimiter.
    if (cells.length === columns.length + 1 && cells.at(-1) === '') cells.pop();
    if (cells.length !== columns.length) {
      this.sink.reject(REASON.cells, range);
      return;
    }
    const row: Record<string, string> = {};
    for (const [index, name] of columns.entries()) setField(row, name, cells[index]!);
    this.sink.row(row, range);
  }

  private rowRange(end: number, lines: number): EntryRange {
    const { range } = this;
    range.line = this.rowLine;
    range.lines = lines;
    range.offset = this.rowStart;
    range.length = end - this.rowStart;
    return range;
  }
}

/**
 * The first row when a text begins like a table: at least three columns with names of letters, digits and a few signs, or
 * two with short names above rows that have two cells each. Undefined when it does not.
 */
export function csvHeader(head: Buffer): Buffer | undefined {
  const end = head.indexOf(BREAK);
  if (end < 0) return undefined;
  const row = head.subarray(0, end);
  const delimiter = delimiterOf(row);
  const names = splitRow(row, delimiter).map((name) => name.trim());
  const areNames = names.every((name) => NAME.test(name)) && new Set(names).size === names.length;
  const isTable = names.length >= 3 ? names.length <= MAX_COLUMNS : isPair(names, head.subarray(end + 1), delimiter);
  return areNames && isTable ? head.subarray(0, end + 1) : undefined;
}

/** Rows below two names that are looked at: a sentence with a comma is not a table. */
const PAIR_ROWS = 10;
const PAIR_NAME = /^\S{1,30}(?: \S{1,20})?$/;

function isPair(names: readonly string[], rest: Buffer, delimiter: number): boolean {
  if (names.length !== 2 || !names.every((name) => PAIR_NAME.test(name))) return false;
  let rows = 0;
  for (let from = 0; rows < PAIR_ROWS;) {
    const found = rowEnd(rest, from);
    // A last row may have no break; a cut one says nothing where others do.
    if (found < 0 && (rows > 0 || from >= rest.length)) break;
    const end = found < 0 ? rest.length : found;
    const row = rest.subarray(from, end);
    from = end + 1;
    if (row.length === 0 || (row.length === 1 && row[0] === RETURN)) continue;
    if (splitRow(row, delimiter).length !== 2) return false;
    rows++;
  }
  return rows > 0;
}

const NAME = /^[\p{L}_@$][\p{L}\p{N}_@$ .:[\]()/-]{0,80}$/u;
