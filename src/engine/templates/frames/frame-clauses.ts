/**
 * Finds the clauses that belong to the fixed frames of prompt templates. Whoever sends templated prompts sends the same
 * frame again and again with different filler, so a frame's clauses recur in the same account's other prompts, while a
 * document or question recurs, if at all, in other accounts' prompts. That distinguishes the two without understanding
 * them.
 */
import { Scratch } from '../../../math/columns.ts';
import { PREFETCH_COUNT, prefetchLists, prefetchValues } from '../../../math/prefetch.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { Workspace } from '../../workspace/workspace.ts';
import type { DistinctPrompts } from './distinct-prompts.ts';
import { MIN_PROMPTS } from './clause-numbers.ts';
import { type ClauseLists, type RecurringClauses, recurringClauses, WHOLE_SYSTEM } from './recurring-clauses.ts';
import { Recurrence } from './recurrence.ts';
import { addSystemFrames } from './system-frames.ts';

/** Share of the prompts with an edge clause that have no other frame, and letters of such a clause. */
const BARE = 0.5;
const EDGE_LETTERS = 9;
/** Clauses of an opening: the first of a message and those that follow it, as long as each comes back too. */
const OPENING = 3;
/** Letters of the other frame clauses up to which a prompt has no other frame: "Question:" and "Answer:" are in many. */
const FRAMED_LETTERS = 24;

/**
 * What a frame clause may be, or a block hold: it is in the system prompt, is the first clause of a user message or the last
 * one of a prompt, or closes a slot: it follows text outside the frames.
 */
export const HOLDS = { system: 1, edge: 2, closes: 4 };

/** Frame clauses of texts in order of appearance, without repeats: `list[start[t] .. start[t + 1]]` for text t. */
export interface FrameLists {
  start: Uint32Array;
  list: Uint32Array;
  /** See `HOLDS`; the last clause of a system prompt counts as an edge. */
  flags: Uint8Array;
}

export interface FrameClauses {
  count: number;
  /** Hash and letters of each clause. */
  hash: Float64Array;
  letters: Uint8Array;
  /** Those of each distinct prompt's user message that are not in its system prompt. */
  users: FrameLists;
  /** Those of each different system prompt. The first is none. */
  systems: FrameLists;
  /** Number of each prompt's system prompt in `systems`. */
  systemOf: Uint32Array;
  /** 1 for prompts whose user message has no clauses at all: their system prompts close them. */
  isBare: Uint8Array;
}

const FRAMES = new Workspace<{ table: RequestTable; distinct: DistinctPrompts }>()
  .step(['table', 'distinct'], ({ table, distinct }) => ({ recurring: recurringClauses(table, distinct) }))
  .step(['table', 'distinct'], ({ table, distinct }) => ({ ofAccounts: promptsByAccount(table, distinct) }))
  .step(['recurring', 'ofAccounts'], ({ recurring, ofAccounts }) => ({ isFrame: cameBack(recurring, ofAccounts) }))
  .step(['recurring', 'isFrame'], ({ recurring, isFrame }) => {
    addSystemFrames(recurring, isFrame);
    addBareEdges(recurring, isFrame);
    return { frames: keepFrames(recurring, isFrame) };
  });

export const frameClauses = (table: RequestTable, distinct: DistinctPrompts): FrameClauses =>
  FRAMES.run(table, { table, distinct }, ['frames']).frames;

/** 1 for each clause that comes back within accounts. */
function cameBack(recurring: RecurringClauses, { first, prompts }: PromptsByAccount): Uint8Array {
  const { users, systemOf } = recurring;
  const counts = new Recurrence(recurring);
  let fetched = 0;
  for (let account = 0; account + 1 < first.length; account++) {
    for (let at = first[account]!; at < first[account + 1]!; at++) {
      if (at === fetched) {
        fetched = Math.min(at + PREFETCH_COUNT, first[first.length - 1]!);
        prefetchValues(users.start, prompts, at, fetched);
        prefetchLists(users.start, users.list, prompts, at, fetched);
        prefetchValues(systemOf, prompts, at, fetched);
      }
      counts.add(prompts[at]!);
    }
    counts.close(first[account + 1]! - first[account]!);
  }
  return counts.frames();
}

/** Distinct prompts of each account in order of their first rows: `prompts[first[account] .. first[account + 1]]`. */
interface PromptsByAccount {
  first: Uint32Array;
  prompts: Uint32Array;
}

