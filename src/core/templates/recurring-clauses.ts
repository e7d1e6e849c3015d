/** Clauses that stand in several different prompts, numbered, with the list of each prompt. */
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
  /** Clauses of each distinct prompt in order of appearance, without repeats: `list[start[p] .. start[p + 1]]`. */
  start: Uint32Array;
  list: Uint32Array;
  /** Place of each list entry among all clauses of its prompt, or `WHOLE_SYSTEM`. */
  place: Int16Array;
}

export function recurringClauses(table: RequestTable, distinct: DistinctPrompts): RecurringClauses {
  const seen = countClauses(table, distinct);
  const { system: systems, user: users } = table.rows;
  const entries = clausesOfPrompts(table, distinct);
  const start = new Uint32Array(distinct.count + 1);
  const list = new Uint32Array(entries);
  const place = new Int16Array(entries);
  const numbers = new ClauseNumbers(seen);
  let last = new Int32Array(1024).fill(-1);
  let end = 0;
  /** Adds a clause to the prompt unless it has been there. */
  const put = (prompt: number, number: number, at: number): void => {
    if (number >= last.length) {
      const grown = new Int32Array(2 * number).fill(-1);
      grown.set(last);
      last = grown;
    }
    if (last[number] === prompt) return;
    last[number] = prompt;
    list[end] = number;
    place[end++] = at;
  };
  const { texts } = table;
  const ofSystem = new Map<number, Int32Array>();
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    const system = systems[row]!;
    start[prompt + 1] = end;
    // What a gateway leaves in the place of a system prompt is the same for everybody.
    if (!table.isWhole(row)) continue;
    if (system !== 0) {
      const whole = numbers.of(wholeSystem(texts.texts.system[system]!), SYSTEM_LETTERS);
      if (whole >= 0) put(prompt, whole, WHOLE_SYSTEM);
    }
    const [from, to] = [texts.clauseStart(users[row]!), texts.texts.clauseEnd[users[row]!]!];
    const before = texts.clauseCount(system);
    if (before > 0) {
      let own = ofSystem.get(system);
      if (own === undefined) {
        const first = texts.clauseStart(system);
        own = Int32Array.from({ length: before }, (_, at) => numbers.ofClause(texts, first + at));
        ofSystem.set(system, own);
      }
      for (let at = 0; at < before; at++) if (own[at]! >= 0) put(prompt, own[at]!, at);
    }
    for (let at = from; at < to; at++) {
      const number = numbers.ofClause(texts, at);
      if (number >= 0) put(prompt, number, before + at - from);
    }
    start[prompt + 1] = end;
  }
  return {
    hash: numbers.hashes.slice(0, numbers.count),
    letters: numbers.letters.slice(0, numbers.count),
    start,
    list: list.subarray(0, end),
    place: place.subarray(0, end),
  };
}

/** Numbers the clauses that are not rare in the order in which they are asked for. */
class ClauseNumbers {
  count = 0;
  hashes = new Uint32Array(1024);
  letters = new Uint8Array(1024);
  private readonly index = new HashIndex();

  constructor(private readonly seen: HashCounts) {}

  ofClause({ clauses }: TextPool, at: number): number {
    return this.of(clauses.hash[at]!, clauses.letters[at]!);
  }

  /** The number of a clause, or -1 for a rare one. */
  of(hash: number, letters: number): number {
    if (this.seen.count(hash) < MIN_PROMPTS) return -1;
    const known = this.index.find(hash, this.hashes);
    if (known >= 0) return known;
    if (this.count === this.hashes.length) {
      this.hashes = extended(this.hashes, new Uint32Array(2 * this.count));
      this.letters = extended(this.letters, new Uint8Array(2 * this.count));
    }
    this.hashes[this.count] = hash;
    this.letters[this.count] = letters;
    this.index.add(this.count, this.hashes);
    return this.count++;
  }
}

function extended<A extends Uint32Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

/**
 * In how many prompts each clause occurs, exact up to `MIN_PROMPTS`: a text that so many prompts have in common has been
 * counted often enough.
 */
function countClauses(table: RequestTable, distinct: DistinctPrompts): HashCounts {
  const { texts, rows } = table;
  const { hash } = texts.clauses;
  const seen = new HashCounts(clausesOfAllRows(table) + distinct.count);
  const counted = new Uint8Array(texts.length);
  const add = (text: number, prompt: number): void => {
    if (counted[text]! >= MIN_PROMPTS) return;
    counted[text]!++;
    const to = texts.texts.clauseEnd[text]!;
    for (let at = texts.clauseStart(text); at < to; at++) seen.add(hash[at]!, prompt);
  };
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    const system = rows.system[row]!;
    if (!table.isWhole(row)) continue;
    if (system !== 0) seen.add(wholeSystem(texts.texts.system[system]!), prompt);
    add(system, prompt);
    if (rows.user[row] !== system) add(rows.user[row]!, prompt);
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

function clausesOfAllRows(table: RequestTable): number {
  let sum = 0;
  for (let row = 0; row < table.length; row++) sum += clausesIn(table, row);
  return sum;
}

function clausesIn(table: RequestTable, row: number): number {
  if (!table.isWhole(row)) return 0;
  return table.texts.clauseCount(table.rows.system[row]!) + table.texts.clauseCount(table.rows.user[row]!);
}
