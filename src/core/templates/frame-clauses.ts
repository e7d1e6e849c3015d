/**
 * Which clauses belong to the frames of prompt templates. Whoever sends templated prompts sends the same frame again and
 * again, with another filler each time: a frame's clauses come back in the other prompts of the same account, while a
 * document or a question comes back, if at all, in the prompts of others. That tells the two apart without reading them.
 */
import type { RequestTable } from '../signals/request-table.ts';
import type { DistinctPrompts } from './distinct-prompts.ts';
import { MIN_PROMPTS, type RecurringClauses, recurringClauses, WHOLE_SYSTEM } from './recurring-clauses.ts';
import { addSystemFrames } from './system-frames.ts';

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
/** Clauses of an opening: the first of a message and those that follow it, as long as each comes back too. */
const OPENING = 3;
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
  /** How many of a prompt's frame clauses stand in its system prompt; they are the same for all that have it. */
  inSystem: Uint16Array;
  /** Number of each prompt's system prompt in the pool of texts, 0 when it has none. */
  system: Uint32Array;
  /** 1 for list entries that are the first or the last clause of the user message. */
  edge: Uint8Array;
  /** 1 for list entries that follow text outside the frames: they close a slot. */
  closes: Uint8Array;
}

export function frameClauses(table: RequestTable, distinct: DistinctPrompts): FrameClauses {
  const recurring = recurringClauses(table, distinct);
  const system = distinct.firstRow.map((row) => table.rows.system[row]!);
  const isFrame = cameBack(recurring, system, promptsByAccount(table, distinct));
  addSystemFrames(table, distinct, recurring, isFrame);
  addBareEdges(table, distinct, recurring, isFrame);
  return { ...keepFrames(table, distinct, recurring, isFrame), system };
}

/** 1 for each clause that comes back within accounts. */
function cameBack(
  { start, list, inSystem, prompts: prompted }: RecurringClauses,
  system: Uint32Array,
  { first, prompts }: PromptsByAccount,
): Uint8Array {
  const holders = new Uint32Array(prompted.length);
  const others = new Float64Array(prompted.length);
  const shares = new Float64Array(prompted.length);
  const here = new Uint32Array(prompted.length);
  const touched = new Uint32Array(prompted.length);
  // An account sends many prompts under one system prompt, whose clauses need to be looked at once.
  const shared = new Map<number, { prompt: number; count: number }>();
  for (let account = 0; account + 1 < first.length; account++) {
    const all = first[account + 1]! - first[account]!;
    let end = 0;
    const count = (from: number, to: number, times: number): void => {
      for (let i = from; i < to; i++) {
        if (here[list[i]!] === 0) touched[end++] = list[i]!;
        here[list[i]!]! += times;
      }
    };
    for (let at = first[account]!; at < first[account + 1]!; at++) {
      const prompt = prompts[at]!;
      count(start[prompt]! + inSystem[prompt]!, start[prompt + 1]!, 1);
      if (inSystem[prompt] === 0) continue;
      const known = shared.get(system[prompt]!);
      if (known) known.count++;
      else shared.set(system[prompt]!, { prompt, count: 1 });
    }
    for (const { prompt, count: times } of shared.values())
      count(start[prompt]!, start[prompt]! + inSystem[prompt]!, times);
    shared.clear();
    for (let at = 0; at < end; at++) {
      const clause = touched[at]!;
      const n = here[clause]!;
      here[clause] = 0;
      holders[clause]! += n;
      others[clause]! += n * (n - 1);
      shares[clause]! += (n * (n - 1)) / Math.max(1, all - 1);
    }
  }
  const isFrame = new Uint8Array(prompted.length);
  for (let clause = 0; clause < prompted.length; clause++) {
    if (prompted[clause]! < MIN_PROMPTS) continue;
    const recurring = others[clause]! / holders[clause]!;
    const share = shares[clause]! / holders[clause]!;
    if (recurring >= RECURRENT_ANYWAY || (recurring >= RECURRENT.prompts && share >= RECURRENT.share))
      isFrame[clause] = 1;
  }
  return isFrame;
}

/** Distinct prompts of each account in order of their first rows: `prompts[first[account] .. first[account + 1]]`. */
interface PromptsByAccount {
  first: Uint32Array;
  prompts: Uint32Array;
}

function promptsByAccount(table: RequestTable, distinct: DistinctPrompts): PromptsByAccount {
  const { account } = table.rows;
  const accounts = table.names.account.values.length;
  // Rows of each account, then without prompts that came before.
  const end = new Uint32Array(accounts + 1);
  for (let row = 0; row < table.length; row++) end[account[row]! + 1]!++;
  for (let number = 0; number < accounts; number++) end[number + 1]! += end[number]!;
  const from = end.slice();
  const prompts = new Uint32Array(table.length);
  for (let row = 0; row < table.length; row++) prompts[end[account[row]!]!++] = distinct.ofRow[row]!;
  const last = new Int32Array(distinct.count).fill(-1);
  const first = new Uint32Array(accounts + 1);
  let kept = 0;
  for (let number = 0; number < accounts; number++) {
    first[number] = kept;
    for (let at = from[number]!; at < end[number]!; at++) {
      const prompt = prompts[at]!;
      if (last[prompt] === number) continue;
      last[prompt] = number;
      prompts[kept++] = prompt;
    }
  }
  first[accounts] = kept;
  return { first, prompts };
}

/**
 * Adds clauses that open or close the messages of prompts without another frame, and whole system prompts: one line
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
    let [opensSystem, opensUser] = [0, first];
    for (let i = start[prompt]!; i < start[prompt + 1]! && framed < FRAMED_LETTERS; i++) {
      const at = place[i]!;
      const opens = at < first ? at === opensSystem && at < OPENING : at === opensUser && at < first + OPENING;
      if (opens && at < first) opensSystem++;
      else if (opens) opensUser++;
      const edge = last > first && (opens || at === last);
      if (edge || at === WHOLE_SYSTEM) bare[list[i]!]!++;
    }
  }
  bare.forEach((n, clause) => {
    if (n >= MIN_PROMPTS && n >= BARE * holders[clause]! && letters[clause]! >= EDGE_LETTERS) isFrame[clause] = 1;
  });
}

/** Takes the list of the recurring clauses with it. */
function keepFrames(
  table: RequestTable,
  distinct: DistinctPrompts,
  recurring: RecurringClauses,
  isFrame: Uint8Array,
): Omit<FrameClauses, 'system'> {
  const number = new Uint32Array(isFrame.length);
  let count = 0;
  isFrame.forEach((yes, clause) => {
    if (yes) number[clause] = count++;
  });
  const start = new Uint32Array(distinct.count + 1);
  const inSystem = new Uint16Array(distinct.count);
  // In its own place: what is kept is never ahead of what is read, and two lists are much memory in a large log.
  const { list } = recurring;
  const edge = new Uint8Array(recurring.list.length);
  const closes = new Uint8Array(recurring.list.length);
  let end = 0;
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    const { all, system: user } = table.clauseCounts(row);
    const last = all - 1;
    let before = WHOLE_SYSTEM;
    for (let i = recurring.start[prompt]!; i < recurring.start[prompt + 1]!; i++) {
      const clause = list[i]!;
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
    // Room that was never written to takes no memory: a copy would.
    list: list.subarray(0, end),
    inSystem,
    edge: edge.subarray(0, end),
    closes: closes.subarray(0, end),
  };
}
