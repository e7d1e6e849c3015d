import { indexIn } from '../byte-search.ts';

/** The text so far does not end the statement or row. */
export const OPEN = -1;
/** No dump has that: a text that goes on behind its quote, or a row that a statement ends in. */
export const WRONG = -2;

/**
 * How a quote inside a text is written: doubled alone, as SQL says, or behind a backslash as well, as MySQL does. Where nothing
 * in a dump tells, a text with a quote behind a backslash is not read: taken the wrong way, what somebody typed would become rows.
 */
export type Escaping = 'unknown' | 'doubled' | 'backslash';

export type SqlUnit = 'statement' | 'row' | 'comment';

const [QUOTE, DOUBLE, BACKTICK, BACKSLASH] = [0x27, 0x22, 0x60, 0x5c];
const [OPENING, CLOSING, END, DASH, SLASH, STAR, DOLLAR] = [0x28, 0x29, 0x3b, 0x2d, 0x2f, 0x2a, 0x24];
const COMMENT_END = Buffer.from('*/');

/** Finds where a statement, a row or a comment ends, going on from line to line. Each byte is looked at once. */
export class SqlScanner {
  private unit: SqlUnit = 'statement';
  /** The quote that is open; 0 for none. */
  private quote = 0;
  private hasEscapes = false;
  private inComment = false;
  /** What closes a text of PostgreSQL in dollar signs. */
  private tag: Buffer | undefined;
  private depth = 0;
  private isOver = false;

  /** The unit is scanned from its first byte on. */
  start(unit: SqlUnit): void {
    this.unit = unit;
    this.quote = this.depth = 0;
    this.tag = undefined;
    this.inComment = this.isOver = false;
  }

  /** The byte after the end, `OPEN` or `WRONG`. Bytes `from` to `to` end with a line. */
  scan(bytes: Buffer, from: number, to: number, escaping: Escaping): number {
    let at = from;
    while (at < to) {
      if (this.quote !== 0) at = this.readQuoted(bytes, at, to, escaping);
      else if (this.tag !== undefined) at = this.readDollars(bytes, at, to, this.tag);
      else if (this.inComment) {
        const end = bytes.subarray(at, to).indexOf(COMMENT_END);
        if (end < 0) return OPEN;
        at += end + COMMENT_END.length;
        this.inComment = false;
        if (this.unit === 'comment') return at;
      } else {
        at = this.readCode(bytes, at, to, escaping);
        if (this.isOver) return at;
      }
      if (at === WRONG) return WRONG;
    }
    return OPEN;
  }

  /** Goes on behind what is outside of texts, or to the end. */
  private readCode(bytes: Buffer, from: number, to: number, escaping: Escaping): number {
    const isRow = this.unit === 'row';
    for (let at = from; at < to; at++) {
      switch (bytes[at]) {
        case QUOTE:
        case DOUBLE:
        case BACKTICK:
          this.quote = bytes[at]!;
          this.hasEscapes =
            this.quote === BACKTICK
              ? false
              : escaping === 'backslash' || (this.quote === QUOTE && isEscapePrefix(bytes, at, from));
          return at + 1;
        case OPENING:
          this.depth++;
          break;
        case CLOSING:
          this.depth--;
          if (isRow && this.depth === 0) return this.end(at + 1);
          break;
        case END:
          return isRow ? WRONG : this.end(at + 1);
        case DASH:
          if (bytes[at + 1] === DASH && at + 1 < to) return to;
          break;
        case SLASH:
          if (bytes[at + 1] !== STAR || at + 1 >= to) break;
          this.inComment = true;
          return at + 2;
        case DOLLAR: {
          if (isRow || escaping === 'backslash') break;
          const tag = DOLLAR_TAG.exec(bytes.toString('latin1', at, Math.min(to, at + LONGEST_TAG)))?.[0];
          if (tag === undefined) break;
          this.tag = Buffer.from(tag, 'latin1');
          return at + tag.length;
        }
        default:
          break;
      }
    }
    return to;
  }

  /** The statement goes on behind its end. */
  goOn(): void {
    this.isOver = false;
  }

  private end(at: number): number {
    this.isOver = true;
    return at;
  }

  private readQuoted(bytes: Buffer, from: number, to: number, escaping: Escaping): number {
    const { quote } = this;
    let at = from;
    for (;;) {
      if (this.hasEscapes) while (at < to && bytes[at] !== quote && bytes[at] !== BACKSLASH) at++;
      else at = placeOf(bytes, quote, at, to);
      if (at >= to) return to;
      if (bytes[at] === BACKSLASH) at += 2;
      else if (at + 1 < to && bytes[at + 1] === quote) at += 2;
      else break;
    }
    this.quote = 0;
    if (this.unit !== 'row') return at + 1;
    const isUnclear = escaping === 'unknown' && !this.hasEscapes && at > 0 && bytes[at - 1] === BACKSLASH;
    return isUnclear || (at + 1 < to && goesOn(bytes[at + 1]!)) ? WRONG : at + 1;
  }

  private readDollars(bytes: Buffer, from: number, to: number, tag: Buffer): number {
    const end = bytes.subarray(from, to).indexOf(tag);
    if (end < 0) return to;
    this.tag = undefined;
    return from + end + tag.length;
  }
}

const LONGEST_TAG = 66;
const DOLLAR_TAG = /^\$(?:[A-Za-z_\x80-\xFF][\w\x80-\xFF]*)?\$/;

function placeOf(bytes: Buffer, byte: number, from: number, to: number): number {
  const found = indexIn(bytes, byte, from, to);
  return found < 0 ? to : found;
}

/** `E'...'`: a text of PostgreSQL with escapes. */
function isEscapePrefix(bytes: Buffer, at: number, from: number): boolean {
  return at > from && (bytes[at - 1]! | 0x20) === 0x65 && !(at - 1 > from && isWord(bytes[at - 2]!));
}

function isWord(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f || (byte >= 0x61 && byte <= 0x7a)
  );
}

/** Behind the quote that closes a text stands no letter and no other quote. */
function goesOn(byte: number): boolean {
  return isWord(byte) || byte === DOUBLE || byte === BACKSLASH || byte >= 0x80;
}
