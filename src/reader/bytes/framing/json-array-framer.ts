import { type EntryRange, type EntrySink, REASON } from './entry.ts';
import { hasTooManyValues, parseJson } from './json-parse.ts';
import { BROKEN, JsonScanner, MORE } from './json-scanner.ts';
import { DEFAULT_LIMITS, tooLong } from '../files/limits.ts';

const EMPTY = Buffer.alloc(0);

/** Broken values on one line after which the rest of the line is given up: text of brackets must not cost seconds. */
const MAX_BROKEN = 1000;

/** Longest start of a value that is looked for after a broken one. */
const MAX_MARK_BYTES = 64;

/**
 * Makes entries of JSON that is one array of records, of any size and on any number of lines. Elements are cut out of
 * the stream one by one, so that memory holds one record at a time. Values after the array are read as well.
 * After an element that cannot be read, the next place that starts like the element started is where reading continues.
 */
export class JsonArrayFramer {
  private readonly scanner = new JsonScanner();
  private readonly range: EntryRange = { line: 0, lines: 1, offset: 0, length: 0 };
  /** Line that is being read, from 1, where it starts, and whether an entry has covered it. */
  private line = 1;
  private lineStart = 0;
  private covered = false;
  private state: 'between' | 'value' | 'lost' | 'text' = 'between';
  private inArray = false;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private valueStart = 0;
  private valueLine = 1;
  /** In state `lost`: what the broken value started with, and the end of the last block. */
  private mark: Buffer = EMPTY;
  private tail: Buffer = EMPTY;
  private offset = 0;
  /** Broken values on the current line. */
  private broken = 0;

  /** @param limit longest value in bytes */
  constructor(
    private readonly sink: EntrySink,
    private readonly limit = DEFAULT_LIMITS.lineBytes,
  ) {}

  /** Lines seen so far, counting a last one without line break. */
  get lines(): number {
    return this.offset > this.lineStart ? this.line : this.line - 1;
  }

  push(block: Buffer): void {
    let at = 0;
    while (at < block.length) {
      if (this.state === 'between') at = this.readBetween(block, at);
      else if (this.state === 'value') at = this.readValue(block, at);
      else if (this.state === 'lost') at = this.findMark(block, at);
      else at = this.passLine(block, at);
    }
    this.offset += block.length;
  }

  end(): void {
    if (this.state === 'value') {
      const range = this.valueRange(this.offset);
      // A line break at the very end starts no line.
      range.lines = this.lines - this.valueLine + 1;
      this.sink.reject(REASON.cut, range);
    }
    this.countNewlines(this.tail, 0, this.tail.length, -this.tail.length);
    if (this.offset > this.lineStart) this.closeLine(this.offset);
    this.sink.end();
  }

  /** White space, commas and brackets between values. */
  private readBetween(block: Buffer, from: number): number {
    for (let at = from; at < block.length; at++) {
      const byte = block[at]!;
      if (byte === 0x0a) {
        this.breakLine(at);
      } else if (byte === 0x7b || (byte === 0x5b && this.inArray)) {
        this.startValue(at);
        return at;
      } else if (byte === 0x5b || byte === 0x5d) {
        this.inArray = byte === 0x5b;
      } else if (byte > 0x20 && byte !== 0x2c && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) {
        this.state = 'text';
        return at;
      }
    }
    return block.length;
  }

  private startValue(at: number): void {
    this.state = 'value';
    this.scanner.start();
    this.valueStart = this.offset + at;
    this.valueLine = this.line;
    this.pending = [];
    this.pendingBytes = 0;
  }

  private readValue(block: Buffer, from: number): number {
    const linesBefore = this.scanner.lines;
    const end = this.scanner.scan(block, from, block.length);
    const to = end === BROKEN ? this.scanner.position : end === MORE ? block.length : end;
    this.enterLines(block, to, 0, this.scanner.lines - linesBefore);
    this.pendingBytes += to - from;
    const isTooLong = this.pendingBytes > this.limit;
    if (end >= 0) {
      if (isTooLong) this.rejectValue(tooLong(this.limit), this.offset + to);
      else this.emitValue(block, from, to);
      this.state = 'between';
      return to;
    }
    if (isTooLong) this.pending.length = Math.min(this.pending.length, 1);
    else this.pending.push(Buffer.from(block.subarray(from, to)));
    if (end === BROKEN) {
      this.mark = this.startMark();
      this.tail = EMPTY;
      this.rejectValue(this.scanner.tooDeep ? REASON.deep : REASON.malformed, this.offset + to);
      this.state = ++this.broken > MAX_BROKEN ? 'text' : 'lost';
    }
    return to;
  }