function promptsByAccount(table: RequestTable, distinct: DistinctPrompts): PromptsByAccount {
  const { account, prompt: promptOf } = table.rows;
  let accounts = 0;
  for (let row = 0; row < table.length; row++) accounts = Math.max(accounts, account[row]! + 1);
  // Rows of each account, then without prompts that came before.
  const end = new Uint32Array(accounts + 1);
  for (let row = 0; row < table.length; row++) end[account[row]! + 1]!++;
  for (let number = 0; number < accounts; number++) end[number + 1]! += end[number]!;
  const from = end.slice();
  const prompts = new Uint32Array(table.length);
  for (let row = 0; row < table.length; row++) prompts[end[account[row]!]!++] = promptOf[row]!;
  using scratch = new Scratch();
  const last = scratch.keep(new Int32Array(distinct.count).fill(-1));
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
 * of instruction above or below a text, sent by people who each have few prompts. Filler is next to the frame it fills.
 */
function addBareEdges(
  { users, systems, systemOf, promptsOf, prompts, letters }: RecurringClauses,
  isFrame: Uint8Array,
): void {
  const bare = new Uint32Array(isFrame.length);
  const framed = Float64Array.from(promptsOf, (_, system) => framedIn(systems, system, isFrame, letters));
  /** Prompts without another frame under each system prompt, and those of them whose messages have a first and a last clause. */
  const bareOf = new Uint32Array(promptsOf.length);
  const edgedOf = new Uint32Array(promptsOf.length);
  for (let prompt = 0; prompt < systemOf.length; prompt++) {
    const system = systemOf[prompt]!;
    if (framed[system]! + framedIn(users, prompt, isFrame, letters) >= FRAMED_LETTERS) continue;
    const clauses = users.clauses[prompt]!;
    bareOf[system]!++;
    if (clauses < 2) continue;
    edgedOf[system]!++;
    countEdges(users, prompt, { opening: 1, last: 1, whole: 0 }, bare);
  }
  for (let system = 0; system < promptsOf.length; system++) {
    countEdges(systems, system, { opening: edgedOf[system]!, last: 0, whole: bareOf[system]! }, bare);
  }
  bare.forEach((n, clause) => {
    if (n >= MIN_PROMPTS && n >= BARE * prompts[clause]! && letters[clause]! >= EDGE_LETTERS) isFrame[clause] = 1;
  });
}

/** Letters of the frame clauses of a text. */
function framedIn({ start, list }: ClauseLists, text: number, isFrame: Uint8Array, letters: Uint8Array): number {
  let framed = 0;
  for (let i = start[text]!; i < start[text + 1]!; i++) if (isFrame[list[i]!] === 1) framed += letters[list[i]!]!;
  return framed;
}

/** Adds up what each entry of a text counts for: one of the opening, the last clause, and a system prompt as a whole. */
function countEdges(
  { start, list, place, clauses }: ClauseLists,
  text: number,
  worth: { opening: number; last: number; whole: number },
  bare: Uint32Array,
): void {
  const last = clauses[text]! - 1;
  let opening = 0;
  for (let i = start[text]!; i < start[text + 1]!; i++) {
    const opens = place[i] === opening && opening < OPENING;
    if (opens) opening++;
    if (opens) bare[list[i]!]! += worth.opening;
    else if (place[i] === WHOLE_SYSTEM) bare[list[i]!]! += worth.whole;
    else if (place[i] === last) bare[list[i]!]! += worth.last;
  }
}

/** Takes the lists of the recurring clauses with it. */
function keepFrames({ hash, letters, users, systems, systemOf }: RecurringClauses, isFrame: Uint8Array): FrameClauses {
  const number = new Uint32Array(isFrame.length);
  let count = 0;
  isFrame.forEach((yes, clause) => {
    if (yes) number[clause] = count++;
  });
  const keep = ({ start: starts, list, place: places, clauses }: ClauseLists, isUser: boolean): FrameLists => {
    const start = new Uint32Array(starts.length);
    const flags = new Uint8Array(list.length);
    // In place: writing never gets ahead of reading, and in a large log a second list takes much memory.
    let end = 0;
    for (let text = 0; text + 1 < starts.length; text++) {
      const last = clauses[text]! - 1;
      let next = isUser ? NOWHERE : WHOLE_SYSTEM + 1;
      for (let i = starts[text]!; i < starts[text + 1]!; i++) {
        const clause = list[i]!;
        if (!isFrame[clause]) continue;
        const place = places[i]!;
        const isEdge = (isUser && place === 0) || place === last;
        const closes = place > 0 && place !== next;
        flags[end] = (isUser ? 0 : HOLDS.system) | (isEdge ? HOLDS.edge : 0) | (closes ? HOLDS.closes : 0);
        list[end++] = number[clause]!;
        next = place + 1;
      }
      start[text + 1] = end;
    }
    // Room that was never written to takes no memory; a copy would.
    return { start, list: list.subarray(0, end), flags: flags.subarray(0, end) };
  };
  return {
    count,
    hash: hash.filter((_, clause) => isFrame[clause]),
    letters: letters.filter((_, clause) => isFrame[clause]),
    users: keep(users, true),
    systems: keep(systems, false),
    systemOf,
    isBare: withoutClauses(users),
  };
}

/** 1 for texts that have no clauses at all. */
function withoutClauses({ clauses }: ClauseLists): Uint8Array {
  const are = new Uint8Array(clauses.length);
  for (let text = 0; text < are.length; text++) if (clauses[text] === 0) are[text] = 1;
  return are;
}

/** There is no clause. */
const NOWHERE = -1;
