import { Random } from '../math/random.ts';

/** 32-bit hash of numbers and strings (FNV-1a with the finaliser of MurmurHash3): the same parts give the same number everywhere. */
export function hash(...parts: readonly (number | string)[]): number {
  let h = 0x811c9dc5;
  for (const part of parts) {
    const text = typeof part === 'number' ? `#${part}` : part;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h ^= h >>> 13;
  }
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Random draws for a log, from seeds that give the same log in every version. */
export class LogRandom extends Random {
  constructor(...seed: readonly (number | string)[]) {
    super();
    this.state = hash(...seed);
  }

  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** `count` different items, or all of them if there are fewer. */
  some<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    const chosen: T[] = [];
    while (chosen.length < count && rest.length > 0) chosen.push(...rest.splice(this.below(rest.length), 1));
    return chosen;
  }

  /** Log-normal by its median and the standard deviation of its logarithm. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** Index below `length`; small ones are far more frequent (density 1/x), as questions to a help desk are. */
  frequent(length: number): number {
    return Math.min(length - 1, Math.floor(Math.exp(this.next() * Math.log(length + 1))) - 1);
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) text += Math.floor(this.next() * 16).toString(16);
    return text;
  }

  /** An address of the ranges set aside for documentation and benchmarks (RFC 2544: 198.18.0.0/15), so that no real host is named. */
  address(): string {
    return `198.${this.between(18, 19)}.${this.between(0, 255)}.${this.between(1, 254)}`;
  }
}
