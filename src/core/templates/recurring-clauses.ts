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

/** Clauses of texts in order of appearance, without repeats: `list[start[t] .. start[t + 1]]` for text t. */
export interface ClauseLists {
  start: Uint32Array;
  list: Uint32Array;
  /** Place of each entry among all clauses of its text, or `WHOLE_SYSTEM`. */
  place: Int16Array;
  /** How many clauses each text has, rare ones and repeats included. */
  clauses: Uint16Array;
}

export interface RecurringClauses {
  hash: Uint32Array;
  letters: Uint8Array;
  /** Prompts that hold each clause. A few clauses of fewer than `MIN_PROMPTS` come along. */
  prompts: Uint32Array;
  /** Clauses of the user message of each distinct prompt, without those of its system prompt. */
  users: ClauseLists;
  /** Clauses of each different system prompt: many prompts have one in common. The first is none. */
  systems: ClauseLists;
  /** Number of each prompt's system prompt in `systems`, and how many prompts have each. */
  systemOf: Uint32Array;
  promptsOf: Uint32Array;
}

export function recurringClauses(table: RequestTable, distinct: DistinctPrompts): RecurringClauses {
  const numbers = new ClauseNumbers(countClauses(table, distinct));
  const systems = new SystemClauses(table.texts, numbers, distinct.count);
  const { system: systemText, user: userText } = table.rows;
  const { texts } = table;
  const { hash, letters } = texts.clauses;
  const entries = clausesOfUsers(table, distinct);
  const start = new Uint32Array(distinct.count + 1);
  const list = new Uint32Array(entries);
  const place = new Int16Array(entries);
  const clauses = new Uint16Array(distinct.count);
  const systemOf = new Uint32Array(distinct.count);
  let end = 0;
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    start[prompt + 1] = end;
    // What a gateway leaves in the place of a system prompt is the same for everybody.
    if (!table.isWhole(row)) continue;
    const system = systems.of(systemText[row]!);
    systemOf[prompt] = system;
    const from = texts.clauseStart(userText[row]!);
    const to = texts.texts.clauseEnd[userText[row]!]!;
    clauses[prompt] = to - from;
    for (let at = from; at < to; at++) {
      const number = numbers.of(hash[at]!, letters[at]!);
      if (number < 0 || systems.holds(system, number) || !numbers.hold(number, prompt)) continue;
      list[end] = number;
      place[end++] = at - from;
    }
    start[prompt + 1] = end;
  }
  const promptsOf = new Uint32Array(systems.count);
  for (const system of systemOf) promptsOf[system]!++;
  const prompts = numbers.prompts.slice(0, numbers.count);
  const ofSystems = systems.lists();
  for (let system = 0; system < systems.count; system++)
    for (let at = ofSystems.start[system]!; at < ofSystems.start[system + 1]!; at++)
      prompts[ofSystems.list[at]!]! += promptsOf[system]!;
  return {
    hash: numbers.hashes.slice(0, numbers.count),
    letters: numbers.letters.slice(0, numbers.count),
    prompts,
    users: { start, list: list.subarray(0, end), place: place.subarray(0, end), clauses },
    systems: ofSystems,
    systemOf,
    promptsOf,
  };
}

/** Lists each system prompt once: itself as a whole, then its clauses without repeats. */
class SystemClauses {
  /** System prompts listed, with none as the first. */
  count = 1;
  /** Number of each text of the pool that is one. */
  private readonly number: Uint32Array;
  private readonly start: Uint32Array;
  private readonly list: Uint32Array;
  private readonly place: Int16Array;
  private readonly clauses: Uint16Array;
  private end = 0;
  /** 1 for clauses of any of them, by number. */
  private isIn = new Uint8Array(1024);

  /** In some logs every request has a system prompt of its own: room is made for all, and takes memory once it is used. */
  constructor(
    private readonly texts: TextPool,
    private readonly numbers: ClauseNumbers,
    most: number,
  ) {
    const entries = texts.texts.clauseEnd[texts.length - 1]! + most;
    this.number = new Uint32Array(texts.length);
    this.start = new Uint32Array(most + 2);
    this.clauses = new Uint16Array(most + 1);
    this.list = new Uint32Array(entries);
    this.place = new Int16Array(entries);
  }

  /** Number of a system prompt by that of its text. */
  of(text: number): number {
    if (text === 0) return 0;
    if (this.number[text] === 0) {
      this.number[text] = this.count++;
      this.add(text);
    }
    return this.number[text]!;
  }

  holds(system: number, clause: number): boolean {
    if (this.isIn[clause] !== 1) return false;
    for (let at = this.start[system]!; at < this.start[system + 1]!; at++) if (this.list[at] === clause) return true;
    return false;
  }

  lists(): ClauseLists {
    const { count, end, start, list, place, clauses } = this;
    return {
      start: start.subarray(0, count + 1),
      list: list.subarray(0, end),
      place: place.subarray(0, end),
      clauses: clauses.subarray(0, count),
    };
  }

  private add(text: number): void {
    const { texts, numbers } = this;
    const places = new Map<number, number>();
    const whole = numbers.of(wholeSystem(texts.texts.system[text]!), SYSTEM_LETTERS);
    if (whole >= 0) places.set(whole, WHOLE_SYSTEM);
    const from = texts.clauseStart(text);
    for (let at = from; at < texts.texts.clauseEnd[text]!; at++) {
      const number = numbers.of(texts.clauses.hash[at]!, texts.clauses.letters[at]!);
      if (number >= 0 && !places.has(number)) places.set(number, at - from);
    }
    if (numbers.count > this.isIn.length) this.isIn = extended(this.isIn, new Uint8Array(2 * numbers.count));
    for (const [number, place] of places) {
      this.isIn[number] = 1;
      this.list[this.end] = number;
      this.place[this.end++] = place;
    }
    this.clauses[this.count - 1] = texts.clauseCount(text);
    this.start[this.count] = this.end;
  }
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

/** Clauses of the user messages of all distinct prompts. */
function clausesOfUsers(table: RequestTable, { firstRow }: DistinctPrompts): number {
  let sum = 0;
  for (const row of firstRow) if (table.isWhole(row)) sum += table.texts.clauseCount(table.rows.user[row]!);
  return sum;
}
