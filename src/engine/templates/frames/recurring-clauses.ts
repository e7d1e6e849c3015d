/** Clauses that occur in several different prompts, numbered, with the list for each prompt. */
import { Scratch } from '../../../math/columns.ts';
import { CountingFilter } from '../../../math/counting-filter.ts';
import { mix32 } from '../../../math/hash.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { clauseHash } from '../../table/clause-columns.ts';
import { clausesIn, GAP } from '../../table/clause-gap.ts';
import type { TextPool } from '../../table/text-pool.ts';
import { ClauseNumbers, MIN_PROMPTS } from './clause-numbers.ts';
import type { DistinctPrompts } from './distinct-prompts.ts';

/** A whole system prompt counts as one more clause of so many letters: two that differ only in their middle are two. */
export const SYSTEM_LETTERS = 60;
/** Place of the system prompt as a whole. */
export const WHOLE_SYSTEM = -1;

/** Clauses of texts in order of appearance, without repeats: `list[start[t] .. start[t + 1]]` for text t. */
export interface ClauseLists {
  start: Uint32Array;
  list: Uint32Array;
  /** Place of each entry among all clauses of its text, of which there are at most 96, or `WHOLE_SYSTEM`. */
  place: Int8Array;
  /** How many clauses each text has, rare ones and repeats included. */
  clauses: Uint8Array;
}

export interface RecurringClauses {
  hash: Float64Array;
  letters: Uint8Array;
  /** Prompts that hold each clause. Those that fewer than `MIN_PROMPTS` hold are in no list. */
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
  const users = new UserClauses(table.texts, numbers, distinct.count, clausesOfUsers(table, distinct));
  const { system: systemText, user: userText } = table.rows;
  const systemOf = new Uint32Array(distinct.count);
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    // What a gateway puts in place of a system prompt is the same for everybody.
    const isWhole = table.isWhole(row);
    if (isWhole) {
      const system = systems.of(systemText[row]!);
      // Room that nobody writes to takes no memory.
      if (system !== 0) systemOf[prompt] = system;
      systems.hold(system, prompt);
    }
    users.add(prompt, isWhole ? userText[row]! : 0);
  }
  const promptsOf = new Uint32Array(systems.count);
  for (let prompt = 0; prompt < systemOf.length; prompt++) promptsOf[systemOf[prompt]!]!++;
  const known = numbers.columns();
  const ofSystems = systems.lists();
  for (let system = 0; system < systems.count; system++)
    for (let at = ofSystems.start[system]!; at < ofSystems.start[system + 1]!; at++)
      known.prompts[ofSystems.list[at]!]! += promptsOf[system]!;
  return {
    ...known,
    users: withoutRare(users.lists(), known.prompts),
    systems: withoutRare(ofSystems, known.prompts),
    systemOf,
    promptsOf,
  };
}

/**
 * Takes out, in place, the rare clauses that share a cell of the filter with others: which these are depends on all other clauses, and
 * what a prompt opens with must not.
 */
function withoutRare({ start, list, place, clauses }: ClauseLists, prompts: Uint32Array): ClauseLists {
  let end = 0;
  for (let text = 0, from = 0; text + 1 < start.length; text++) {
    const to = start[text + 1]!;
    for (let at = from; at < to; at++) {
      if (prompts[list[at]!]! < MIN_PROMPTS) continue;
      list[end] = list[at]!;
      place[end++] = place[at]!;
    }
    from = to;
    start[text + 1] = end;
  }
  return { start, list: list.subarray(0, end), place: place.subarray(0, end), clauses };
}

/** Lists the clauses of the user message of each distinct prompt, without those of its system prompt. */
class UserClauses {
  private readonly start: Uint32Array<ArrayBuffer>;
  private readonly list: Uint32Array;
  private readonly place: Int8Array<ArrayBuffer>;
  private readonly clauses: Uint8Array<ArrayBuffer>;
  private end = 0;

  /** @param entries of all messages, at most */
  constructor(
    private readonly texts: TextPool,
    private readonly numbers: ClauseNumbers,
    prompts: number,
    entries: number,
  ) {
    this.start = new Uint32Array(prompts + 1);
    this.list = new Uint32Array(entries);
    this.place = new Int8Array(entries);
    this.clauses = new Uint8Array(prompts);
  }

