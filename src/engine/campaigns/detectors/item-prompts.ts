/** The prompts of a candidate in which items are looked for. */
import { groupsOf } from '../../../math/groups.ts';
import { HashNumbers } from '../../../math/hash-numbers.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { isOpening } from './conversations.ts';

/** The fewest accounts. */
export const FEWEST = 5;
/** Prompts that are looked at, of accounts evenly spread; of each no more than so many. */
const [PROMPTS, EACH] = [6000, 2000];
/** Prompts of a template below which a rare clause cannot be told from its fixed text. */
const OF_TEMPLATE = 20;
/** Share of a template's prompts up to which a clause is no fixed text of it, and letters from which it says something. */
const [RARE, LETTERS] = [0.15, 16];
/**
 * Different prompts of some accounts, account by account, each with its clauses by number. Those that are fixed text of its template are
 * left out: accounts with a wording of their own may send the same items.
 */
export interface Prompts {
  rows: number[];
  /** End of each account's prompts, and of each prompt's clauses; they start where those before end. */
  ends: number[];
  clauseEnds: number[];
  clauses: number[];
  /** Number of different clauses. */
  count: number;
}

export const startOf = (ends: readonly number[], at: number): number => (at === 0 ? 0 : ends[at - 1]!);

/** Different prompts of accounts that open conversations at a known time, without the fixed text of their templates. */
export function comparedPrompts({ slices }: Candidate, table: RequestTable): Prompts {
  const { prompt, time } = table.rows;
  const requests = slices.map((own) => own.reduce((sum, { rows }) => sum + Math.min(EACH, rows.length), 0));
  const total = requests.reduce((sum, own) => sum + own, 0);
  const chosen = Math.min(slices.length, Math.max(FEWEST, Math.floor((slices.length * PROMPTS) / Math.max(1, total))));
  const step = slices.length / chosen;
  const numbers = new HashNumbers();
  const found: Prompts = { rows: [], ends: [], clauseEnds: [], clauses: [], count: 0 };
  const templates = new Map<number, number>();
  const ofTemplate: number[] = [];
  const senders = new Map<number, number>();
  for (let n = 0; n < chosen; n++) {
    const before = new Set<number>();
    for (const { template, rows } of slices[Math.floor(n * step)]!) {
      let place = templates.get(template);
      if (place === undefined) templates.set(template, (place = templates.size));
      for (const row of rows.subarray(0, EACH)) {
        const own = prompt[row]!;
        if (before.has(own) || Number.isNaN(time[row]!) || !isOpening(table, row)) continue;
        before.add(own);
        senders.set(own, (senders.get(own) ?? 0) + 1);
        addClauses(table, row, numbers, found.clauses);
        found.rows.push(row);
        found.clauseEnds.push(found.clauses.length);
        ofTemplate.push(place);
      }
    }
    found.ends.push(found.rows.length);
  }
  found.count = numbers.count;
  const ofTemplates = groupsOf(Uint32Array.from(ofTemplate), Uint32Array.from(found.rows.keys()), templates.size);
  // What several accounts send word for word is told by others: there is nothing of their own in it.
  return chosenPrompts(found, ofTemplates, (row) => senders.get(prompt[row]!)! === 1);
}

/** Adds the numbers of the clauses of a row's message that say something, each once. */
function addClauses(table: RequestTable, row: number, numbers: HashNumbers, clauses: number[]): void {
  if (!table.isWhole(row)) return;
  const { hash, letters, from, to } = table.texts.spanOf(table.rows.user[row]!);
  const start = clauses.length;
  for (let at = from; at < to; at++) {
    if (letters[at]! < LETTERS) continue;
    let number = numbers.find(hash[at]!);
    if (number < 0) number = numbers.add(hash[at]!);
    if (!clauses.includes(number, start)) clauses.push(number);
  }
}

/** Prompts of large templates that are chosen, with the clauses that few others of the template have. */
function chosenPrompts(
  { rows, ends, clauseEnds, clauses, count }: Prompts,
  ofTemplates: readonly Uint32Array[],
  isChosen: (row: number) => boolean,
): Prompts {
  const isRare = new Uint8Array(clauses.length);
  const isLarge = new Uint8Array(rows.length);
  const having = new Uint32Array(count);
  for (const own of ofTemplates) {
    if (own.length < OF_TEMPLATE) continue;
    for (const prompt of own)
      for (let at = startOf(clauseEnds, prompt); at < clauseEnds[prompt]!; at++) having[clauses[at]!]!++;
    for (const prompt of own) {
      isLarge[prompt] = 1;
      for (let at = startOf(clauseEnds, prompt); at < clauseEnds[prompt]!; at++)
        if (having[clauses[at]!]! <= RARE * own.length) isRare[at] = 1;
    }
    for (const prompt of own)
      for (let at = startOf(clauseEnds, prompt); at < clauseEnds[prompt]!; at++) having[clauses[at]!] = 0;
  }
  const chosen: Prompts = { rows: [], ends: [], clauseEnds: [], clauses: [], count };
  for (const [account, end] of ends.entries()) {
    for (let prompt = startOf(ends, account); prompt < end; prompt++) {
      if (isLarge[prompt] === 0 || !isChosen(rows[prompt]!)) continue;
      for (let at = startOf(clauseEnds, prompt); at < clauseEnds[prompt]!; at++)
        if (isRare[at] === 1) chosen.clauses.push(clauses[at]!);
      chosen.rows.push(rows[prompt]!);
      chosen.clauseEnds.push(chosen.clauses.length);
    }
    chosen.ends.push(chosen.rows.length);
  }
  return chosen;
}
