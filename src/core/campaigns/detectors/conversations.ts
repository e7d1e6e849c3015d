/**
 * The conversations in a candidate's slices. Agents' loops, retries and restarts send their first message again, so requests
 * from one account with the same first message, each within half an hour of the last, count as one conversation. Otherwise
 * loops would look like repeated prompts, and like accounts that never take turns.
 */
import { Memo } from '../../math/memo.ts';
import { discardFields, type Numbers, numbersBelow } from '../../math/columns.ts';
import { FLAG } from '../../table/request-signals.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { requestsOf } from '../candidates/candidate-rows.ts';

/** A longer pause starts a new conversation. Half an hour is the usual session cut-off in web analytics. */
export const PAUSE_MS = 30 * 60_000;

export interface Conversations {
  /** The first request of each, in time order; those without a time come last, in log order. */
  rows: Uint32Array;
  /** How many have a time; they come first. */
  timed: number;
  /** The account of each, as an index into `candidate.accounts`. */
  member: Numbers;
  /** The template each started with, as an index into `candidate.templates`. */
  template: Numbers;
}

/** Of the candidate that was asked about last: detectors ask about one after the other, and all of them together take much memory. */
const known = new Memo<Candidate, Conversations>();

/** The conversations of a candidate, computed once for all that is asked about it in a row. */
export function conversationsOf(candidate: Candidate, table: RequestTable): Conversations {
  const before = known.get(candidate);
  if (before) return before;
  const { prompt, media, time } = table.rows;
  const { templates } = candidate;
  const placeOf = new Map(templates.map((template, place) => [template, place]));
  /** Row and template packed into one number, because numbers sort much faster than objects. */
  const size = requestsOf(candidate);
  const found = table.length * templates.length < 2 ** 32 ? new Uint32Array(size) : new Float64Array(size);
  let count = 0;
  /** When the account last sent each prompt. */
  const last = new Map<number, number>();
  for (const { template, rows } of candidate.slices.flat()) {
    const place = placeOf.get(template)!;
    last.clear();
    for (const row of rows) {
      const at = time[row]!;
      // The table only counts images, so requests that contain any may all be different.
      const goesOn = media[row] === 0 && at - (last.get(prompt[row]!) ?? -Infinity) <= PAUSE_MS;
      if (!Number.isNaN(at)) last.set(prompt[row]!, at);
      if (!goesOn) found[count++] = row * templates.length + place;
    }
  }
  const order = found.subarray(0, count).sort();
  const rowOf = (key: number): number => Math.floor(key / templates.length);
  const timeOf = (key: number): number => (Number.isNaN(time[rowOf(key)]!) ? Infinity : time[rowOf(key)]!);
  // Most logs are already in time order, so this rarely sorts again.
  for (let i = 1; i < count; i++) {
    if (timeOf(order[i]!) >= timeOf(order[i - 1]!)) continue;
    order.sort((a, b) => (timeOf(a) === timeOf(b) ? a - b : timeOf(a) - timeOf(b)));
    break;
  }
  const memberOf = new Map(candidate.accounts.map((account, member) => [account, member]));
  const { account } = table.rows;
  const member = numbersBelow(candidate.accounts.length, count);
  const template = numbersBelow(templates.length, count);
  // In place where it can be: each is read before it is written.
  const rows = order instanceof Uint32Array ? order : new Uint32Array(count);
  let timed = 0;
  for (let at = 0; at < count; at++) {
    template[at] = order[at]! % templates.length;
    const row = rowOf(order[at]!);
    rows[at] = row;
    member[at] = memberOf.get(account[row]!)!;
    if (!Number.isNaN(time[row]!)) timed++;
  }
  const conversations = { rows, timed, member, template };
  if (rows !== order) discardFields({ found });
  known.setOnly(candidate, conversations);
  return conversations;
}

/**
 * Whether a request opens a conversation, has known text and was answered. Later turns repeat the first message by design,
 * failed requests are sent again, and prompts with images may differ only in the images.
 */
export function isOpening({ rows: { turns, contextIn, media, flags } }: RequestTable, row: number): boolean {
  return turns[row]! <= 1 && contextIn[row] === 0 && media[row] === 0 && (flags[row]! & FLAG.error) === 0;
}
