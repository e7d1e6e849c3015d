/**
 * Entries of lines, where a value may take part of a line or many. Longer than 250 lines: what is held and what is
 * read again are one state.
 */
import { indexIn } from './byte-search.ts';
import { decodeText } from './decode.ts';
import { type EntryRange, type EntrySink, REASON } from './entry.ts';
import { hasTooManyValues, parseJson } from './json-parse.ts';
import { BROKEN, JsonScanner, MORE } from './json-scanner.ts';
import { DEFAULT_LIMITS, tooLong } from '../files/limits.ts';
import type { LineEvents } from './line-splitter.ts';

interface HeldLine {
  /** The text that is held, and where the line is in it. */
  bytes: Buffer;
  start: number;
  end: number;
  offset: number;
  number: number;
}

/** What a held line costs besides its bytes: a value may be spread over millions of lines of one byte. */
const HELD_LINE_BYTES = 32;

/** Bytes that may be read again after cut lines before any of the text has been read. */
const FREE_REPLAY_BYTES = 1 << 20;

/**
 * Makes entries of lines: one JSON value per line, several values on a line, values spread over lines, values after a
 * prefix, and plain text. A value that goes on at the end of its line is held until it closes. When the lines after it
 * do not fit, it was a cut line: it is rejected alone and the lines after it are read again as their own entries.
 */
export class LineFramer implements LineEvents {
  /** Lines seen. */
  lines = 0;
  private readonly scanner = new JsonScanner();
  private readonly range: EntryRange = { line: 0, lines: 1, offset: 0, length: 0 };
  private held: HeldLine[] = [];
  /** The lines that are held, each with its break. */
  private text: Buffer = NO_TEXT;
  private textEnd = 0;
  /** Lines to be read again, the next one last. */
  private readonly again: HeldLine[] = [];
  private heldBytes = 0;
  /** Where the held value starts in the first held line. */
  private heldFrom = 0;
  /** Rereading is paid for by reading, so that crafted text cannot make the work grow with the square of its size. */
  private replayBudget = FREE_REPLAY_BYTES;

  /** @param limit longest line, and longest value over lines, in bytes */
  constructor(
    private readonly sink: EntrySink,
    private readonly limit = DEFAULT_LIMITS.lineBytes,
  ) {}

  line(bytes: Buffer, start: number, end: number, offset: number): void {
    this.lines++;
    this.replayBudget += 4 * (end - start);
    this.read(bytes, start, end, offset, this.lines);
    this.readAgain();
  }

  longLine(offset: number, length: number): void {
    this.abandonAll();
    this.lines++;
    this.sink.reject(tooLong(this.limit), this.at(this.lines, offset, length));
  }

  /** No more lines: what is held was cut. */
  end(): void {
    this.abandonAll();
    this.sink.end();
  }

  private abandonAll(): void {
    while (this.held.length > 0) {
      this.abandonHeld(REASON.cut);
      this.readAgain();
    }
  }

  private readAgain(): void {
    for (let next = this.again.pop(); next !== undefined; next = this.again.pop()) {
      this.read(next.bytes, next.start, next.end, next.offset, next.number);
    }
  }

  private read(bytes: Buffer, start: number, end: number, offset: number, number: number): void {
    if (this.held.length > 0) this.continueHeld(bytes, start, end, offset, number);
    else this.readFresh(bytes, start, end, offset, number);
  }

  private readFresh(bytes: Buffer, start: number, end: number, offset: number, number: number): void {
    const from = skipLeading(bytes, start, end);
    const to = skipTrailing(bytes, from, end);
    const range = this.at(number, offset, end - start);
    if (this.sink.wantsText) return this.sink.text(decodeText(bytes, start, end), range);
    if (from === to) return this.sink.skip(indexIn(bytes, 0, start, end) < 0 ? REASON.blank : REASON.padding, range);
    const first = bytes[from]!;
    if (first >= 0x30 && first <= 0x39 && this.sink.line?.(bytes, from, end, range) === true) return;
    if (first === 0x7b && this.sink.bytes?.(bytes, from, to, range) === true) return;
    // A quote of Python after the bracket: no JSON.
    if (first === 0x7b && bytes[from + 1] === 0x27) return this.sink.text(decodeText(bytes, from, to), range);
    if (first === 0x7b || first === 0x5b) {
      const parsed = parseJson(bytes, from, to);
      if (parsed !== undefined) this.sink.value(parsed.value, parsed.raw, range, '');
      else if (first === 0x7b || !this.isBracketedText(bytes, from, to)) this.readBroken(bytes, start, from, to);
      else this.readText(bytes, start, from, to);
      return;
    }
    this.readText(bytes, start, from, to);
  }

