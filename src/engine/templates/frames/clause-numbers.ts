import { extended } from '../../../math/columns.ts';
import type { CountingFilter } from '../../../math/counting-filter.ts';
import { HashNumbers } from '../../../math/hash-numbers.ts';
import { licenceClauses } from './licence-clauses.ts';

/** Prompts that must hold a clause for it not to be rare. Two make a quotation. */
export const MIN_PROMPTS = 3;

/** One more than the last prompt that held a clause, next to the number of prompts that did: both share a cache line. */
const WIDTH = 2;
const [LAST, PROMPTS] = [0, 1];

/** Numbers the clauses that are not rare in the order in which they are asked for, and counts the prompts that hold each. */
export class ClauseNumbers {
  private readonly numbers = new HashNumbers(1024);
  private lengths = new Uint8Array(1024);
  private holders = new Uint32Array(WIDTH * 1024);
  /** Cut when the first clause is asked for: a log without texts needs none. */
  private licences: ReadonlySet<number> | undefined;

  constructor(private readonly seen: CountingFilter) {}

  /** The number of a clause, or -1 for a rare one and one of a licence. */
  of(hash: number, letters: number): number {
    // Most clauses are rare, and what says so is smaller.
    if (this.seen.count(hash) < MIN_PROMPTS) return -1;
    const number = this.numbers.find(hash);
    if (number >= 0) return number;
    this.licences ??= licenceClauses();
    return this.licences.has(hash) ? -1 : this.add(hash, letters);
  }

  /** Notes that a prompt holds a clause; false if that is already known. Prompts come one at a time. */
  hold(number: number, prompt: number): boolean {
    const at = WIDTH * number;
    if (this.holders[at + LAST] === prompt + 1) return false;
    this.holders[at + LAST] = prompt + 1;
    this.holders[at + PROMPTS]!++;
    return true;
  }

  /** Notes that a prompt holds clauses that are counted elsewhere. */
  holdUncounted(list: Uint32Array, from: number, to: number, prompt: number): void {
    const { holders } = this;
    for (let at = from; at < to; at++) holders[WIDTH * list[at]! + LAST] = prompt + 1;
  }

  /** Hash and letters of each clause, and how many prompts hold it, by number. */
  columns(): { hash: Float64Array; letters: Uint8Array; prompts: Uint32Array } {
    const { count, hashes } = this.numbers;
    const prompts = new Uint32Array(count);
    for (let number = 0; number < count; number++) prompts[number] = this.holders[WIDTH * number + PROMPTS]!;
    return { hash: hashes.slice(0, count), letters: this.lengths.slice(0, count), prompts };
  }

  private add(hash: number, letters: number): number {
    const number = this.numbers.add(hash);
    if (number === this.lengths.length) {
      this.lengths = extended(this.lengths, new Uint8Array(2 * number));
      this.holders = extended(this.holders, new Uint32Array(2 * WIDTH * number));
    }
    this.lengths[number] = letters;
    return number;
  }
}
