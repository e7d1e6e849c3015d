/** Clauses that stand in several different prompts, numbered, with the list of each prompt. */
import { HashCounts } from '../math/hash-counts.ts';
import { mix32 } from '../math/hash.ts';
import type { RequestTable } from '../signals/request-table.ts';
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
  const seen = new HashCounts(clausesOfAllRows(table) + distinct.count);
  let entries = 0;
  eachClause(table, distinct, (hash, _letters, prompt) => {
    seen.add(hash, prompt);
    entries++;
  });
  const numbers = new Map<number, number>();
  const hashes: number[] = [];
  const sizes: number[] = [];
  const last: number[] = [];
  const start = new Uint32Array(distinct.count + 1);
  const list = new Uint32Array(entries);
  const place = new Int16Array(entries);
  let end = 0;
  eachClause(table, distinct, (hash, letters, prompt, at) => {
    start[prompt + 1] = end;
    if (seen.count(hash) < MIN_PROMPTS) return;
    let number = numbers.get(hash);
    if (number === undefined) {
      number = hashes.length;
      numbers.set(hash, number);
      hashes.push(hash);
      sizes.push(letters);
    }
    if (last[number] === prompt) return;
    last[number] = prompt;
    list[end] = number;
    place[end] = at;
    start[prompt + 1] = ++end;
  });
  // A prompt without any clause was not visited.
  for (let prompt = 0; prompt < distinct.count; prompt++)
    if (start[prompt + 1]! < start[prompt]!) start[prompt + 1] = start[prompt]!;
  return {
    hash: Uint32Array.from(hashes),
    letters: Uint8Array.from(sizes),
    start,
    list: list.subarray(0, end),
    place: place.subarray(0, end),
  };
}

function clausesOfAllRows(table: RequestTable): number {
  let sum = 0;
  for (let row = 0; row < table.length; row++) sum += table.clauseCounts(row).all;
  return sum;
}

function eachClause(
  table: RequestTable,
  distinct: DistinctPrompts,
  visit: (hash: number, letters: number, prompt: number, place: number) => void,
): void {
  const { texts, rows } = table;
  const { hash, letters } = texts.clauses;
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    // What a gateway leaves in the place of a system prompt is the same for everybody.
    if (!table.isWhole(row)) continue;
    const system = rows.system[row]!;
    if (system) visit(mix32(texts.texts.system[system]! ^ 0x5bd1e995), SYSTEM_LETTERS, prompt, WHOLE_SYSTEM);
    let place = 0;
    for (const text of [system, rows.user[row]!]) {
      const to = texts.texts.clauseEnd[text]!;
      for (let at = texts.clauseStart(text); at < to; at++) visit(hash[at]!, letters[at]!, prompt, place++);
    }
  }
}