  /** `[2025-03-21 08:52:32] text`: what follows the bracket starts no JSON array of records. */
  private isBracketedText(bytes: Buffer, from: number, to: number): boolean {
    const inner = skipLeading(bytes, from + 1, to);
    return inner < to && bytes[inner] !== 0x7b && bytes[inner] !== 0x5b && bytes[inner] !== 0x22;
  }

  /** A line that starts a value but is not exactly one: several values, a cut one, or one that continues. */
  private readBroken(bytes: Buffer, start: number, from: number, to: number): void {
    const { scanner, sink, range } = this;
    scanner.start();
    const end = scanner.scan(bytes, from, to);
    if (end === MORE && !scanner.insideString) return this.hold(bytes, start, from, to);
    if (end < 0) {
      sink.reject(scanner.tooDeep ? REASON.deep : end === BROKEN ? REASON.malformed : REASON.cut, range);
      return;
    }
    this.give(bytes, from, end, '');
    this.readRest(bytes, end, to, range);
  }

  /** What follows a value on its line: more values, whatever stands between them. What begins like one and is none is counted. */
  private readRest(bytes: Buffer, from: number, to: number, range: EntryRange): void {
    const { scanner, sink } = this;
    for (let at = nextBracket(bytes, from, to); at < to; at = nextBracket(bytes, at, to)) {
      scanner.start();
      const end = scanner.scan(bytes, at, to);
      const parsed = end < 0 ? undefined : parseJson(bytes, at, end);
      if (parsed === undefined) return sink.reject(REASON.rest, range);
      sink.value(parsed.value, parsed.raw, range, '');
      at = end;
    }
  }

  private give(bytes: Buffer, from: number, to: number, prefix: string): void {
    const { sink, range } = this;
    const parsed = parseJson(bytes, from, to);
    if (parsed !== undefined) sink.value(parsed.value, parsed.raw, range, prefix);
    else sink.reject(hasTooManyValues(bytes, from, to) ? REASON.crowded : REASON.malformed, range);
  }

  /** A line of text, or of text before a JSON object. */
  private readText(bytes: Buffer, start: number, from: number, to: number): void {
    const brace = indexIn(bytes, 0x7b, from, to);
    const hasObject = brace >= 0 && startsObject(bytes, brace, to);
    if (hasObject && !this.sink.isText(decodeText(bytes, from, brace))) {
      const parsed = parseJson(bytes, brace, to);
      if (parsed !== undefined)
        return this.sink.value(parsed.value, parsed.raw, this.range, decodeText(bytes, from, brace));
      this.scanner.start();
      if (this.scanner.scan(bytes, brace, to) === MORE && !this.scanner.insideString)
        return this.hold(bytes, start, brace, to);
    }
    this.sink.text(decodeText(bytes, from, to), this.range);
  }

  private hold(bytes: Buffer, start: number, from: number, to: number): void {
    this.textEnd = 0;
    this.held = [this.keep(bytes, start, to, this.range.offset, this.range.line)];
    this.heldBytes = to - start;
    this.heldFrom = from - start;
  }

  private continueHeld(bytes: Buffer, start: number, end: number, offset: number, number: number): void {
    const line = this.keep(bytes, start, end, offset, number);
    this.held.push(line);
    this.heldBytes += end - start + 1;
    const { text } = this;
    const close = this.scanner.scan(text, line.start, line.end);
    const cost = this.heldBytes + HELD_LINE_BYTES * this.held.length;
    if (close === MORE && !this.scanner.insideString && cost <= this.limit) return;
    if (close >= 0) {
      const to = skipTrailing(text, close, line.end);
      const rest = skipLeading(text, close, to);
      if (rest === to || text[rest] === 0x2c || text[rest] === 0x7b || startsList(text, rest, to))
        return this.emitHeld(close, to);
    }
    this.abandonHeld(REASON.cut);
  }

