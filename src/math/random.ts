import { combine32, hash32 } from './hash.ts';

/** Random numbers from a seed (mulberry32, Tommy Ettinger, public domain): the same seed gives the same sequence everywhere. */
export class Random {
  protected state: number;

  constructor(...seed: readonly (number | string)[]) {
    this.state = seed.reduce<number>((state, part) => combine32(state, hash32(String(part))), 1);
  }

  /** The sequence that follows a state, for what was first drawn with seeds of another kind and must stay as it is. */
  static at(state: number): Random {
    const random = new Random();
    random.state = state;
    return random;
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Whole number from 0 up to, but not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError when there is nothing to pick from */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('cannot pick from an empty list');
    return list[this.below(list.length)]!;
  }

  /** Brings a list, or its first values, into random order, in place (Fisher and Yates), and returns it. */
  shuffle<L extends unknown[] | Uint32Array>(list: L, length = list.length): L {
    for (let at = length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      const last = list[at]!;
      list[at] = list[other]!;
      list[other] = last;
    }
    return list;
  }

  /** Standard normal (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }
}
