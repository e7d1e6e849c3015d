import { setField } from '../../../schema/set-field.ts';
import { type EntryRange, type EntrySink, REASON } from './entry.ts';
import { plainDate } from './csv-dates.ts';
import type { TableStart } from './csv-header.ts';
import { splitRow } from './csv-row.ts';
import { DEFAULT_LIMITS, tooLong } from '../files/limits.ts';

const QUOTE = 0x22;
const BREAK = 0x0a;
const RETURN = 0x0d;
const NO_BYTES = Buffer.alloc(0);

/**
 * Makes entries of a table in text (RFC 4180): the first row names the columns, cells in quotes may hold breaks, and the
 * delimiter is a comma, a tab or a semicolon, whichever that row has most of. Rows are given by the names of their
 * columns; a row with another number of cells is rejected. A quote that never closes costs the rest of the text.
 */
export class CsvFramer {
  private readonly range: EntryRange = { line: 0, lines: 1, offset: 0, length: 0 };
  private columns: string[] | undefined;
  /** The row that is being read: what came before the current block, and whether its last byte is inside quotes. */
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private inQuotes = false;
  private rowLine = 1;
  private rowStart = 0;
  private line = 1;
  private offset = 0;
  private lastByte = BREAK;

  /** @param limit longest row in bytes */
  constructor(
    private readonly sink: EntrySink,
    private readonly table: TableStart,
    private readonly limit = DEFAULT_LIMITS.lineBytes,
  ) {}

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
    if (this.pendingBytes === 0 && to - from <= this.limit) return this.takeRow(block, from, to, range);
    this.keep(block.subarray(from, to));
    const row = this.pendingBytes > this.limit ? undefined : Buffer.concat(this.pending);
    this.pending = [];
    this.pendingBytes = 0;
    if (row === undefined) this.sink.reject(tooLong(this.limit), range);
    else this.takeRow(row, 0, row.length, range);
  }

  private takeRow(text: Buffer, from: number, to: number, range: EntryRange): void {
    if (from === to || (from + 1 === to && text[from] === RETURN)) this.sink.skip(REASON.blank, range);
    else if (range.offset < this.table.start) this.sink.skip(REASON.title, range);
    else if (this.columns === undefined) this.readHeader(text.subarray(from, to), range);
    else this.readRow(splitRow(text, this.table.delimiter, from, to), this.columns, range);
  }

  private readHeader(row: Buffer, range: EntryRange): void {
    this.columns = splitRow(row, this.table.delimiter).map((name) => name.trim());
    this.sink.skip(REASON.header, range);
  }

  private readRow(cells: string[], columns: readonly string[], range: EntryRange): void {
    // Some exports end every row with a delimiter.
    if (cells.length === columns.length + 1 && cells.at(-1) === '') cells.pop();
    if (cells.length !== columns.length) return this.sink.reject(REASON.cells, range);
    for (const [index, order] of this.table.dates) cells[index] = plainDate(cells[index]!, order);
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
