/**
 * How the prompts of a candidate are repeated. Copies of a prompt within two hours are one sending: they are rollouts, or work
 * restarted after a failure. A later repeat is either early, before a whole round of the other prompts has passed, or part of
 * another round of the same material.
 */
import { Memo } from '../../../../math/memo.ts';
import { numbersBelow, Scratch } from '../../../../math/columns.ts';
import { groupsOf } from '../../../../math/groups.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { chosenRows, stepsOver } from '../../candidates/candidate-rows.ts';
import { type Conversations, conversationsOf, isOpening } from '../conversations.ts';
import { copiesOf } from './copies.ts';
import { equalPairs, poolSize } from './even-pool.ts';
import { sentOnce } from './sent-once.ts';

/** Copies of a prompt sent within this time of the first belong together: a slow queue can take minutes for each. */
export const SENT_TOGETHER_MS = 2 * 3600_000;
/** Accounts to which sampling or a restart gives one prompt at most, unless a number of samples is seen; more come to it by themselves. */
const FEW_ACCOUNTS = 3;
/** Share of the material that must have passed since a prompt was last sent; a reshuffled list repeats some sooner. */
const ROUND = 0.6;
/** Prompts needed to speak of rounds. */
const MATERIAL = 15;
/** A pool was used evenly if most of it was seen and equal pairs are hardly more common than by chance. */
const EVEN = { seen: 0.8, pairs: 1.3, repeats: 8 };

export interface PromptRepeats {
  /** Number of sendings, and of different prompts among them. */
  sent: number;
  prompts: number;
  /** Rows of early repeats: by the account that sent the prompt before, and by another. */
  own: number[];
  scattered: number[];
  /** Rows of sendings that belong to a later round of the material. */
  rounds: number[];
  /** Number of pairs of equal sendings, and how many an even pool with as many different prompts would give. */
  pairs: number;
  evenPairs: number;
}

const known = new Memo<Candidate, PromptRepeats>();

/** How a candidate's prompts are repeated, computed once. Each template has its own material. Whoever asks may hold no column. */
export function promptRepeatsOf(candidate: Candidate, table: RequestTable): PromptRepeats {
  const before = known.get(candidate);
  if (before) return before;
  const step = stepsOver(candidate, table);
  const { k } = step(() => copiesOf(candidate, table));
  const conversations = step(() => conversationsOf(candidate, table));
  const openings = step(() => openingsByTemplate(candidate, conversations, table));
  const all: PromptRepeats = { sent: 0, prompts: 0, own: [], scattered: [], rounds: [], pairs: 0, evenPairs: 0 };
  for (const own of openings) {
    const isOnce = sentOnce(own, table);
    addTemplate(all, firstOfEach(own, k, table, isOnce), table, isOnce);
  }
  known.set(candidate, all);
  return all;
}

/** Rows of conversations that the log has from their start, for each template. */
function openingsByTemplate(
  { templates }: Candidate,
  { rows, template }: Conversations,
  table: RequestTable,
): Uint32Array[] {
  using scratch = new Scratch();
  const opening = scratch.keep(new Uint32Array(rows.length));
  const of = scratch.keep(numbersBelow(templates.length, rows.length));
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    if (!isOpening(table, rows[i]!)) continue;
    opening[count] = rows[i]!;
    of[count++] = template[i]!;
  }
  return groupsOf(of.subarray(0, count), opening.subarray(0, count), templates.length);
}

/**
 * The first copy of each sending, in order. Accounts beyond those that sampling explains send a prompt by themselves, however soon:
 * they read the same feed. Without times, every `k` copies count as one sending.
 */
function firstOfEach(
  openings: Uint32Array,
  k: number,
  { rows: { prompt, account, time } }: RequestTable,
  isOnce: (row: number) => boolean,
): Uint32Array {
  /** By prompt: the row that began its last sending, and the accounts in it. */
  const began = new Map<number, number>();
  const senders = new Map<number, Set<number>>();
  const untimed = new Map<number, number>();
  const most = Math.max(k, FEW_ACCOUNTS);
  return chosenRows(openings, (row) => {
    if (isOnce(row)) return true;
    const own = prompt[row]!;
    const at = time[row]!;
    if (Number.isNaN(at)) {
      const copies = untimed.get(own) ?? 0;
      untimed.set(own, copies + 1);
      return copies % k === 0;
    }
    const first = began.get(own);
    if (first === undefined || at - time[first]! > SENT_TOGETHER_MS) {
      began.set(own, row);
      senders.set(own, new Set([account[row]!]));
      return true;
    }
    const accounts = senders.get(own)!;
    if (accounts.has(account[row]!)) return false;
    accounts.add(account[row]!);
    return accounts.size > most;
  });
}

function addTemplate(
  all: PromptRepeats,
  sent: Uint32Array,
  { rows: { prompt, account } }: RequestTable,
  isOnce: (row: number) => boolean,
): void {
  const copies = new Map<number, number>();
  let prompts = 0;
  for (const row of sent) {
    if (isOnce(row)) prompts++;
    else copies.set(prompt[row]!, (copies.get(prompt[row]!) ?? 0) + 1);
  }
  prompts += copies.size;
  const n = sent.length;
  let pairs = 0;
  for (const count of copies.values()) pairs += (count * (count - 1)) / 2;
  const pool = poolSize(n, prompts);
  const evenPairs = equalPairs(n, pool);
  const isEven = n - prompts >= EVEN.repeats && prompts >= EVEN.seen * pool && pairs <= EVEN.pairs * evenPairs;
  const seen = new Map<number, { last: number; accounts: Set<number> }>();
  sent.forEach((row, i) => {
    if (isOnce(row)) return;
    const before = seen.get(prompt[row]!);
    if (before === undefined) {
      // Most prompts are never repeated, so nothing is kept about them.
      if (copies.get(prompt[row]!)! > 1) seen.set(prompt[row]!, { last: i, accounts: new Set([account[row]!]) });
      return;
    }
    const isRound = isEven || (prompts >= MATERIAL && i - before.last >= ROUND * prompts);
    if (isRound) all.rounds.push(row);
    else if (before.accounts.has(account[row]!)) all.own.push(row);
    else all.scattered.push(row);
    before.accounts.add(account[row]!);
    before.last = i;
  });
  all.sent += n;
  all.prompts += prompts;
  all.pairs += pairs;
  all.evenPairs += evenPairs;
}
