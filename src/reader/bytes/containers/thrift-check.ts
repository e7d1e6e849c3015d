/**
 * Checks a header of Parquet, which is written in Thrift's compact protocol, before the library reads it. The library trusts
 * lengths: a list of a few bytes that claims a hundred million elements gets room for all of them, and numbers of a million
 * bytes keep it busy for minutes. Nothing is allocated here.
 */

/** Structs and lists within each other; those of Parquet are at most eight deep. */
const MAX_DEPTH = 32;
/** Values of one header, each of which takes memory: a thousand columns in four hundred row groups have as many. */
const MAX_VALUES = 1 << 23;
/** Bytes of a number of 64 bits, at seven bits a byte. */
const MAX_NUMBER_BYTES = 10;

const STOP = 0;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I16 = 4;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;

/** @throws RangeError for a struct at a place that is cut, too deep or too long, or that claims more than it can hold */
export function checkThrift(view: DataView, at: number): void {
  new ThriftCheck(view, at).struct(0);
}

class ThriftCheck {
  private values = 0;

  constructor(
    private readonly view: DataView,
    private at: number,
  ) {}

  struct(depth: number): void {
    if (depth > MAX_DEPTH) throw new RangeError('a header nested too deep');
    for (;;) {
      const byte = this.byte();
      const type = byte & 0x0f;
      if (type === STOP) return;
      if (byte >> 4 === 0) this.number();
      // The type of a field tells a truth value.
      if (type !== TRUE && type !== FALSE) this.element(type, depth);
    }
  }

  private element(type: number, depth: number): void {
    if (++this.values > MAX_VALUES) throw new RangeError('a header of too many values');
    if (type === STRUCT) this.struct(depth + 1);
    else if (type === LIST) this.list(depth + 1);
    else if (type === BINARY) this.pass(this.number());
    else if (type === DOUBLE) this.pass(8);
    else if (type >= I16 && type <= I64) this.number();
    else if (type === TRUE || type === FALSE || type === BYTE) this.pass(1);
    else throw new RangeError('a header of unknown values');
  }

  private list(depth: number): void {
    if (depth > MAX_DEPTH) throw new RangeError('a header nested too deep');
    const byte = this.byte();
    const length = byte >> 4 === 15 ? this.number() : byte >> 4;
    // Each element takes a byte at least.
    if (length > this.view.byteLength - this.at) throw new RangeError('a list longer than its header');
    for (let left = length; left > 0; left--) this.element(byte & 0x0f, depth);
  }

  /** A number as far as it fits into 53 bits: longer ones are not lengths. */
  private number(): number {
    let value = 0;
    for (let count = 0; count < MAX_NUMBER_BYTES; count++) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (7 * count);
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number without end');
  }

  private pass(bytes: number): void {
    if (bytes > this.view.byteLength - this.at) throw new RangeError('a header that is cut');
    this.at += bytes;
  }

  private byte(): number {
    // Reading after the end throws.
    return this.view.getUint8(this.at++);
  }
}
