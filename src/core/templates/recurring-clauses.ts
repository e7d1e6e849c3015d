/** Clauses that stand in several different prompts, numbered, with the list of each prompt. */
import { extended } from '../math/columns.ts';
import { HashCounts } from '../math/hash-counts.ts';
import { HashIndex } from '../math/hash-index.ts';
import { mix32 } from '../math/hash.ts';
import type { RequestTable } from '../signals/request-table.ts';
import type { TextPool } from '../signals/text-pool.ts';
import type { DistinctPrompts } from './distinct-prompts.ts';

/** Different prompts that must hold a clause. Two make a quotation. */
export const MIN_PROMPTS = 3;
/** A whole system prompt counts as one more clause of so many letters: two that differ only in their middle are two. */
const SYSTEM_LETTERS = 60;
/** Place of the system prompt as a whole. */
export const WHOLE_SYSTEM = -1;

export interface RecurringClauses {
  hash: Uint32Array;
  letters: Uint8Array;
  /** Prompts that hold each clause. A few clauses of fewer than `MIN_PROMPTS` come along. */
  prompts: Uint32Array;
  /** Clauses of each distinct prompt in order of appearance, without repeats: `list[start[p] .. start[p + 1]]`. */
  start: Uint32Array;
  list: Uint32Array;
  /** Place of each list entry among all clauses of its prompt, or `WHOLE_SYSTEM`. */
  place: Int16Array;
  /** How many of a prompt's entries stand in its system prompt; they are the same for all that have it. */
  inSystem: Uint16Array;
}

/** Entries of one system prompt. */
interface SystemClauses {
  numbers: Uint32Array;
  places: Int16Array;
}

export function recurringClauses(table: RequestTable, distinct: DistinctPrompts): RecurringClauses {
  const seen = countClauses(table, distinct);
  const { system: systems, user: users } = table.rows;
  const { texts } = table;
  const { hash, letters } = texts.clauses;
  const entries = clausesOfPrompts(table, distinct);
  const start = new Uint32Array(distinct.count + 1);
  const inSystem = new Uint16Array(distinct.count);
  const list = new Uint32Array(entries);
  const place = new Int16Array(entries);
  const numbers = new ClauseNumbers(seen);
  const ofSystem = new Map<number, SystemClauses>();
  let end = 0;
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    const system = systems[row]!;
    start[prompt + 1] = end;
    // What a gateway leaves in the place of a system prompt is the same for everybody.
    if (!table.isWhole(row)) continue;
    let before = 0;
    if (system !== 0) {
      let own = ofSystem.get(system);
      if (own === undefined) ofSystem.set(system, (own = systemClauses(texts, system, numbers)));
      const { numbers: known, places } = own;
      for (let i = 0; i < known.length; i++) {
        numbers.hold(known[i]!, prompt);
        list[end] = known[i]!;
        place[end++] = places[i]!;
      }
      inSystem[prompt] = known.length;
      before = texts.clauseCount(system);
    }
    const from = texts.clauseStart(users[row]!);
    const to = texts.texts.clauseEnd[users[row]!]!;
    for (let at = from; at < to; at++) {
      const number = numbers.of(hash[at]!, letters[at]!);
      if (number < 0 || !numbers.hold(number, prompt)) continue;
      list[end] = number;
      place[end++] = before + at - from;
    }
    start[prompt + 1] = end;
  }
  return {
    hash: numbers.hashes.slice(0, numbers.count),
    letters: numbers.letters.slice(0, numbers.count),
    prompts: numbers.prompts.slice(0, numbers.count),
    start,
    list: list.subarray(0, end),
    place: place.subarray(0, end),
    inSystem,
  };
}

/** The system prompt as a whole, then its clauses without repeats. */
function systemClauses(texts: TextPool, system: number, numbers: ClauseNumbers): SystemClauses {
  const places = new Map<number, number>();
  const whole = numbers.of(wholeSystem(texts.texts.system[system]!), SYSTEM_LETTERS);
  if (whole >= 0) places.set(whole, WHOLE_SYSTEM);
  const from = texts.clauseStart(system);
  for (let at = from; at < texts.texts.clauseEnd[system]!; at++) {
    const number = numbers.of(texts.clauses.hash[at]!, texts.clauses.letters[at]!);
    if (number >= 0 && !places.has(number)) places.set(number, at - from);
  }
  return { numbers: Uint32Array.from(places.keys()), places: Int16Array.from(places.values()) };
}

/** Numbers the clauses that are not rare in the order in which they are asked for, and counts the prompts that hold each. */
class ClauseNumbers {
  count = 0;
  hashes = new Uint32Array(1024);
  letters = new Uint8Array(1024);
  prompts = new Uint32Array(1024);
  /** The last prompt that held each, and one more. */
  private last = new Uint32Array(1024);
  private readonly index = new HashIndex();

  constructor(private readonly seen: HashCounts) {}

  /** The number of a clause, or -1 for a rare one. */
  of(hash: number, letters: number): number {
    if (this.seen.count(hash) < MIN_PROMPTS) return -1;
    const known = this.index.find(hash, this.hashes);
    if (known >= 0) return known;
    if (this.count === this.hashes.length) this.grow();
    this.hashes[this.count] = hash;
    this.letters[this.count] = letters;
    this.index.add(this.count, this.hashes);
    return this.count++;
  }

  /** Notes that a prompt holds a clause; false when that is known. Prompts come one after the other. */
  hold(number: number, prompt: number): boolean {
    if (this.last[number] === prompt + 1) return false;
    this.last[number] = prompt + 1;
    this.prompts[number]!++;
    return true;
  }

  private grow(): void {
    this.hashes = extended(this.hashes, new Uint32Array(2 * this.count));
    this.letters = extended(this.letters, new Uint8Array(2 * this.count));
    this.prompts = extended(this.prompts, new Uint32Array(2 * this.count));
    this.last = extended(this.last, new Uint32Array(2 * this.count));
  }
}

/**
 * In how many prompts each clause occurs at most, up to `MIN_PROMPTS`: a text that so many prompts have in common has been
 * counted often enough.
 */
function countClauses(table: RequestTable, distinct: DistinctPrompts): HashCounts {
  const { texts, rows } = table;
  const { hash } = texts.clauses;
  const seen = new HashCounts(texts.texts.clauseEnd[texts.length - 1]! + distinct.count);
  const counted = new Uint8Array(texts.length);
  const add = (text: number): void => {
    if (counted[text]! >= MIN_PROMPTS) return;
    counted[text]!++;
    const to = texts.texts.clauseEnd[text]!;
    for (let at = texts.clauseStart(text); at < to; at++) seen.add(hash[at]!);
  };
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    const system = rows.system[row]!;
    if (!table.isWhole(row)) continue;
    if (system !== 0) seen.add(wholeSystem(texts.texts.system[system]!));
    add(system);
    add(rows.user[row]!);
  }
  return seen;
}

const wholeSystem = (hash: number): number => mix32(hash ^ 0x5bd1e995);

/** Clauses of all distinct prompts, whole system prompts included. */
function clausesOfPrompts(table: RequestTable, distinct: DistinctPrompts): number {
  let sum = 0;
  for (const row of distinct.firstRow) sum += clausesIn(table, row) + (table.rows.system[row] === 0 ? 0 : 1);
  return sum;
}

function clausesIn(table: RequestTable, row: number): number {
  if (!table.isWhole(row)) return 0;
  return table.texts.clauseCount(table.rows.system[row]!) + table.texts.clauseCount(table.rows.user[row]!);
}
