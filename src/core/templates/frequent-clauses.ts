/** Which clauses recur over different prompts: the material templates are made of. */
import type { RequestTable } from '../signals/request-table.ts';
import type { DistinctPrompts } from './distinct-prompts.ts';

/**
 * A clause is frequent from this many different prompts on. Below, shared clauses are mostly quotations and common
 * phrases; measured on composed logs, lower values add noise and no templates.
 */
export const MIN_PROMPTS = 6;

export interface FrequentClauses {
  count: number;
  /** Clause hash, letters and number of distinct prompts of each frequent clause. */
  hash: Uint32Array;
  letters: Uint8Array;
  prompts: Uint32Array;
  /** Frequent clauses of each distinct prompt, in order of appearance, without repeats: `list[start[p] .. start[p + 1]]`. */
  start: Uint32Array;
  list: Uint32Array;
  /** How many of a prompt's frequent clauses stand in its system prompt. */
  inSystem: Uint16Array;
  /** 1 for list entries that are the first or the last clause of the user message. */
  edge: Uint8Array;
}

export function frequentClauses(table: RequestTable, distinct: DistinctPrompts): FrequentClauses {
  const { hash, letters } = table.clauses;
  const promptsOf = new Map<number, number>();
  const lastSeen = new Map<number, number>();
  const each = (visit: (clause: number, prompt: number, row: number) => void): void => {
    lastSeen.clear();
    for (let prompt = 0; prompt < distinct.count; prompt++) {
      const row = distinct.firstRow[prompt]!;
      const from = table.clauseStart(row);
      for (let at = from; at < table.rows.clauseEnd[row]!; at++) {
        if (lastSeen.get(hash[at]!) === prompt) continue;
        lastSeen.set(hash[at]!, prompt);
        visit(at, prompt, row);
      }
    }
  };
  each((at) => promptsOf.set(hash[at]!, (promptsOf.get(hash[at]!) ?? 0) + 1));

  const numbers = new Map<number, number>();
  const found = {
    hash: [] as number[],
    letters: [] as number[],
    prompts: [] as number[],
    list: [] as number[],
    edge: [] as number[],
  };
  const start = new Uint32Array(distinct.count + 1);
  const inSystem = new Uint16Array(distinct.count);
  each((at, prompt, row) => {
    const h = hash[at]!;
    const prompts = promptsOf.get(h)!;
    if (prompts < MIN_PROMPTS) return;
    let number = numbers.get(h);
    if (number === undefined) {
      number = found.hash.length;
      numbers.set(h, number);
      found.hash.push(h);
      found.letters.push(letters[at]!);
      found.prompts.push(prompts);
    }
    found.list.push(number);
    start[prompt + 1]!++;
    const userStart = table.clauseStart(row) + table.rows.systemClauses[row]!;
    if (at < userStart) inSystem[prompt]!++;
    found.edge.push(at === userStart || at === table.rows.clauseEnd[row]! - 1 ? 1 : 0);
  });
  for (let prompt = 0; prompt < distinct.count; prompt++) start[prompt + 1]! += start[prompt]!;
  return {
    count: found.hash.length,
    hash: Uint32Array.from(found.hash),
    letters: Uint8Array.from(found.letters),
    prompts: Uint32Array.from(found.prompts),
    start,
    list: Uint32Array.from(found.list),
    inSystem,
    edge: Uint8Array.from(found.edge),
  };
}
