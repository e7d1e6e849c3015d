/**
 * Items: material that comes in the prompts of several accounts beside material of their own, as the questions of a public benchmark come
 * beside the answers of each user's own model. An item is a clause of few prompts of its template that nearly every account which has it
 * sends as often as its other items: once, or once for each model that it grades.
 */
import type { RequestTable } from '../../table/request-table.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { requestsOf } from '../candidates/candidate-rows.ts';
import { comparedPrompts, FEWEST, type Prompts, startOf, type Way } from './item-prompts.ts';
import { SENT_TOGETHER_MS } from './prompts/prompt-repeats.ts';

/**
 * Share of the accounts that must have an item; and that must have a prompt which is an item itself. Prompts that are dealt out by chance
 * so that two in three accounts have one come twice or more in nearly half of these accounts, which is not even.
 */
const COMMON = { inTemplates: 1 / 3, acrossTemplates: 2 / 3 } as const;
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

/** How often accounts send clauses, and when first, account by account. */
interface Uses {
  clause: number[];
  times: number[];
  first: number[];
  /** End of each account's. */
  ends: number[];
}

/** Accounts that send each item as often as their others, and when first: from `start[clause]` to `start[clause + 1]`. */
interface Items {
  count: number;
  start: Uint32Array;
  account: Uint32Array;
  first: Float64Array;
}

/**
 * How far the material of a candidate's prompts reaches; undefined where too few of them can be compared. Where each item is long, each
 * becomes a template of its own: so items are looked for in templates and across them, and what reaches further counts.
 */
export function reachOf(candidate: Candidate, table: RequestTable, fewest: number): Reach | undefined {
  if (candidate.slices.length < FEWEST || requestsOf(candidate) < fewest) return undefined;
  const [inTemplates, acrossTemplates] = (['inTemplates', 'acrossTemplates'] as const).map((way) => {
    const prompts = comparedPrompts(candidate, table, fewest, way);
    return prompts && reachIn(prompts, table.rows.time, way);
  });
  return acrossTemplates && acrossTemplates.share > (inTemplates?.share ?? 0) ? acrossTemplates : inTemplates;
}

function reachIn(prompts: Prompts, time: Float64Array, way: Way): Reach {
  const { rows, ends, clauseEnds, clauses, count } = prompts;
  const uses = usesOf(prompts, time);
  const items = itemsOf(uses, prompts, way);
  if (items.count === 0) return { share: 0, prompts: rows.length, accounts: ends.length, items: 0, rows: [] };
  const ownFirst = new Float64Array(count);
  /** The prompt for which each account was counted last. */
  const countedFor = new Int32Array(ends.length).fill(-1);
  let sum = 0;
  const shown: number[] = [];
  for (let account = 0; account < ends.length; account++) {
    const end = ends[account]!;
    for (let use = startOf(uses.ends, account); use < uses.ends[account]!; use++)
      ownFirst[uses.clause[use]!] = uses.first[use]!;
    for (let prompt = startOf(ends, account); prompt < end; prompt++) {
      let others = 0;
      for (let at = startOf(clauseEnds, prompt); at < clauseEnds[prompt]!; at++) {
        const clause = clauses[at]!;
        for (let holder = items.start[clause]!; holder < items.start[clause + 1]!; holder++) {
          const other = items.account[holder]!;
          if (other === account || countedFor[other] === prompt) continue;
          if (!areApart(ownFirst[clause]!, items.first[holder]!)) continue;
          countedFor[other] = prompt;
          others++;
        }
      }
      sum += others / (ends.length - 1);
      if (2 * others >= ends.length && shown.length < SHOWN) shown.push(rows[prompt]!);
    }
  }
  return { share: sum / rows.length, prompts: rows.length, accounts: ends.length, items: items.count, rows: shown };
}

const SHOWN = 20;

function usesOf({ rows, ends, clauseEnds, clauses, count }: Prompts, time: Float64Array): Uses {
  const uses: Uses = { clause: [], times: [], first: [], ends: [] };
  /** Place of each clause among the uses, where the account has it. */
  const placeOf = new Int32Array(count).fill(-1);
  let prompt = 0;
  for (const end of ends) {
    const start = uses.clause.length;
    for (; prompt < end; prompt++) {
      const at = time[rows[prompt]!]!;
      for (let n = startOf(clauseEnds, prompt); n < clauseEnds[prompt]!; n++) {
        const clause = clauses[n]!;
        const place = placeOf[clause]!;
        if (place < start) {
          placeOf[clause] = uses.clause.push(clause) - 1;
          uses.times.push(1);
          uses.first.push(at);
        } else {
          uses.times[place]!++;
          if (at < uses.first[place]!) uses.first[place] = at;
        }
      }
    }
    uses.ends.push(uses.clause.length);
  }
  return uses;
}

/**
 * Clauses that many of the accounts have, as often as their others: what few have in common may be chance. Across templates there must be
 * more of them than an account sends copies of one: who works through a list has more items than copies, and the steps of a program are
 * few and repeated.
 */
function itemsOf({ clause, times, first, ends }: Uses, prompts: Prompts, way: Way): Items {
  const clauses = prompts.count;
  const [all, even] = [new Uint32Array(clauses), new Uint32Array(clauses)];
  for (const own of clause) all[own]!++;
  const isCommon = (own: number): boolean => all[own]! >= Math.max(2, COMMON[way] * ends.length);
  const usual = ends.map((end, account) => {
    const counts = new Map<number, number>();
    for (let use = startOf(ends, account); use < end; use++)
      if (isCommon(clause[use]!)) counts.set(times[use]!, (counts.get(times[use]!) ?? 0) + 1);
    const copies = mostOf(counts);
    const sent = prompts.ends[account]! - startOf(prompts.ends, account);
    return way === 'acrossTemplates' && copies > sent / copies ? 0 : copies;
  });
  ends.forEach((end, account) => {
    for (let use = startOf(ends, account); use < end; use++) if (times[use] === usual[account]) even[clause[use]!]!++;
  });
  const start = new Uint32Array(clauses + 1);
  let count = 0;
  for (let own = 0; own < clauses; own++) {
    const isItem = isCommon(own) && even[own]! >= EVEN * all[own]!;
    if (isItem) count++;
    else even[own] = 0;
    start[own + 1] = start[own]! + even[own]!;
  }
  const [account, firsts] = [new Uint32Array(start[clauses]!), new Float64Array(start[clauses]!)];
  ends.forEach((end, who) => {
    for (let use = startOf(ends, who); use < end; use++) {
      const own = clause[use]!;
      if (times[use] !== usual[who] || even[own] === 0) continue;
      const place = start[own + 1]! - even[own]!--;
      account[place] = who;
      firsts[place] = first[use]!;
    }
  });
  return { count, start, account, first: firsts };
}

/** How often an account sends most of what it has in common with many. */
function mostOf(counts: ReadonlyMap<number, number>): number {
  let [usual, most] = [0, 0];
  for (const [times, clauses] of counts)
    if (clauses > most || (clauses === most && times < usual)) [usual, most] = [times, clauses];
  return usual;
}

/** Whether two accounts begin to send a clause at different times: what is drawn at once is one sending, whatever account it comes from. */
const areApart = (a: number, b: number): boolean => Math.abs(a - b) > SENT_TOGETHER_MS;
