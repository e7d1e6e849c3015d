import { type Kernel, KIND, MARK, TEXT } from '../../../reader/bytes/kernel/kernel.ts';
import { isOpaque } from '../../../reader/records/facts/opaque-text.ts';
import { LONG_ANSWER, shapeOfEnds } from '../../table/answer-shape.ts';

/** Lengths and first letters of the words that gateways leave in place of a text. */
const SHORTEST_PLACEHOLDER = 8;
const LONGEST_PLACEHOLDER = 24;
const PLACEHOLDER = /^[r_[R]/;
/** The most bytes that such a word can take where all its letters are written as escapes. */
const LONGEST_WRITTEN = 6 * LONGEST_PLACEHOLDER;

/** Bytes within which a text that is none has no space, and those with which a placeholder begins. */
const LOOKED_AT = 512;
const BRACKETS: ReadonlySet<number> = new Set([0x3c, 0x5b, 0x7b]);
/** What a cut leaves of the placeholder or character that it goes through. */
const CUT = /(?:[<[{]{1,2}[^<>[\]{}]*|\ufffd+)$/;
const SPACE = 0x20;

/** Bytes that hold 400 characters. */
const END_BYTES = 1200;

/** A string of JSON in the kernel's memory, without its quotes. */
export interface JsonString {
  from: number;
  to: number;
  marks: number;
}

/** A value that may be missing: then its kind is 0. */
export interface JsonValue extends JsonString {
  kind: number;
}

/** Reads texts from strings of JSON that are in the kernel's memory. */
export class StringReader {
  /** Where the text opened last stands, decoded. */
  from = 0;
  to = 0;

  constructor(private readonly kernel: Kernel) {}

  /** Decodes a string to `room`, unless it can stay where it is. False when its bytes are no UTF-8. */
  open({ from, to, marks }: JsonString, room = TEXT): boolean {
    const { call } = this.kernel;
    if (marks & MARK.wide && !call.isUtf8(from, to)) return false;
    this.from = marks & MARK.escaped ? room : from;
    this.to = marks & MARK.escaped ? call.unescape(from, to, room) : to;
    return true;
  }

  /** Opens a string. False when its text is not whole, as far as can be told. */
  openWhole(string: JsonString, room = TEXT): boolean {
    return this.open(string, room) && !this.isDoubtful();
  }

  /** The same, but the text is decoded only where it takes that to tell: most of a conversation is history. */
  isWhole(string: JsonString, room = TEXT): boolean {
    const { from, to, marks } = string;
    const { call } = this.kernel;
    if (to - from <= LONGEST_WRITTEN) return this.openWhole(string, room);
    if (marks & MARK.escaped && call.hidesLetters(from, to)) return this.openWhole(string, room);
    return !call.isMarked(from, to) && ((marks & MARK.wide) === 0 || call.isUtf8(from, to) !== 0);
  }

  /**
   * True when the text opened last may be one that a gateway has shortened or replaced: see `content.ts`. Such texts are for
   * the general reader.
   */
  isDoubtful(): boolean {
    const { from, to } = this;
    const length = to - from;
    if (this.kernel.call.isMarked(from, to) || this.mayBeOpaque()) return true;
    if (length < SHORTEST_PLACEHOLDER || length > LONGEST_PLACEHOLDER) return false;
    return PLACEHOLDER.test(String.fromCharCode(this.kernel.bytes[from]!));
  }

  /** Whether the text opened last may be none: see `opaque-text.ts`. Nearly every text has a space within a few letters. */
  private mayBeOpaque(): boolean {
    const { from, to } = this;
    const { bytes } = this.kernel;
    if (from === to) return false;
    if (!BRACKETS.has(bytes[from]!) && bytes[from]! > SPACE && bytes[to - 1]! > SPACE) {
      const end = Math.min(to, from + LOOKED_AT);
      for (let at = from; at < end; at++) if (bytes[at]! <= SPACE) return false;
    }
    const head = bytes.toString('utf8', from, Math.min(to, from + 4 * LOOKED_AT));
    // A placeholder that is cut in two looks like none.
    return isOpaque(to - from > 4 * LOOKED_AT ? head.replace(CUT, '') : head);
  }

  /** True when the text opened last has at least so many UTF-16 code units. */
  hasUnits(least: number): boolean {
    const length = this.to - this.from;
    return length >= 3 * least || (length >= least && this.kernel.call.units(this.from, this.to) >= least);
  }

  digest(): number {
    return this.kernel.call.digest(this.from, this.to);
  }

  /** Number of the shape of the text opened last, as that of an answer. */
  shape(string: JsonString): number {
    const { from, to } = this;
    const { bytes, call } = this.kernel;
    const plain = call.shape(from, to);
    if (plain >= 0) return plain;
    const length = to - from >= 3 * LONG_ANSWER ? LONG_ANSWER : call.units(from, to);
    const head = bytes.toString('utf8', from, Math.min(to, from + END_BYTES));
    const tail = to - from <= END_BYTES ? head : bytes.toString('utf8', to - END_BYTES, to);
    // Half a character at a cut, or a surrogate on its own, reads as another number of characters.
    if (head.includes('\ufffd') || tail.includes('\ufffd')) {
      const text = this.whole(string);
      return shapeOfEnds(text, text, text.length);
    }
    return shapeOfEnds(head, tail, length);
  }

  /** The text of a span as a string, exact to the last lone surrogate. */
  whole({ from, to, marks }: JsonString): string {
    const { bytes } = this.kernel;
    const written = bytes.toString(marks & MARK.wide ? 'utf8' : 'latin1', from, to);
    return marks & MARK.escaped ? (JSON.parse(`"${written}"`) as string) : written;
  }
}

/** Written out, because this is done a few times per line. */
export function copyValue(from: JsonValue, to: JsonValue): void {
  to.kind = from.kind;
  to.from = from.from;
  to.to = from.to;
  to.marks = from.marks;
}

/** True for a string of plain ASCII without escapes. */
export function isPlain(kind: number): boolean {
  return kind === KIND.string;
}
