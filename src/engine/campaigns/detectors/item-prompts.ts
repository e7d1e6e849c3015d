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
/** Different clauses for which there is room from the start. */
const EXPECTED = 4000;

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

/** Whether a clause is fixed text is asked of the prompts of its template, or of all together, where a template may be one item. */
export type Way = 'inTemplates' | 'acrossTemplates';

/**
 * Different prompts of accounts that open conversations at a known time, without the fixed text of their templates; undefined where they
 * are fewer than `fewest`, and across templates where these are too few to be items.
 */
export function comparedPrompts(
  { slices }: Candidate,
  table: RequestTable,
  fewest: number,
  way: Way,
): Prompts | undefined {
  const { time } = table.rows;
  const isAcross = way === 'acrossTemplates';
  // Across templates each sending counts, and a message that several accounts send is no item beside material, whatever stands before it.
  const sent = isAcross ? table.rows.user : table.rows.prompt;
  const requests = slices.map((own) => own.reduce((sum, { rows }) => sum + Math.min(EACH, rows.length), 0));
  const total = requests.reduce((sum, own) => sum + own, 0);
  const chosen = Math.min(slices.length, Math.max(FEWEST, Math.floor((slices.length * PROMPTS) / Math.max(1, total))));
  const step = slices.length / chosen;
  const looked = Array.from({ length: chosen }, (_, n) => slices[Math.floor(n * step)]!);
  const used = new Set(looked.flatMap((own) => own.map(({ template }) => template)));
  if (isAcross && used.size * RARE < 1) return undefined;
  const [rows, ends, ofTemplate]: [number[], number[], number[]] = [[], [], []];
  const templates = new Map<number, number>();
  const senders = new Map<number, number>();
  for (const sender of looked) {
    const before = new Set<number>();
    for (const { template, rows: own } of sender) {
      let place = templates.get(template);
      if (place === undefined) templates.set(template, (place = templates.size));
      for (const row of own.subarray(0, EACH)) {
        const text = sent[row]!;
        const isAgain = before.has(text);
        if ((isAgain && !isAcross) || Number.isNaN(time[row]!) || !isOpening(table, row)) continue;
        before.add(text);
        if (!isAgain) senders.set(text, (senders.get(text) ?? 0) + 1);
        rows.push(row);
        ofTemplate.push(place);
      }
    }
    ends.push(rows.length);
  }
  const all = Uint32Array.from(rows.keys());
  const large = isAcross
    ? [all]
    : groupsOf(Uint32Array.from(ofTemplate), all, templates.size).filter(({ length }) => length >= OF_TEMPLATE);
  const isChosen = new Uint8Array(rows.length);
  let kept = 0;
  for (const own of large) {
    for (const at of own) {
      // What several accounts send word for word is told by others: there is nothing of their own in it.
      if (senders.get(sent[rows[at]!]!)! > 1) continue;
      isChosen[at] = 1;
      kept++;
    }
  }
  return kept < fewest ? undefined : chosenPrompts(withClauses(rows, ends, large, table), large, isChosen);
}

/** Prompts with those clauses of their messages that say something, each once; only of these templates are they read. */
function withClauses(rows: number[], ends: number[], templates: readonly Uint32Array[], table: RequestTable): Prompts {
  const isRead = new Uint8Array(rows.length);
  for (const own of templates) for (const at of own) isRead[at] = 1;
  const numbers = new HashNumbers(EXPECTED);
  /** The prompt in which each clause was seen last. */
  const seenIn: number[] = [];
  const [clauses, clauseEnds]: [number[], number[]] = [[], []];
  for (let prompt = 0; prompt < rows.length; prompt++) {
    const row = rows[prompt]!;
    if (isRead[prompt] === 1 && table.isWhole(row)) {
      const { hash, letters, from, to } = table.texts.spanOf(table.rows.user[row]!);
      for (let at = from; at < to; at++) {
        if (letters[at]! < LETTERS) continue;
        let number = numbers.find(hash[at]!);
        if (number < 0) seenIn[(number = numbers.add(hash[at]!))] = -1;
        if (seenIn[number] === prompt) continue;
        seenIn[number] = prompt;
        clauses.push(number);
      }
    }
    clauseEnds.push(clauses.length);
  }
  return { rows, ends, clauseEnds, clauses, count: numbers.count };
}

/** Those prompts that are chosen, with the clauses that few others of the template have. */
function chosenPrompts(prompts: Prompts, ofTemplates: readonly Uint32Array[], isChosen: Uint8Array): Prompts {
  const { rows, ends, clauseEnds, clauses, count } = prompts;
  const isRare = new Uint8Array(clauses.length);
  const having = new Uint32Array(count);
  for (const own of ofTemplates) markRare(own, prompts, having, isRare);
  const chosen: Prompts = { rows: [], ends: [], clauseEnds: [], clauses: [], count };
  let prompt = 0;
  for (const end of ends) {
    for (; prompt < end; prompt++) {
      if (isChosen[prompt] === 0) continue;
      for (let at = startOf(clauseEnds, prompt); at < clauseEnds[prompt]!; at++)
        if (isRare[at] === 1) chosen.clauses.push(clauses[at]!);
      chosen.rows.push(rows[prompt]!);
      chosen.clauseEnds.push(chosen.clauses.length);
    }
    chosen.ends.push(chosen.rows.length);
  }
  return chosen;
}

/**
 * Marks the clauses of a template's prompts that few of these have.
 * @param having all zero, before and after
 */
function markRare(own: Uint32Array, { clauseEnds, clauses }: Prompts, having: Uint32Array, isRare: Uint8Array): void {
  for (const prompt of own)
    for (let at = startOf(clauseEnds, prompt); at < clauseEnds[prompt]!; at++) having[clauses[at]!]!++;
  const most = RARE * own.length;
  for (const prompt of own)
    for (let at = startOf(clauseEnds, prompt); at < clauseEnds[prompt]!; at++)
      if (having[clauses[at]!]! <= most) isRare[at] = 1;
  for (const prompt of own)
    for (let at = startOf(clauseEnds, prompt); at < clauseEnds[prompt]!; at++) having[clauses[at]!] = 0;
}
