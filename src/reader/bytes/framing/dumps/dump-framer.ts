/**
 * Entries of dumps of databases. Longer than 250 lines: what a line means depends on the statement that it is in, which is one
 * state.
 */
import { type EntryRange, type EntrySink, REASON } from '../entry.ts';
import { indexIn } from '../byte-search.ts';
import { type LineEvents, LineSplitter } from '../line-splitter.ts';
import { DEFAULT_LIMITS, tooLong } from '../../files/limits.ts';
import { copyCells } from './copy-row.ts';
import { type DumpRows, DumpTables } from './dump-tables.ts';
import { HeldText, type Lines, takeLine } from './held-text.ts';
import { DumpQuoting } from './dump-quoting.ts';
import { beginsBody, endsBody } from './sql-bodies.ts';
import { OPEN, SqlScanner, type SqlUnit, WRONG } from './sql-scanner.ts';
import { copyHead, createdTable, HEAD_BYTES, insertHead } from './sql-table.ts';
import { readValues, type SqlValue } from './sql-values.ts';

/** Told which rows come next: those of the statement that begins at a byte of the text. */
export type OnRows = (rows: DumpRows, offset: number) => void;

/** Bytes that may be read again after texts that never close before any of the dump has been read. */
const FREE_REPLAY_BYTES = 1 << 20;
/** Times that the beginning of an `INSERT` over several lines is looked at. */
const HEAD_TRIES = 8;
/** Longest statement that may make a table. */
const MAX_STATEMENT = 1 << 20;

const [TAB, RETURN, HASH, OPENING, COMMA, DASH, DOT, SLASH, END] = [
  0x09, 0x0d, 0x23, 0x28, 0x2c, 0x2d, 0x2e, 0x2f, 0x3b,
];
const [STAR, BANG, LETTER_C, BACKSLASH] = [0x2a, 0x21, 0x43, 0x5c];

/**
 * Makes entries of a dump: the rows of `COPY ... FROM stdin`, one a line, and those of `INSERT`, of which many may stand on one
 * line or one on many; such a row has its place from bracket to bracket. All else is passed over by kind. Where a text never
 * closes, its first line is rejected, and the lines after it are read as if a statement or a row began on them.
 */
export class DumpFramer implements LineEvents {
  /** Lines seen. */
  lines = 0;
  readonly quoting = new DumpQuoting();
  private readonly splitter: LineSplitter;
  private readonly scanner = new SqlScanner();
  private readonly tables = new DumpTables();
  private readonly range: EntryRange = { line: 0, lines: 1, offset: 0, length: 0 };
  private state: 'statement' | 'copy' | 'insert' | 'routine' = 'statement';
  private rows: DumpRows | undefined;
  /** A row could not be read: what comes next may be another one or a statement. */
  private isLost = false;
  /** The statement, row or comment that is open, and where it began. */
  private unit: SqlUnit | undefined;
  private unitAt = 0;
  private unitLine = 0;
  private unitOffset = 0;
  /** The statement that is open has others in it; not known before the first of them ends. */
  private hasBody: boolean | undefined;
  private headTries = 0;
  private readonly held = new HeldText();
  private readonly again: Lines[] = [];
  private replayBudget = FREE_REPLAY_BYTES;
  /** The line that is read: its number, its bytes, and where they are in the text. */
  private number = 0;
  private start = 0;
  private lineEnd = 0;
  private offset = 0;
  /** The last line that was given. */
  private told = 0;

  /**
   * @param limit longest line, and longest row over lines, in bytes
   * @param onRows with it only what rows there are is wanted, and not what they hold
   */
  constructor(
    private readonly sink: EntrySink,
    private readonly limit = DEFAULT_LIMITS.lineBytes,
    private readonly onRows?: OnRows,
  ) {
    this.splitter = new LineSplitter(this, 0, Infinity, limit);
  }

  /** Byte of the text at which the line begins that is read next. */
  get nextLine(): number {
    return this.splitter.nextLine;
  }

  push(block: Buffer): void {
    this.splitter.push(block);
  }

  end(): void {
    this.splitter.end();
    this.abandonAll();
    this.sink.end();
  }

