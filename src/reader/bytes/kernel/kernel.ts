/**
 * The inner loops of reading, in WebAssembly with 16-byte instructions: finding values in JSON, decoding and hashing
 * texts, cutting them into clauses. Measured on the lines of a gateway's log, JavaScript takes four to eight times as
 * long for each of these. The source is in `assembly/`, a dialect of TypeScript; `kernel-code.ts` holds it compiled.
 *
 * Texts in the kernel are bytes: UTF-8, with lone surrogates as three bytes each, so that any two texts differ.
 */
import { KERNEL_CODE } from './kernel-code.ts';
import { compiled, exportsOf } from './web-assembly.ts';

/** Places in the kernel's memory; those below are the same in `assembly/layout.ts`. */
const KINDS = 0x10000;
const LETTERS = 0x10100;
const GAPS = 0x10110;
const KEY = 0x10130;
const CLAUSE_HASHES = 0x10400;
const CLAUSE_LENGTHS = 0x10800;
const COMPRESS = 0x11000;
const FOLDS = 0x1750000;
const MATHS = 0x1760000;
export const FOLDED = 0x1800000;
const NODES = 0x20000;
const EVENTS = 0x40000;
/** Room for a line, for a text decoded from it, and for a text decoded from that one. */
export const INPUT = 0x100000;
export const TEXT = 0x580000;
export const INNER = 0xa00000;
/** Room for a text of JavaScript. What was read of a line stays where it is meanwhile. */
const UNITS = 0xe80000;
export const PUT = 0x1090000;
/** Longest line that fits. Longer ones are read the general way. */
const MAX_INPUT = 0x400000;
/** Of the characters beyond 0xffff those of mathematics are folded. */
const FIRST_OF_MATHS = 0x1d400;
/** Bytes that may be read beyond the end of a text. */
const MARGIN = 64;
/** UTF-16 code units of a text that are decoded in one piece: three bytes of UTF-8 each. */
const MAX_UNITS = MAX_INPUT / 4;

/** Those of `assembly/index.ts`. */
interface Exports {
  memory: { buffer: ArrayBuffer };
  read(from: number, to: number, root: number): number;
  readInner(from: number, to: number, root: number): number;
  decimal(from: number, to: number): number;
  group(which: number): number;
  digest(from: number, to: number): number;
  join(a: number, b: number): number;
  segment(from: number, to: number): number;
  hashUnits(from: number, to: number): number;
  fold(from: number, to: number): number;
  disguises(): number;
  /** Characters that show nothing, but for marks and what was lost. */
  hides(): number;
  hidesLetters(from: number, to: number): number;
  isMarked(from: number, to: number): number;
  hasUnicodeEscape(from: number, to: number): number;
  isUtf8(from: number, to: number): number;
  unescape(from: number, to: number, out: number): number;
  fromUtf16(from: number, to: number, out: number): number;
  shape(from: number, to: number): number;
  units(from: number, to: number): number;
  writeCall(name: number, nameEnd: number, from: number, to: number, out: number): number;
}

/** One kernel per thread: its memory holds one line at a time. */
export class Kernel {
  /** All of the memory, and the events of `read` in it: slot, kind, start and end of each. */
  readonly bytes: Buffer;
  readonly events: Uint32Array;
  /** The same memory as numbers: those of `GROUP_OF` are in the second half of an event. */
  readonly eventNumbers: Float64Array;
  /** Clauses of the text cut last. */
  readonly clauseHashes: Float64Array;
  readonly clauseLengths: Uint8Array;
  readonly call: Exports;
  private readonly memory: DataView;
  private nodes = 0;
  private keysEnd = EVENTS;

  constructor() {
    this.call = exportsOf(compiled(KERNEL_CODE)) as Exports;
    const { buffer } = this.call.memory;
    this.bytes = Buffer.from(buffer);
    this.events = new Uint32Array(buffer, EVENTS, (INPUT - EVENTS) / 4);
    this.eventNumbers = new Float64Array(buffer, EVENTS, (INPUT - EVENTS) / 8);
    this.clauseHashes = new Float64Array(buffer, CLAUSE_HASHES, 96);
    this.clauseLengths = new Uint8Array(buffer, CLAUSE_LENGTHS, 96);
    this.memory = new DataView(buffer);
    for (let mask = 0; mask < 256; mask++) {
      let at = COMPRESS + 8 * mask;
      for (let bit = 0; bit < 8; bit++) if ((mask >> bit) & 1) this.bytes[at++] = bit;
    }
  }

  /**
   * Sets the kind of each code unit below 256, for `segment`: 0 for letters, 1 for digits, 3 for breaks, any other for gaps.
   */
  setKinds(kinds: Uint8Array): void {
    this.bytes.set(kinds, KINDS);
    for (let unit = 0; unit < 128; unit++) {
      const kind = kinds[unit]!;
      if (kind === 0) this.bytes[LETTERS + (unit & 15)]! |= 1 << (unit >> 4);
      else if (kind === 2 || kind === 4) this.bytes[GAPS + (unit & 15)]! |= 1 << (unit >> 4);
    }
  }

