/**
 * Items: material that comes in the prompts of several accounts beside material of their own, as the questions of a public benchmark come
 * beside the answers of each user's own model. An item is a clause of few prompts of its template that nearly every account which has it
 * sends as often as its other items: once, or once for each model that it grades.
 */
import type { RequestTable } from '../../table/request-table.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { isOpening } from './conversations.ts';
import { SENT_TOGETHER_MS } from './prompts/prompt-repeats.ts';

/** Prompts that are looked at, of accounts evenly spread, and the fewest accounts; of each no more than so many. */
const [PROMPTS, FEWEST, EACH] = [6000, 5, 2000];
/** Prompts of a template below which a rare clause cannot be told from its fixed text. */
const OF_TEMPLATE = 20;
/** Share of a template's prompts up to which a clause is no fixed text of it, and letters from which it says something. */
const [RARE, LETTERS] = [0.15, 16];
/** Share of the accounts that must have an item. */
const COMMON = 1 / 3;
/** Share of the accounts with an item that must send it as often as their others: a run that broke off sends some again. */
const EVEN = 0.8;

export interface Reach {
  /** Mean share of the other accounts that have an item of a prompt, too, at another time. */
  share: number;
  prompts: number;
  accounts: number;
  /** Different items. */
  items: number;
  /** Prompts of different accounts with an item in common. */
  rows: number[];
}

/** A prompt and its clauses, those aside that are fixed text of its template: accounts with a wording of their own may send the same items. */
interface Prompt {
  row: number;
  time: number;
  clauses: readonly number[];
}

/** How often an account sends a clause, and when first. */
interface Use {
  times: number;
  first: number;
}

/** How far the material of a candidate's prompts reaches; undefined where too few of them can be compared. */
export function reachOf(candidate: Candidate, table: RequestTable, fewest: number): Reach | undefined {
  const accounts = comparedPrompts(candidate, table);
  const prompts = accounts.reduce((sum, { length }) => sum + length, 0);
  if (accounts.length < FEWEST || prompts < fewest) return undefined;
  const uses = accounts.map(usesOf);
  const common = commonClauses(uses);
  const usual = uses.map((own) => usualTimes(own, common));
  const isUsual = (account: number, clause: number): boolean => uses[account]!.get(clause)!.times === usual[account];
  const items = new Map<number, readonly number[]>();
  for (const [clause, all] of common) {
    const even = all.filter((account) => isUsual(account, clause));
    if (even.length >= EVEN * all.length) items.set(clause, even);
  }
  let sum = 0;
  const shown: number[] = [];
  accounts.forEach((own, account) => {
    for (const { row, clauses } of own) {
      const others = new Set<number>();
      for (const clause of clauses)
        for (const other of items.get(clause) ?? [])
          if (other !== account && isApart(uses[account]!.get(clause)!, uses[other]!.get(clause)!)) others.add(other);
      sum += others.size / (accounts.length - 1);
      if (2 * others.size >= accounts.length && shown.length < SHOWN) shown.push(row);
    }
  });
  return { share: sum / prompts, prompts, accounts: accounts.length, items: items.size, rows: shown };
}

const SHOWN = 20;

/** Different prompts of accounts that open conversations at a known time, without the fixed text of their templates. */
function comparedPrompts({ slices }: Candidate, table: RequestTable): Prompt[][] {
  const { prompt, time } = table.rows;
  const requests = slices.map((own) => own.reduce((sum, { rows }) => sum + Math.min(EACH, rows.length), 0));
  const total = requests.reduce((sum, own) => sum + own, 0);
  const chosen = Math.min(slices.length, Math.max(FEWEST, Math.floor((slices.length * PROMPTS) / Math.max(1, total))));
  const step = slices.length / Math.max(1, chosen);
  /** By template: prompts, and how many of them have each clause. */
  const seen = new Map<number, { prompts: number; having: Map<number, number> }>();
  const accounts = Array.from({ length: chosen }, (_, n) => {
    const before = new Set<number>();
    return slices[Math.floor(n * step)]!.flatMap(({ template, rows }) => {
      let own = seen.get(template);
      if (!own) seen.set(template, (own = { prompts: 0, having: new Map() }));
      const { having } = own;
      const found: { template: number; prompt: Prompt }[] = [];
      for (const row of rows.subarray(0, EACH)) {
        if (before.has(prompt[row]!) || Number.isNaN(time[row]!) || !isOpening(table, row)) continue;
        before.add(prompt[row]!);
        const clauses = clausesOf(table, row);
        for (const clause of clauses) having.set(clause, (having.get(clause) ?? 0) + 1);
        own.prompts++;
        found.push({ template, prompt: { row, time: time[row]!, clauses } });
      }
      return found;
    });
  });
  const senders = new Map<number, number>();
  for (const { prompt: own } of accounts.flat())
    senders.set(prompt[own.row]!, (senders.get(prompt[own.row]!) ?? 0) + 1);
  return accounts.map((own) =>
    own.flatMap(({ template, prompt: { clauses, ...rest } }): Prompt[] => {
      const { prompts, having } = seen.get(template)!;
      // What several accounts send word for word is told by others: there is nothing of their own in it.
      if (prompts < OF_TEMPLATE || senders.get(prompt[rest.row]!)! > 1) return [];
      const rare = clauses.filter((clause) => having.get(clause)! <= RARE * prompts);
      return [{ ...rest, clauses: rare }];
    }),
  );
}

/** Hashes of the clauses of a row's message that say something, each once. */
function clausesOf(table: RequestTable, row: number): number[] {
  if (!table.isWhole(row)) return [];
  const { hash, letters, from, to } = table.texts.spanOf(table.rows.user[row]!);
  const clauses = new Set<number>();
  for (let at = from; at < to; at++) if (letters[at]! >= LETTERS) clauses.add(hash[at]!);
  return [...clauses];
}

function usesOf(prompts: readonly Prompt[]): ReadonlyMap<number, Use> {
  const uses = new Map<number, Use>();
  for (const { time, clauses } of prompts) {
    for (const clause of clauses) {
      const use = uses.get(clause);
      if (!use) uses.set(clause, { times: 1, first: time });
      else {
        use.times++;
        use.first = Math.min(use.first, time);
      }
    }
  }
  return uses;
}

/** Clauses that many of the accounts have, each with these accounts: what few have in common may be chance. */
function commonClauses(uses: readonly ReadonlyMap<number, Use>[]): ReadonlyMap<number, readonly number[]> {
  const holders = new Map<number, number[]>();
  for (const [account, own] of uses.entries()) {
    for (const clause of own.keys()) {
      const list = holders.get(clause);
      if (list) list.push(account);
      else holders.set(clause, [account]);
    }
  }
  for (const [clause, { length }] of holders) if (length < Math.max(2, COMMON * uses.length)) holders.delete(clause);
  return holders;
}

/** How often an account sends most of what it has in common with many. */
function usualTimes(uses: ReadonlyMap<number, Use>, common: ReadonlyMap<number, unknown>): number {
  const counts = new Map<number, number>();
  for (const [clause, { times }] of uses) if (common.has(clause)) counts.set(times, (counts.get(times) ?? 0) + 1);
  let [usual, most] = [0, 0];
  for (const [times, clauses] of counts)
    if (clauses > most || (clauses === most && times < usual)) [usual, most] = [times, clauses];
  return usual;
}

/** Whether two accounts begin to send a clause at different times: what is drawn at once is one sending, whatever account it comes from. */
const isApart = (a: Use, b: Use): boolean => Math.abs(a.first - b.first) > SENT_TOGETHER_MS;