  /** Prompts come in order, each once the clauses of its system prompt are held. */
  add(prompt: number, text: number): void {
    const { texts, numbers, list, place } = this;
    const { hash, letters, from, to } = texts.spanOf(text);
    let end = this.end;
    let next = 0;
    for (let at = from; at < to; at++) {
      if (letters[at] === GAP) {
        next += clausesIn(hash[at]!);
        continue;
      }
      const here = next++;
      const number = numbers.of(hash[at]!, letters[at]!);
      if (number < 0 || !numbers.hold(number, prompt)) continue;
      list[end] = number;
      place[end++] = here;
    }
    this.clauses[prompt] = next;
    this.start[prompt + 1] = this.end = end;
  }

  lists(): ClauseLists {
    const { start, list, place, clauses, end } = this;
    return { start, list: list.subarray(0, end), place: place.subarray(0, end), clauses };
  }
}

/** Lists each system prompt once: itself as a whole, then its clauses without repeats. */
class SystemClauses {
  /** System prompts listed, with none as the first. */
  count = 1;
  /** Number of each text of the pool that is one. */
  private readonly number: Uint32Array;
  private readonly start: Uint32Array;
  private readonly list: Uint32Array;
  private readonly place: Int8Array;
  private readonly clauses: Uint8Array;
  private end = 0;

  /** In some logs every request has a system prompt of its own: there is room for all, and it takes memory only once used. */
  constructor(
    private readonly texts: TextPool,
    private readonly numbers: ClauseNumbers,
    most: number,
  ) {
    const entries = texts.texts.clauseEnd[texts.length - 1]! + most;
    this.number = new Uint32Array(texts.length);
    this.start = new Uint32Array(most + 2);
    this.clauses = new Uint8Array(most + 1);
    this.list = new Uint32Array(entries);
    this.place = new Int8Array(entries);
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

  /** Notes that a prompt holds the clauses of its system prompt: in its message they are nothing new. */
  hold(system: number, prompt: number): void {
    this.numbers.holdUncounted(this.list, this.start[system]!, this.start[system + 1]!, prompt);
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
    const note = (hash: number, letters: number, place: number): void => {
      const number = numbers.of(hash, letters);
      if (number >= 0 && !places.has(number)) places.set(number, place);
    };
    note(wholeSystem(texts.texts.system[text]!, texts.texts.key[text]!), SYSTEM_LETTERS, WHOLE_SYSTEM);
    const { hash, letters, from, to } = texts.spanOf(text);
    for (let at = from; at < to; at++) note(hash[at]!, letters[at]!, at - from);
    for (const [number, place] of places) {
      this.list[this.end] = number;
      this.place[this.end++] = place;
    }
    this.clauses[this.count - 1] = texts.clauseCount(text);
    this.start[this.count] = this.end;
  }
}

/**
 * Upper bound, up to `MIN_PROMPTS`, on the prompts in which each clause occurs: a text shared by that many prompts has been
 * counted often enough.
 */
function countClauses(table: RequestTable, distinct: DistinctPrompts): CountingFilter {
  const { texts, rows } = table;
  const seen = new CountingFilter(texts.texts.clauseEnd[texts.length - 1]! + distinct.count);
  using scratch = new Scratch();
  const counted = scratch.keep(new Uint8Array(texts.length));
  const add = (text: number): void => {
    if (counted[text]! >= MIN_PROMPTS) return;
    counted[text]!++;
    const { hash, letters, from, to } = texts.spanOf(text);
    for (let at = from; at < to; at++) if (letters[at] !== GAP) seen.add(hash[at]!);
  };
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    const system = rows.system[row]!;
    if (!table.isWhole(row)) continue;
    if (system !== 0) seen.add(wholeSystem(texts.texts.system[system]!, texts.texts.key[system]!));
    add(system);
    add(rows.user[row]!);
  }
  return seen;
}

/** The hash of a system prompt as a whole among those of clauses. */
export const wholeSystem = (hash: number, key: number): number => clauseHash(mix32(hash ^ 0x5bd1e995), key);

/** Clauses of the user messages of all distinct prompts. */
function clausesOfUsers(table: RequestTable, { firstRow }: DistinctPrompts): number {
  let sum = 0;
  for (const row of firstRow) if (table.isWhole(row)) sum += table.texts.clauseCount(table.rows.user[row]!);
  return sum;
}
