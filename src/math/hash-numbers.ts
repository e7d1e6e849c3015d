import { randomBytes } from 'node:crypto';
import { extended } from './columns.ts';

/** A hash and its number stand side by side, in one line of the cache. The number is one more, or 0 in free places. */
const WIDTH = 2;
const [HASH, NUMBER] = [0, 1];
/** Spreads hashes over the table by their highest bits: a factor of this thread, odd and secret, so that nobody can crowd them. */
const SPREAD = randomBytes(4).readInt32LE() | 1;

/**
 * Numbers hashes of 32 bits in the order in which they are added: open addressing over one `Int32Array`. Where hashes are
 * longer, see `HashIndex`.
 */
export class HashNumbers {
  count = 0;
  /** By number, with spare room. */
  hashes: Uint32Array<ArrayBuffer>;
  private table: Int32Array<ArrayBuffer>;
  private shift: number;

  constructor(expected = 0) {
    const bits = Math.max(6, Math.ceil(Math.log2(2 * expected + 1)));
    this.hashes = new Uint32Array(2 ** (bits - 1));
    this.table = new Int32Array(WIDTH * 2 ** bits);
    this.shift = 32 - bits;
  }

  /** The number of a hash, or -1 when it has none. */
  find(hash: number): number {
    const { table } = this;
    const mask = table.length - 1;
    const signed = hash | 0;
    let at = WIDTH * (Math.imul(hash, SPREAD) >>> this.shift);
    for (; table[at + NUMBER] !== 0; at = (at + WIDTH) & mask) if (table[at + HASH] === signed) break;
    return table[at + NUMBER]! - 1;
  }

  /** Gives a number to a hash that has none. */
  add(hash: number): number {
    const number = this.count++;
    if (number === this.hashes.length) this.grow();
    this.hashes[number] = hash;
    this.put(hash, number);
    return number;
  }

  private put(hash: number, number: number): void {
    const { table } = this;
    const mask = table.length - 1;
    let at = WIDTH * (Math.imul(hash, SPREAD) >>> this.shift);
    while (table[at + NUMBER] !== 0) at = (at + WIDTH) & mask;
    table[at + HASH] = hash;
    table[at + NUMBER] = number + 1;
  }

  private grow(): void {
    const old = this.hashes;
    this.hashes = extended(old, new Uint32Array(2 * old.length));
    this.table = new Int32Array(2 * this.table.length);
    this.shift--;
    old.forEach((hash, number) => this.put(hash, number));
  }
}
