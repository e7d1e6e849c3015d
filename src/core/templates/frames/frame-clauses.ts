/**
 * Finds the clauses that belong to the fixed frames of prompt templates. Whoever sends templated prompts sends the same
 * frame again and again with different filler, so a frame's clauses recur in the same account's other prompts, while a
 * document or question recurs, if at all, in other accounts' prompts. That distinguishes the two without understanding
 * them. Longer than 250 lines: the passes over the clauses share their columns, and nothing else reads those.
 */
import { discardFields } from '../../math/columns.ts';
import { PREFETCH_COUNT, prefetchLists, prefetchValues } from '../../math/prefetch.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { DistinctPrompts } from './distinct-prompts.ts';
import { MIN_PROMPTS } from './clause-numbers.ts';
import { type ClauseLists, type RecurringClauses, recurringClauses, WHOLE_SYSTEM } from './recurring-clauses.ts';
import { addSystemFrames } from './system-frames.ts';

/**
 * Of an account's other prompts, those that hold a clause which one of them holds, as a number and as a share. Measured
 * on composed logs whose slots were filled from public data: 99% of fillers lie below one of the two, 97% of the clauses
 * of frames above both.
 */
const RECURRENT = { prompts: 0.8, share: 0.01 };
/** This many other prompts are enough in an account of any size: a log without accounts is one account. */
const RECURRENT_ANYWAY = 8;
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
  hash: Uint32Array;
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

export function frameClauses(table: RequestTable, distinct: DistinctPrompts): FrameClauses {
  const recurring = recurringClauses(table, distinct);
  table.rest();
  const ofAccounts = promptsByAccount(table, distinct);
  const isFrame = cameBack(recurring, ofAccounts);
  discardFields(ofAccounts);
  addSystemFrames(recurring, isFrame);
  addBareEdges(recurring, isFrame);
  const frames = keepFrames(recurring, isFrame);
  for (const { start, place, clauses } of [recurring.users, recurring.systems])
    discardFields({ start, place, clauses });
  return frames;
}

/** 1 for each clause that comes back within accounts. */
function cameBack(
  { users, systems, systemOf, promptsOf, prompts: prompted }: RecurringClauses,
  { first, prompts }: PromptsByAccount,
): Uint8Array {
  const holders = new Uint32Array(prompted.length);
  const others = new Float64Array(prompted.length);
  const shares = new Float64Array(prompted.length);
  const here = new Uint32Array(prompted.length);
  const touched = new Uint32Array(prompted.length);
  // An account sends many prompts under one system prompt, whose clauses need to be looked at only once.
  const withSystem = new Uint32Array(promptsOf.length);
  const used: number[] = [];
  let fetched = 0;
  for (let account = 0; account + 1 < first.length; account++) {
    const all = first[account + 1]! - first[account]!;
    let end = 0;
    const count = ({ start, list }: ClauseLists, text: number, times: number): void => {
      for (let i = start[text]!; i < start[text + 1]!; i++) {
        if (here[list[i]!] === 0) touched[end++] = list[i]!;
        here[list[i]!]! += times;
      }
    };
    for (let at = first[account]!; at < first[account + 1]!; at++) {
      const prompt = prompts[at]!;
      if (at === fetched) {
        fetched = Math.min(at + PREFETCH_COUNT, first[first.length - 1]!);
        prefetchValues(users.start, prompts, at, fetched);
        prefetchLists(users.start, users.list, prompts, at, fetched);
        prefetchValues(systemOf, prompts, at, fetched);
      }
      count(users, prompt, 1);
      if (withSystem[systemOf[prompt]!]!++ === 0) used.push(systemOf[prompt]!);
    }
    for (const system of used) {
      count(systems, system, withSystem[system]!);
      withSystem[system] = 0;
    }
    used.length = 0;
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
  discardFields({ last });
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
  const framedIn = ({ start, list }: ClauseLists, text: number): number => {
    let framed = 0;
    for (let i = start[text]!; i < start[text + 1]!; i++) if (isFrame[list[i]!]) framed += letters[list[i]!]!;
    return framed;
  };
  const framed = Float64Array.from(promptsOf, (_, system) => framedIn(systems, system));
  /** Prompts without another frame under each system prompt, and those of them whose messages have a first and a last clause. */
  const bareOf = new Uint32Array(promptsOf.length);
  const edgedOf = new Uint32Array(promptsOf.length);
  for (let prompt = 0; prompt < systemOf.length; prompt++) {
    const system = systemOf[prompt]!;
    if (framed[system]! + framedIn(users, prompt) >= FRAMED_LETTERS) continue;
    const count = users.clauses[prompt]!;
    bareOf[system]!++;
    if (count < 2) continue;
    edgedOf[system]!++;
    countEdges(users, prompt, (place, opens) => (opens || place === count - 1 ? 1 : 0), bare);
  }
  for (let system = 0; system < promptsOf.length; system++) {
    const [all, edged] = [bareOf[system]!, edgedOf[system]!];
    countEdges(systems, system, (place, opens) => (place === WHOLE_SYSTEM ? all : opens ? edged : 0), bare);
  }
  bare.forEach((n, clause) => {
    if (n >= MIN_PROMPTS && n >= BARE * prompts[clause]! && letters[clause]! >= EDGE_LETTERS) isFrame[clause] = 1;
  });
}

/** Adds up what each entry of a text counts for, by its place and by whether it belongs to the opening. */
function countEdges(
  { start, list, place }: ClauseLists,
  text: number,
  worth: (place: number, opens: boolean) => number,
  bare: Uint32Array,
): void {
  let opening = 0;
  for (let i = start[text]!; i < start[text + 1]!; i++) {
    const opens = place[i] === opening && opening < OPENING;
    if (opens) opening++;
    bare[list[i]!]! += worth(place[i]!, opens);
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