  /** @param to end of the last line, which may hold more behind the value */
  private emitHeld(close: number, to: number): void {
    const { held, heldFrom, text } = this;
    this.held = [];
    const first = held[0]!;
    const last = held[held.length - 1]!;
    const range = this.at(first.number, first.offset, last.offset + last.end - last.start - first.offset);
    range.lines = held.length;
    this.give(text, heldFrom, close, decodeText(text, 0, heldFrom));
    if (close < to) this.readRest(text, close, to, this.at(last.number, last.offset, last.end - last.start));
    if (this.text.length > LARGEST_KEPT) this.text = NO_TEXT;
  }

  /** Copies a line, after those that are held already. */
  private keep(bytes: Buffer, start: number, end: number, offset: number, number: number): HeldLine {
    const from = this.textEnd;
    const to = from + end - start;
    if (to >= this.text.length) {
      const room = Buffer.allocUnsafe(Math.max(SMALLEST_TEXT, 2 * to));
      this.text.copy(room, 0, 0, from);
      this.text = room;
    }
    if (end - start > SHORT_COPY) bytes.copy(this.text, from, start, end);
    else for (let at = start; at < end; at++) this.text[from + at - start] = bytes[at]!;
    this.text[to] = 0x0a;
    this.textEnd = to + 1;
    return { bytes: this.text, start: from, end: to, offset, number };
  }

  /** The held value never closed: its first line is rejected, the lines after it are read on their own. */
  private abandonHeld(reason: string): void {
    const { tooDeep } = this.scanner;
    const hopeless = tooDeep || this.replayBudget < this.heldBytes;
    this.replayBudget -= this.heldBytes;
    const { held: lines, text } = this;
    this.held = [];
    for (const { start, end, offset, number } of lines) {
      this.sink.reject(tooDeep ? REASON.deep : reason, this.at(number, offset, end - start));
      if (!hopeless) break;
    }
    if (hopeless || lines.length === 1) return;
    for (let index = lines.length - 1; index > 0; index--) {
      const line = lines[index]!;
      line.bytes = text;
      this.again.push(line);
    }
    // They are read where they are: lines held meanwhile need a place of their own.
    this.text = NO_TEXT;
  }

  private at(line: number, offset: number, length: number): EntryRange {
    const { range } = this;
    range.line = line;
    range.lines = 1;
    range.offset = offset;
    range.length = length;
    return range;
  }
}

const NO_TEXT = Buffer.alloc(0);
/** Room to ask for at first: text of cut lines asks for each of them. */
const SMALLEST_TEXT = 64;
/** Room that is kept for the next value. */
const LARGEST_KEPT = 1 << 20;
/** A call into the runtime costs more than copying this many bytes one by one. */
const SHORT_COPY = 24;

/** First byte that is not white space, a zero byte, a byte order mark or a record separator (RFC 7464). */
function skipLeading(bytes: Buffer, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte > 0x20 && byte !== 0xef) break;
    if (byte === 0xef) {
      if (bytes[at + 1] !== 0xbb || bytes[at + 2] !== 0xbf) break;
      at += 2;
    } else if (byte !== 0 && byte !== 0x20 && byte !== 0x09 && byte !== 0x0d && byte !== 0x1e) {
      break;
    }
  }
  return Math.min(at, end);
}

function skipTrailing(bytes: Buffer, start: number, end: number): number {
  let at = end;
  while (at > start) {
    const byte = bytes[at - 1]!;
    if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09 && byte !== 0) break;
    at--;
  }
  return at;
}

/** The next brace, or bracket of a list; the end where there is none. Words in brackets are no list. */
function nextBracket(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== 0x7b && !startsList(bytes, at, to)) at++;
  return at;
}

/** A list of objects or of lists. */
function startsList(bytes: Buffer, at: number, to: number): boolean {
  if (bytes[at] !== 0x5b) return false;
  const next = skipLeading(bytes, at + 1, to);
  return next < to && (bytes[next] === 0x7b || bytes[next] === 0x5b);
}

/** `{` followed by a key, a closing bracket or the end of the line. */
function startsObject(bytes: Buffer, brace: number, to: number): boolean {
  const next = skipLeading(bytes, brace + 1, to);
  return next >= to || bytes[next] === 0x22 || bytes[next] === 0x7d;
}