  line(bytes: Buffer, start: number, end: number, offset: number): void {
    this.lines++;
    this.replayBudget += 4 * (end - start);
    this.read(bytes, start, end, offset, this.lines);
    this.readAgain();
  }

  longLine(offset: number, length: number): void {
    this.abandonAll();
    this.lines++;
    this.isLost = true;
    this.sink.reject(tooLong(this.limit), this.at(this.lines, 1, offset, length));
  }

  private abandonAll(): void {
    while (this.held.length > 0) {
      this.fail(REASON.sqlCut);
      this.readAgain();
    }
  }

  private readAgain(): void {
    for (let lines = this.again.at(-1); lines !== undefined; lines = this.again.at(-1)) {
      const { bytes, start, end, offset, number } = takeLine(lines);
      if (lines.start >= lines.end) this.again.pop();
      this.read(bytes, start, end, offset, number);
    }
  }

  private read(bytes: Buffer, start: number, end: number, offset: number, number: number): void {
    const { held } = this;
    this.number = number;
    this.offset = offset;
    if (held.length > 0) {
      const at = held.add(bytes, start, end, offset, number);
      [this.start, this.lineEnd] = [at, at + end - start];
      if (held.length > this.limit) this.fail(tooLong(this.limit));
      else this.walk(held.bytes, this.afterHead(held.bytes, at, this.lineEnd), this.lineEnd);
      return;
    }
    [this.start, this.lineEnd] = [start, end];
    if (this.state === 'copy') this.readCopy(bytes, start, end);
    else if (this.state === 'routine') this.readRoutine(bytes, start, end);
    else this.walk(bytes, start, end);
  }

  /** Reads what begins and ends in a line from a byte on. */
  private walk(bytes: Buffer, from: number, to: number): void {
    let at = from;
    while (this.unit !== undefined || (at = this.begin(bytes, at, to)) < to) {
      const end = this.scanner.scan(bytes, at, to, this.quoting.escaping);
      if (end === OPEN) {
        if (this.held.length > 0) return;
        this.held.add(bytes, this.unitAt, to, this.unitOffset, this.number);
        this.unitAt = 0;
        return;
      }
      if (end === WRONG) return this.fail(REASON.sqlQuote);
      at = this.close(bytes, end);
      // The rest of the line behind `COPY` is none of its rows.
      if (this.state === 'copy') break;
    }
    const isBlank = this.start === this.lineEnd || (this.lineEnd - this.start === 1 && bytes[this.start] === RETURN);
    if (this.told < this.number && this.unit === undefined)
      this.skip(isBlank ? REASON.blank : REASON.sql, this.whole());
  }

  /** Begins the next statement, row or comment of the line. Returns its first byte, or the end of the line. */
  private begin(bytes: Buffer, from: number, to: number): number {
    for (let at = from; ; at++) {
      while (at < to && bytes[at]! <= 0x20) at++;
      if (at >= to) return to;
      const byte = bytes[at];
      if (byte === COMMA && this.state === 'insert') continue;
      if (byte === END) {
        this.state = 'statement';
        continue;
      }
      if (byte === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) {
        at += 2;
        continue;
      }
      if ((byte === DASH && bytes[at + 1] === DASH) || byte === HASH) {
        if (byte === DASH) this.quoting.learnFrom(bytes.toString('latin1', at, Math.min(to, at + 80)));
        if (this.told < this.number) this.skip(REASON.sqlComment, this.whole());
        return to;
      }
      if (byte === SLASH && bytes[at + 1] === STAR) {
        if (bytes[at + 2] === BANG || (bytes[at + 2] === 0x4d && bytes[at + 3] === BANG))
          this.quoting.learn('backslash');
        return this.open(bytes[at + 2] === BANG ? 'statement' : 'comment', at);
      }
      if (byte === OPENING && this.state === 'insert') return this.open('row', at);
      const next = this.beginWord(bytes, at, to);
      if (this.unit !== undefined || next >= to) return next;
      // The rows of an `INSERT`, whose loop goes one on.
      at = next - 1;
    }
  }