  /** Sets the key of all hashes, 16 bytes. */
  setKey(key: Uint8Array): void {
    this.bytes.set(key, KEY);
  }

  /** Sets the letter of ASCII that a character is folded to, or none: see `assembly/fold.ts`. */
  setFold(point: number, letter: string, onlyAlike: boolean): void {
    const at = point < 0x10000 ? FOLDS + point : MATHS + point - FIRST_OF_MATHS;
    this.bytes[at] = letter === '' ? 1 : letter.charCodeAt(0) | (onlyAlike ? 0x80 : 0);
  }

  /** Copies a line in. False if it is too long. */
  load(line: Buffer, start: number, end: number): boolean {
    const length = end - start;
    if (length > MAX_INPUT) return false;
    line.copy(this.bytes, INPUT, start, end);
    this.bytes.fill(0, INPUT + length, INPUT + length + MARGIN);
    return true;
  }

  /** A short text, which must be plain ASCII. */
  ascii(from: number, to: number): string {
    return this.bytes.toString('latin1', from, to);
  }

  /** Puts a JavaScript text in memory and returns its end. Of a text that is too long, only the start and the end are put. */
  put(text: string, at = PUT): number {
    const whole = text.length <= MAX_UNITS;
    const part = whole ? text : `${text.slice(0, MAX_UNITS / 2)}\n${text.slice(-MAX_UNITS / 2)}`;
    const length = this.bytes.write(part, UNITS, 'utf16le');
    return this.call.fromUtf16(UNITS, UNITS + length, at);
  }

  /** Adds a table of wanted keys for `read`; gives its number. */
  addTable({ others, keys, odd }: KeyTable): number {
    const number = ++this.nodes;
    const at = NODES + number * TABLE_BYTES;
    this.memory.setUint32(at, others, true);
    if (odd !== undefined) {
      this.memory.setUint32(at + 4, PAIRS, true);
      this.memory.setUint32(at + 8, odd, true);
    }
    for (const [key, { use, table = 0 }] of Object.entries(keys)) {
      const bytes = Buffer.from(key, 'latin1');
      this.keysEnd -= bytes.length;
      this.bytes.set(bytes, this.keysEnd);
      const first = bytes[0]!;
      const middle = bytes[bytes.length >> 1]!;
      let place = (bytes.length * 7 + first * 5 + middle * 3 + bytes[bytes.length - 1]!) % PLACES;
      while (this.memory.getUint32(at + 16 + place * 16 + 4, true) !== 0) place = (place + 1) % PLACES;
      this.writePlace(at + 16 + place * 16, [this.keysEnd, bytes.length, use, table]);
    }
    return number;
  }

  /** Adds a table for the items of lists; with `isGrouped`, each item has groups of its own, reported after it. */
  addList({ use, table = 0 }: Wanted, isGrouped = false): number {
    const number = ++this.nodes;
    this.writePlace(NODES + number * TABLE_BYTES, [0, isGrouped ? GROUPED : ITEMS, use, table]);
    return number;
  }

  private writePlace(at: number, values: readonly [number, number, number, number]): void {
    values.forEach((value, i) => this.memory.setUint32(at + i * 4, value, true));
  }
}

const TABLE_BYTES = 1024;
const PLACES = 63;
/** Kinds of tables for lists. */
const ITEMS = 1;
const PAIRS = 2;
const GROUPED = 3;

/** What to do with a value, and the table for its own keys or items. */
export interface Wanted {
  /** Slot from 2 to 255 under which it is reported, or 0; with `USE.groupA` or `USE.groupB` it is hashed with its key. */
  use: number;
  table?: number;
}

export interface KeyTable {
  /** What to do with all keys that are not named. */
  others: number;
  keys: Readonly<Record<string, Wanted>>;
  /**
   * Makes the table one for lists of attributes, `{"key":"name","value":{"stringValue":"text"}}`: names stand for keys, and
   * of those that are reported, the inner value is. Items of any other form are reported under this slot.
   */
  odd?: number;
}

export const USE = { none: 0, groupA: 0x100, groupB: 0x200 } as const;

/** Kinds of values in `events`. */
export const KIND = { string: 1, number: 2, true: 3, false: 4, null: 5, object: 6, array: 7, kind: 0xf } as const;
/** Marks of strings: it has escapes, or non-ASCII letters. */
export const MARK = { escaped: 0x10, wide: 0x20 } as const;
/** Type of the value of an attribute, added to its kind. */
export const TYPE = { string: 0x100, int: 0x200 } as const;
/** Slots under which the groups of an item are reported. */
export const GROUP_OF = { a: 0x100, b: 0x101 } as const;
