import { InputError } from '../../reader/bytes/files/input-error.ts';
import { discard } from '../../math/columns.ts';
import { MAX_CLAUSES } from '../table/clause-columns.ts';
import { TextPool } from '../table/text-pool.ts';
import type { OpenStates } from './open-states.ts';

/**
 * Numbers the texts of states in the order in which requests have them, which is that of a finished table: such a table takes the
 * pool as it is. Texts are looked up in the sorted column of their hashes, which needs no index.
 */
export class TextNumbers {
  private count = 1;
  private last = { key: 0, number: 0 };

  private constructor(
    /** Hash, hash as a system prompt and clauses of each text, by its place among the hashes. */
    private readonly keys: Float64Array<ArrayBuffer>,
    private readonly systems: Uint32Array<ArrayBuffer>,
    private readonly clauses: Uint8Array<ArrayBuffer>,
    /** Number of each, by its place; 0 for those that no request has. */
    private readonly numbers: Uint32Array<ArrayBuffer>,
  ) {}

  static async read(states: OpenStates): Promise<TextNumbers> {
    // A text that is in several states is counted more than once: there may be room that is never used, and takes no memory.
    const most = states.rows('texts');
    const [keys, systems, clauses] = [new Float64Array(most), new Uint32Array(most), new Uint8Array(most)];
    let place = 0;
    await states.each('texts', ({ columns }, row) => {
      keys[place] = columns.text[row]!;
      const [system, own] = [columns.system[row]!, columns.clauses[row]!];
      if (own > MAX_CLAUSES) throw damagedClauses();
      // Room that nobody writes to takes no memory.
      if (system !== 0) systems[place] = system;
      clauses[place++] = own;
    });
    return new TextNumbers(keys.subarray(0, place), systems, clauses, new Uint32Array(place));
  }

  /** The number of the text with this hash; the next one where it is new. */
  of(key: number): number {
    if (key === 0) return 0;
    if (key === this.last.key) return this.last.number;
    const place = placeIn(this.keys, key);
    if (place < 0) throw new InputError('The states are damaged: a request has a text that is in none of them.');
    const number = (this.numbers[place] ||= this.count++);
    this.last = { key, number };
    return number;
  }

  /** All that have a number, with their clauses. Nothing can be asked after it. */
  async pool(states: OpenStates): Promise<TextPool> {
    const { count, keys, numbers } = this;
    const [system, clauseEnd] = [new Uint32Array(count), new Uint32Array(count)];
    let all = 0;
    for (let place = 0; place < keys.length; place++) {
      const number = numbers[place]!;
      all += this.clauses[place]!;
      if (number === 0) continue;
      if (this.systems[place] !== 0) system[number] = this.systems[place]!;
      clauseEnd[number] = this.clauses[place]!;
    }
    for (let number = 1; number < count; number++) clauseEnd[number]! += clauseEnd[number - 1]!;
    const kept = clauseEnd[count - 1]!;
    const [hash, letters] = [new Float64Array(kept), new Uint8Array(kept)];
    let [place, left, at, seen] = [-1, 0, 0, 0];
    await states.each('clauses', ({ columns }, row) => {
      const text = columns.text[row]!;
      if (keys[place] !== text) {
        while (++place < keys.length && keys[place] !== text);
        left = this.clauses[place] ?? 0;
        at = clauseEnd[(numbers[place] || 1) - 1]!;
      }
      if (left-- === 0) throw damagedClauses();
      seen++;
      if (numbers[place] === 0) return;
      hash[at] = columns.hash[row]!;
      letters[at++] = columns.letters[row]!;
    });
    if (seen !== all) throw damagedClauses();
    // Last, when all else of no use is given back: with the clauses it takes more than the step before.
    discard([this.systems, this.clauses].map(({ buffer }) => buffer));
    const key = new Float64Array(count);
    for (let at = 0; at < keys.length; at++) if (numbers[at] !== 0) key[numbers[at]!] = keys[at]!;
    discard([keys, numbers].map(({ buffer }) => buffer));
    return TextPool.unpack({ length: count, texts: { key, system, clauseEnd }, clauses: { hash, letters } });
  }
}

/** Place of a hash among those of all texts, ascending; -1 where it is not there. */
export function placeIn(keys: Float64Array, key: number): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return keys[low] === key ? low : -1;
}

export const damagedClauses = (): InputError =>
  new InputError('The states are damaged: the clauses do not belong to the texts.');