  private emitValue(block: Buffer, from: number, to: number): void {
    const parts = this.pending;
    const whole = parts.length === 0 ? block : Buffer.concat([...parts, block.subarray(from, to)]);
    const [start, end] = parts.length === 0 ? [from, to] : [0, whole.length];
    const parsed = parseJson(whole, start, end);
    const range = this.valueRange(this.offset + to);
    this.pending = [];
    if (parsed === undefined)
      this.sink.reject(hasTooManyValues(whole, start, end) ? REASON.crowded : REASON.malformed, range);
    else this.sink.value(parsed.value, parsed.raw, range, '');
  }

  private rejectValue(reason: string, end: number): void {
    this.pending = [];
    this.sink.reject(reason, this.valueRange(end));
  }

  /** The broken value up to its first colon: `{"id":` marks records well, whatever the brackets between say. */
  private startMark(): Buffer {
    const start = Buffer.concat(this.pending).subarray(0, MAX_MARK_BYTES);
    const colon = start.indexOf(0x3a);
    return Buffer.from(colon < 0 ? start.subarray(0, 1) : start.subarray(0, colon + 1));
  }

  private findMark(block: Buffer, from: number): number {
    const { mark, tail } = this;
    // Without a tail the block is searched in place: it may hold many broken values.
    const text = tail.length === 0 ? block : Buffer.concat([tail, block.subarray(from)]);
    const start = tail.length === 0 ? from : 0;
    const shift = tail.length === 0 ? 0 : from - tail.length;
    const found = text.indexOf(mark, start);
    const passed = found < 0 ? Math.max(start, text.length - mark.length + 1) : found;
    this.countNewlines(text, start, passed, shift);
    this.tail = EMPTY;
    if (found < 0) {
      this.tail = Buffer.from(text.subarray(passed));
      return block.length;
    }
    const at = found + shift;
    this.startValue(at);
    if (at >= from) return at;
    // The mark began in the block before.
    const head = Buffer.from(text.subarray(found, -shift + from));
    this.scanner.scan(head, 0, head.length);
    this.enterLines(head, head.length, at, this.scanner.lines);
    this.pending = [head];
    this.pendingBytes = head.length;
    return from;
  }

  /** Text that is not JSON, up to the end of its line. */
  private passLine(block: Buffer, from: number): number {
    const end = block.indexOf(0x0a, from);
    if (end < 0) return block.length;
    this.breakLine(end);
    this.state = 'between';
    return end + 1;
  }

  /** Steps over line breaks inside a value. `shift` is where `bytes` start in the current block. */
  private enterLines(bytes: Buffer, to: number, shift: number, count: number): void {
    if (count === 0) return;
    this.line += count;
    this.lineStart = this.offset + shift + bytes.lastIndexOf(0x0a, to - 1) + 1;
    this.covered = true;
  }

  private countNewlines(bytes: Buffer, from: number, to: number, shift: number): void {
    for (let at = bytes.indexOf(0x0a, from); at >= 0 && at < to; at = bytes.indexOf(0x0a, at + 1)) {
      this.breakLine(at + shift);
    }
  }

  private breakLine(at: number): void {
    const end = this.offset + at;
    this.closeLine(end);
    this.line++;
    this.lineStart = end + 1;
    this.covered = false;
    this.broken = 0;
  }

  /** Behind values a line may have text that is none. */
  private closeLine(end: number): void {
    if (!this.covered) this.coverLine(end);
    else if (this.state === 'text') this.sink.reject(REASON.rest, this.lineRange(end));
    else if (this.state === 'lost') this.sink.reject(REASON.malformed, this.lineRange(end));
  }

  /** Names a line that no value has covered. */
  private coverLine(end: number): void {
    const range = this.lineRange(end);
    if (this.state === 'text') this.sink.reject(REASON.malformed, range);
    else this.sink.skip(this.state === 'lost' ? REASON.continuation : REASON.brackets, range);
  }

  private lineRange(end: number): EntryRange {
    const { range } = this;
    range.line = this.line;
    range.lines = 1;
    range.offset = this.lineStart;
    range.length = end - this.lineStart;
    return range;
  }

  private valueRange(end: number): EntryRange {
    this.covered = true;
    const { range } = this;
    range.line = this.valueLine;
    range.lines = this.line - this.valueLine + 1;
    range.offset = this.valueStart;
    range.length = end - this.valueStart;
    return range;
  }
}