  /** A statement begins, or the rows of one. Returns where to go on. */
  private beginWord(bytes: Buffer, at: number, to: number): number {
    const isCommand = bytes[at] === BACKSLASH && this.state === 'statement';
    const start = bytes.toString('latin1', at, Math.min(to, at + 40));
    if (isCommand) {
      this.skip(REASON.sql, this.whole());
      return to;
    }
    const word = KEYWORD.exec(start)?.[0].toUpperCase();
    if (word === undefined) {
      // What is behind the rows of an `INSERT` belongs to it: `ON CONFLICT DO NOTHING;`
      if (this.state === 'insert' && !this.isLost) return this.open('statement', at);
      this.reject(REASON.notSql, this.whole());
      return to;
    }
    this.state = 'statement';
    if (word === 'DELIMITER') {
      if (!/^DELIMITER\s+;/i.test(start)) this.state = 'routine';
      return to;
    }
    if (word === 'INSERT' || word === 'REPLACE') {
      const length = this.beginRows(
        bytes.toString('latin1', at, Math.min(to, at + HEAD_BYTES)),
        this.offset + at - this.start,
      );
      if (length > 0) return at + length;
      this.headTries = HEAD_TRIES;
    }
    return this.open('statement', at);
  }

  private open(unit: SqlUnit, at: number): number {
    this.unit = unit;
    this.unitAt = at;
    this.unitLine = this.number;
    this.unitOffset = this.offset + at - this.start;
    this.scanner.start(unit);
    return at;
  }

  /** Bytes up to the rows of the `INSERT` that a text begins with; 0 where none is whole. */
  private beginRows(start: string, offset: number): number {
    const head = insertHead(start);
    if (head === undefined) return 0;
    if (head.isQuotedByMysql) this.quoting.learn('backslash');
    this.rows = this.tables.rows(head, false);
    this.onRows?.(this.rows, offset);
    this.state = 'insert';
    this.isLost = false;
    return head.length;
  }

  /** Where to go on in a line that was added to what is held: behind the beginning of an `INSERT` that is now whole. */
  private afterHead(bytes: Buffer, from: number, to: number): number {
    if (this.headTries === 0 || this.unit !== 'statement') return from;
    if (!VALUES.test(bytes.toString('latin1', from, Math.min(to, from + HEAD_BYTES)))) return from;
    this.headTries--;
    const length = this.beginRows(bytes.toString('latin1', 0, Math.min(to, HEAD_BYTES)), this.unitOffset);
    if (length === 0) return from;
    this.skip(REASON.sql, this.unitRange(to));
    this.closeUnit();
    return Math.max(from, length);
  }

  /** Ends what is open with the byte before `end`. Returns where to go on. */
  private close(bytes: Buffer, end: number): number {
    const { unit, unitAt } = this;
    const range = this.unitRange(end);
    if (unit === 'row') {
      this.isLost = false;
      if (this.onRows !== undefined) this.skip(REASON.sql, range);
      else this.give(readValues(bytes, unitAt, end, this.quoting.escaping), range);
    } else if (unit === 'comment') this.skip(REASON.sqlComment, range);
    else {
      const statement = bytes.subarray(unitAt, end);
      this.hasBody ??= beginsBody(statement);
      if (this.hasBody && !endsBody(statement)) {
        this.scanner.goOn();
        return end;
      }
      this.state = 'statement';
      this.skip(REASON.sql, range);
      this.readStatement(statement);
    }
    this.closeUnit();
    return end;
  }

  private closeUnit(): void {
    this.unit = this.hasBody = undefined;
    this.headTries = 0;
    if (this.held.length > 0) this.held.take();
  }

  /** What a statement says of the rows that come later. */
  private readStatement(statement: Buffer): void {
    const start = statement.toString('latin1', 0, 100);
    this.quoting.learnFrom(start);
    if (/^CREATE\s/i.test(start) && statement.length <= MAX_STATEMENT) {
      const table = createdTable(statement, this.quoting.escaping);
      if (table === undefined) return;
      if (table.isQuotedByMysql) this.quoting.learn('backslash');
      this.tables.add(table);
    } else if (/^COPY\s/i.test(start)) this.beginCopy(statement, this.unitOffset);
  }

  private beginCopy(statement: Buffer, offset: number): boolean {
    const head = copyHead(statement);
    if (head === undefined) return false;
    this.rows = head.isText ? this.tables.rows(head, true) : undefined;
    if (this.rows !== undefined) this.onRows?.(this.rows, offset);
    this.state = 'copy';
    return true;
  }

