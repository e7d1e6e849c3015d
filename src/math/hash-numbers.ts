import { extended } from './columns.ts';
import { HashIndex } from './hash-index.ts';

/** Numbers hashes in the order in which they are added. */
export class HashNumbers {
  count = 0;
  /** By number, with spare room. */
  hashes: Float64Array<ArrayBuffer>;
  private readonly index: HashIndex;

  constructor(expected = 32) {
    this.hashes = new Float64Array(Math.max(32, expected));
    this.index = new HashIndex(expected);
  }

  /** The number of a hash, or -1 when it has none. */
  find(hash: number): number {
    return this.index.find(hash, this.hashes);
  }

  /** Gives a number to a hash that has none. */
  add(hash: number): number {
    const number = this.count++;
    if (number === this.hashes.length) this.hashes = extended(this.hashes, new Float64Array(2 * number));
    this.hashes[number] = hash;
    this.index.add(number, hash);
    return number;
  }
}
