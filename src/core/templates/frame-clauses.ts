/**
 * Which clauses belong to the frames of prompt templates. Whoever sends templated prompts sends the same frame again and
 * again, with another filler each time: a frame's clauses come back in the other prompts of the same account, while a
 * document or a question comes back, if at all, in the prompts of others. That tells the two apart without reading them.
 */
import type { RequestTable } from '../signals/request-table.ts';
import type { DistinctPrompts } from './distinct-prompts.ts';
import { MIN_PROMPTS, type RecurringClauses, recurringClauses, WHOLE_SYSTEM } from './recurring-clauses.ts';

/**
 * Of an account's other prompts, those that hold a clause which one of them holds, as a number and as a share. Measured
 * on composed logs whose slots were filled from public data: 99% of fillers lie below one of the two, 97% of the clauses
 * of frames above both.
 */
const RECURRENT = { prompts: 0.8, share: 0.01 };
/** So many other prompts are enough in an account of any size: a log without accounts is one account. */
const RECURRENT_ANYWAY = 8;
/** Share of the prompts with an edge clause that have no other frame, and letters of such a clause. */
const BARE = 0.5;
const EDGE_LETTERS = 9;
/** Letters of the other frame clauses up to which a prompt has no other frame: "Question:" and "Answer:" are in many. */
const FRAMED_LETTERS = 24;

export interface FrameClauses {
  count: number;
  /** Hash and letters of each clause. */
  hash: Uint32Array;
  letters: Uint8Array;
  /** Frame clauses of each distinct prompt in order of appearance, without repeats: `list[start[p] .. start[p + 1]]`. */
  start: Uint32Array;
  list: Uint32Array;
  /** How many of a prompt's frame clauses stand in its system prompt. */
  inSystem: Uint16Array;
  /** 1 for list entries that are the first or the last clause of the user message. */
  edge: Uint8Array;
  /** 1 for list entries that follow text outside the frames: they close a slot. */
  closes: Uint8Array;
}

export function frameClauses(table: RequestTable, distinct: DistinctPrompts): FrameClauses {
  const recurring = recurringClauses(table, distinct);
  const isFrame = cameBack(recurring, promptsByAccount(table, distinct));
  addBareEdges(table, distinct, recurring, isFrame);
  return keepFrames(table, distinct, recurring, isFrame);
}

/** 1 for each clause that comes back within accounts. */
function cameBack({ hash, start, list }: RecurringClauses, byAccount: readonly number[][]): Uint8Array {
  const holders = new Uint32Array(hash.length);
  const others = new Float64Array(hash.length);
  const shares = new Float64Array(hash.length);
  const here = new Uint32Array(hash.length);
  const touched: number[] = [];
  for (const prompts of byAccount) {
    touched.length = 0;
    for (const prompt of prompts) {
      for (let i = start[prompt]!; i < start[prompt + 1]!; i++) if (here[list[i]!]!++ === 0) touched.push(list[i]!);
    }
    for (const clause of touched) {
      const n = here[clause]!;
      here[clause] = 0;
      holders[clause]! += n;
      others[clause]! += n * (n - 1);
      shares[clause]! += (n * (n - 1)) / Math.max(1, prompts.length - 1);
    }
  }
  return Uint8Array.from(holders, (n, clause) => {
    const prompts = others[clause]! / n;
    const share = shares[clause]! / n;
    return prompts >= RECURRENT_ANYWAY || (prompts >= RECURRENT.prompts && share >= RECURRENT.share) ? 1 : 0;
  });
}

/** Distinct prompts of each account. */
function promptsByAccount(table: RequestTable, distinct: DistinctPrompts): number[][] {
  const lists: number[][] = Array.from({ length: table.names.account.values.length }, () => []);
  for (let row = 0; row < table.length; row++) lists[table.rows.account[row]!]!.push(distinct.ofRow[row]!);
  const last = new Int32Array(distinct.count).fill(-1);
  return lists.map((list, account) =>
    list.filter((prompt) => {
      if (last[prompt] === account) return false;
      last[prompt] = account;
      return true;
    }),
  );
}

/**
 * Adds clauses that open or close the user message of prompts without another frame, and whole system prompts: one line
 * of instruction over or under a text, sent by people who each have few prompts. Fillers stand beside the frame they fill.
 */
function addBareEdges(
  table: RequestTable,
  distinct: DistinctPrompts,
  { start, list, place, letters }: RecurringClauses,
  isFrame: Uint8Array,
): void {
  const holders = new Uint32Array(isFrame.length);
  const bare = new Uint32Array(isFrame.length);
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    const { all, system: first } = table.clauseCounts(row);
    const last = all - 1;
    let framed = 0;
    for (let i = start[prompt]!; i < start[prompt + 1]!; i++) {
      holders[list[i]!]!++;
      if (isFrame[list[i]!]) framed += letters[list[i]!]!;
    }
    for (let i = start[prompt]!; i < start[prompt + 1]! && framed < FRAMED_LETTERS; i++) {
      const edge = last > first && (place[i] === first || place[i] === last);
      if (edge || place[i] === WHOLE_SYSTEM) bare[list[i]!]!++;
    }
  }
  bare.forEach((n, clause) => {
    if (n >= MIN_PROMPTS && n >= BARE * holders[clause]! && letters[clause]! >= EDGE_LETTERS) isFrame[clause] = 1;
  });
}

function keepFrames(
  table: RequestTable,
  distinct: DistinctPrompts,
  recurring: RecurringClauses,
  isFrame: Uint8Array,
): FrameClauses {
  const number = new Uint32Array(isFrame.length);
  let count = 0;
  isFrame.forEach((yes, clause) => {
    if (yes) number[clause] = count++;
  });
  const start = new Uint32Array(distinct.count + 1);
  const inSystem = new Uint16Array(distinct.count);
  const list = new Uint32Array(recurring.list.length);
  const edge = new Uint8Array(recurring.list.length);
  const closes = new Uint8Array(recurring.list.length);
  let end = 0;
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    const { all, system: user } = table.clauseCounts(row);
    const last = all - 1;
    let before = WHOLE_SYSTEM;
    for (let i = recurring.start[prompt]!; i < recurring.start[prompt + 1]!; i++) {
      const clause = recurring.list[i]!;
      if (!isFrame[clause]) continue;
      const place = recurring.place[i]!;
      if (place < user) inSystem[prompt]!++;
      edge[end] = place === user || place === last ? 1 : 0;
      closes[end] = place > 0 && place !== user && place !== before + 1 ? 1 : 0;
      list[end++] = number[clause]!;
      before = place;
    }
    start[prompt + 1] = end;
  }
  return {
    count,
    hash: recurring.hash.filter((_, clause) => isFrame[clause]),
    letters: recurring.letters.filter((_, clause) => isFrame[clause]),
    start,
    list: list.slice(0, end),
    inSystem,
    edge: edge.slice(0, end),
    closes: closes.slice(0, end),
  };
}