  private readCopy(bytes: Buffer, start: number, end: number): void {
    const to = end > start && bytes[end - 1] === RETURN ? end - 1 : end;
    const range = this.whole();
    const { rows } = this;
    if (to - start === 2 && bytes[start] === BACKSLASH && bytes[start + 1] === DOT) {
      this.state = 'statement';
      this.skip(REASON.sql, range);
    } else if (this.isCopyHead(bytes, start, to)) this.skip(REASON.sql, range);
    else if (start === to) this.skip(REASON.blank, range);
    else if (rows === undefined || this.onRows !== undefined) this.skip(REASON.sql, range);
    else this.give(copyCells(bytes, start, to), range);
  }

  /** The end of the rows before is missing. Between two cells stands a tab, and in a `COPY` none. */
  private isCopyHead(bytes: Buffer, start: number, to: number): boolean {
    if (bytes[start] !== LETTER_C || (this.rows?.columns?.length ?? 0) < 2) return false;
    return indexIn(bytes, TAB, start, to) < 0 && this.beginCopy(bytes.subarray(start, to), this.offset);
  }

  /** Bodies of routines and triggers end in a delimiter of their own, up to the line that says that it is `;` again. */
  private readRoutine(bytes: Buffer, start: number, end: number): void {
    if (/^\s*DELIMITER\s+;\s*$/i.test(bytes.toString('latin1', start, Math.min(end, start + 80))))
      this.state = 'statement';
    this.skip(REASON.sql, this.whole());
  }

  private give(values: readonly SqlValue[] | undefined, range: EntryRange): void {
    const { rows } = this;
    const cells = values && rows?.cells(values);
    if (cells !== undefined) {
      this.told = range.line + range.lines - 1;
      this.sink.row(cells, range, rows?.table);
    } else if (values === undefined) this.reject(REASON.sqlQuote, range);
    else this.reject(rows?.columns === undefined ? REASON.noColumns : REASON.values, range);
  }

  /** What is open cannot be read: its first line is rejected, those after it are read on their own. */
  private fail(reason: string): void {
    const lines = this.held.take();
    const length = lines.end;
    if (this.unit === 'row') this.isLost = true;
    else this.state = 'statement';
    if (length === 0) this.reject(reason, this.unitRange(this.lineEnd));
    this.closeUnit();
    const isHopeless = this.replayBudget < length;
    this.replayBudget -= length;
    while (lines.start < length) {
      const { start, end, offset, number } = takeLine(lines);
      this.reject(reason, this.at(number, 1, offset, end - start));
      if (!isHopeless) break;
    }
    if (lines.start < length) this.again.push(lines);
  }

  private skip(reason: string, range: EntryRange): void {
    this.told = range.line + range.lines - 1;
    this.sink.skip(reason, range);
  }

  private reject(reason: string, range: EntryRange): void {
    this.told = range.line + range.lines - 1;
    this.sink.reject(reason, range);
  }

  private whole(): EntryRange {
    return this.at(this.number, 1, this.offset, this.lineEnd - this.start);
  }

  private unitRange(end: number): EntryRange {
    const { unitLine, unitOffset } = this;
    return this.at(unitLine, this.number - unitLine + 1, unitOffset, this.offset + end - this.start - unitOffset);
  }

  private at(line: number, lines: number, offset: number, length: number): EntryRange {
    return Object.assign(this.range, { line, lines, offset, length });
  }
}

/** What statements of dumps begin with. */
const KEYWORD =
  /^(?:ALTER|ANALYZE|BEGIN|CALL|COMMENT|COMMIT|COPY|CREATE|DECLARE|DELETE|DELIMITER|DO|DROP|END|EXECUTE|GO|GRANT|INSERT|LOCK|PRAGMA|PRINT|REFRESH|REINDEX|RENAME|REPLACE|RESET|REVOKE|ROLLBACK|SAVEPOINT|SECURITY|SELECT|SET|START|TRUNCATE|UNLOCK|UPDATE|USE|VACUUM|WITH)\b/i;
const VALUES = /\bVALUES?\s*(?:\(|$)/i;
