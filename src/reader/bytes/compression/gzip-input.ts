import { crc32 } from 'node:zlib';
import type { Inflater } from '../inflate/inflater.ts';

const DAMAGED = 'the compressed data is damaged';
const CUT = 'the compressed data ends too early';

/** Marks in the header of a member (RFC 1952, section 2.3.1): what it holds besides its ten bytes. */
const HAS_CHECKSUM = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const UNKNOWN_MARKS = 0xe0;
const DEFLATE = 8;
/** Longest name and comment. */
const MAX_NAME_BYTES = 1 << 20;

/** What is wrong with a gzip file, as a part of a sentence. */
export class GzipError extends Error {
  static damaged = (): GzipError => new GzipError(DAMAGED);
  static cut = (): GzipError => new GzipError(CUT);
}

/** Checksum and length of the text of a member. */
export class TextSum {
  private sum = 0;
  private length = 0;

  add(text: Buffer): void {
    this.sum = crc32(text, this.sum);
    this.length = (this.length + text.length) % 2 ** 32;
  }

  /** @param trailer the eight bytes after the data of the member */
  isOf(trailer: Buffer): boolean {
    return trailer.readUInt32LE(0) === this.sum && trailer.readUInt32LE(4) === this.length;
  }
}

/** A gzip file on its way into an inflater, and what is between the deflated data of its members. */
export class GzipInput {
  /** True when there is no more than the inflater has. */
  isWhole = false;
  private readonly blocks: AsyncIterator<Buffer>;
  private block: Buffer = Buffer.alloc(0);
  /** Bytes of the file that the inflater was given. */
  private given: number;
  /** Checksum of the header so far. */
  private headerSum = 0;

  /** @param start where the blocks begin in the file */
  constructor(
    raw: AsyncIterable<Buffer>,
    private readonly inflater: Inflater,
    start: number,
  ) {
    this.blocks = raw[Symbol.asyncIterator]();
    this.given = start;
  }

  /** Where the next bit to be unpacked is in the file. */
  get place(): { byte: number; bit: number } {
    const byte = this.given - this.inflater.unused.length;
    const { bitsBefore } = this.inflater;
    return bitsBefore === 0 ? { byte, bit: 0 } : { byte: byte - 1, bit: 8 - bitsBefore };
  }

  /** Gives the inflater more data; false when there is none. */
  async more(): Promise<boolean> {
    while (this.block.length === 0 && !this.isWhole) {
      const next = await this.blocks.next();
      if (next.done === true) this.isWhole = true;
      else this.block = next.value;
    }
    const given = this.inflater.give(this.block);
    this.block = this.block.subarray(given);
    this.given += given;
    return given > 0;
  }

  /**
   * Passes over the header of a member.
   * @returns false at the end of the file, and after zeros that fill it up
   */
  async passHeader(isFirst: boolean): Promise<boolean> {
    if (!isFirst && (!(await this.has(1)) || this.inflater.unused[0] === 0)) return false;
    this.headerSum = 0;
    const [magic, more, method, marks = 0] = await this.bytes(10);
    if (magic !== 0x1f || more !== 0x8b || method !== DEFLATE || (marks & UNKNOWN_MARKS) !== 0)
      throw GzipError.damaged();
    if (marks & HAS_EXTRA) await this.bytes((await this.bytes(2)).readUInt16LE());
    if (marks & HAS_NAME) await this.passText();
    if (marks & HAS_COMMENT) await this.passText();
    const sum = this.headerSum & 0xffff;
    if (marks & HAS_CHECKSUM && (await this.bytes(2)).readUInt16LE() !== sum) throw GzipError.damaged();
    return true;
  }

  /** Passes over what comes after the data of a member, and compares it with the text. */
  async passTrailer(sum: TextSum | undefined): Promise<void> {
    const trailer = await this.bytes(8);
    if (sum?.isOf(trailer) === false) throw GzipError.damaged();
  }

  async close(): Promise<void> {
    await this.blocks.return?.();
  }

  /** A text that ends with a zero. */
  private async passText(): Promise<void> {
    for (let passed = 0; passed < MAX_NAME_BYTES;) {
      if (!(await this.has(1))) throw GzipError.cut();
      const { unused } = this.inflater;
      const end = unused.indexOf(0);
      passed += (await this.bytes(end < 0 ? unused.length : end + 1)).length;
      if (end >= 0) return;
    }
    throw GzipError.damaged();
  }

  /** The next bytes. */
  private async bytes(count: number): Promise<Buffer> {
    if (!(await this.has(count))) throw GzipError.cut();
    const bytes = this.inflater.unused.subarray(0, count);
    this.headerSum = crc32(bytes, this.headerSum);
    this.inflater.pass(count);
    return bytes;
  }

  private async has(count: number): Promise<boolean> {
    while (this.inflater.unused.length < count) if (!(await this.more())) return false;
    return true;
  }
}
