import { randomBytes } from 'node:crypto';
import { discard } from './columns.ts';
import { PREFETCH_COUNT } from './prefetch.ts';

/** 32 bits of a key's hash and its item's number stand side by side, in one line of the cache. The number is one more, or 0. */
const WIDTH = 2;
const [HASH, ITEM] = [0, 1];
const MIN_PLACES = 64;
/** Share of the places that may be taken. */
const FULL = 2 / 3;

/**
 * Numbers items by a key that is in a column: open addressing over one `Int32Array`, a fraction of the memory and a
 * third of the time of a `Map` with numbers that are no small integers. Keys are looked at only where 32 bits of their
 * hashes agree: in a large log each look would have to wait for memory.
 */
export class HashIndex {
  private places: Int32Array<ArrayBuffer>;
  private used = 0;

  constructor(expected = 512) {
    this.places = new Int32Array(WIDTH * 2 ** Math.ceil(Math.log2(Math.max(MIN_PLACES, expected / FULL + 1))));
  }

  /**
   * The item with this key, or -1.
   * @param keys key of each item by its number: whole numbers below 2^53
   */
  find(key: number, keys: ArrayLike<number>): number {
    const { places } = this;
    const mask = places.length - 1;
    const hash = hashOf(key);
    for (let at = (WIDTH * hash) & mask; ; at = (at + WIDTH) & mask) {
      const item = places[at + ITEM]!;
      if (item === 0) return -1;
      if (places[at + HASH] === hash && keys[item - 1] === key) return item - 1;
    }
  }

  /**
   * Adds an item whose key is not there yet.
   * @param times how many times as many items are expected: room for them is made once there is too little
   */
  add(item: number, key: number, times = 2): void {
    if (WIDTH * ++this.used > FULL * this.places.length) this.grow(times);
    this.put(hashOf(key), item + 1);
  }

  /** Forgets all items. */
  clear(): void {
    this.places.fill(0);
    this.used = 0;
  }

  /** Gives its memory back at once; it is of no use any more. */
  discard(): void {
    discard([this.places.buffer]);
  }

  /** Makes ready to find up to `PREFETCH_COUNT` keys, those at `keys[from]` and after it: see `prefetch.ts`. */
  prefetch(keys: ArrayLike<number>, from: number): void {
    const { places } = this;
    const mask = places.length - 1;
    const to = Math.min(from + PREFETCH_COUNT, keys.length);
    let sum = 0;
    for (let at = from; at < to; at++) sum += places[(WIDTH * hashOf(keys[at]!)) & mask]!;
    // A sum that nobody asks for would be left out.
    last = (last + sum) | 0;
  }

  private put(hash: number, entry: number): void {
    const { places } = this;
    const mask = places.length - 1;
    let at = (WIDTH * hash) & mask;
    while (places[at + ITEM] !== 0) at = (at + WIDTH) & mask;
    places[at + HASH] = hash;
    places[at + ITEM] = entry;
  }

  private grow(times: number): void {
    const old = this.places;
    this.places = new Int32Array(old.length * 2 ** Math.max(1, Math.ceil(Math.log2(times))));
    for (let at = 0; at < old.length; at += WIDTH) if (old[at + ITEM] !== 0) this.put(old[at + HASH]!, old[at + ITEM]!);
    discard([old.buffer]);
  }
}

let last = 0;

/** Factors of this thread, odd and secret: nobody can write keys that all come to one place. */
const [HIGH, FIRST, SECOND] = Array.from({ length: 3 }, () => randomBytes(4).readInt32LE() | 1) as [
  number,
  number,
  number,
];

/** Keys are hashes or small numbers; the multiplications spread the latter. */
function hashOf(key: number): number {
  let h = Math.imul((key >>> 0) ^ Math.imul((key / 0x100000000) >>> 0, HIGH), FIRST);
  h = Math.imul(h ^ (h >>> 16), SECOND);
  return h ^ (h >>> 15);
}
