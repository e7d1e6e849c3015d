/**
 * The conversations in a candidate's slices. Agents' loops, retries and restarts send their first message again, so requests
 * from one account with the same first message, each within half an hour of the last, count as one conversation. Otherwise
 * loops would look like repeated prompts, and like accounts that never take turns.
 */
import { Memo } from '../../../math/memo.ts';
import { type Numbers, numbersBelow, Scratch } from '../../../math/columns.ts';
import { FLAG } from '../../table/request-flags.ts';
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
  const { templates, accounts } = candidate;
  const { account, time } = table.rows;
  const found = firstRequests(candidate, table);
  sortByTime(found, templates.length, time);
  // In place where it can be: each is read before it is written.
  using scratch = new Scratch();
  const rows = found instanceof Uint32Array ? found : new Uint32Array(scratch.keep(found).length);
  const template = numbersBelow(templates.length, found.length);
  unpack(found, templates.length, rows, template);
  const memberOf = new Map(accounts.map((number, member) => [number, member]));
  const member = numbersBelow(accounts.length, found.length);
  let timed = 0;
  for (let at = 0; at < rows.length; at++) {
    member[at] = memberOf.get(account[rows[at]!]!)!;
    if (!Number.isNaN(time[rows[at]!]!)) timed++;
  }
  const conversations = { rows, timed, member, template };
  known.setOnly(candidate, conversations);
  return conversations;
}

/** Rows and places of templates packed into one number each, because numbers sort much faster than objects: see `unpack`. */
type PackedRows = Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The first request of each conversation, slice by slice. */
function firstRequests(candidate: Candidate, table: RequestTable): PackedRows {
  const { slices, templates } = candidate;
  const placeOf = new Map(templates.map((template, place) => [template, place]));
  const size = requestsOf(candidate);
  const found = table.length * templates.length < 2 ** 32 ? new Uint32Array(size) : new Float64Array(size);
  /** When the account last sent each prompt. */
  const last = new Map<number, number>();
  let count = 0;
  for (const own of slices) {
    for (const { template, rows } of own) {
      const place = placeOf.get(template)!;
      last.clear();
      for (const row of rows) if (!goesOn(table.rows, row, last)) found[count++] = row * templates.length + place;
    }
  }
  return found.subarray(0, count);
}

/** Whether a request goes on with a conversation. */
function goesOn(
  { prompt, media, time }: Pick<RequestTable['rows'], 'prompt' | 'media' | 'time'>,
  row: number,
  last: Map<number, number>,
): boolean {
  const at = time[row]!;
  const before = last.get(prompt[row]!);
  if (!Number.isNaN(at)) last.set(prompt[row]!, at);
  // The table only counts images, so requests that contain any may all be different.
  return media[row] === 0 && before !== undefined && at - before <= PAUSE_MS;
}

/** Sorts by time, unknown times last, then by row. Most logs are already in time order, so this rarely sorts twice. */
function sortByTime(found: PackedRows, templates: number, time: Float64Array): void {
  found.sort();
  const timeOf = (key: number): number => {
    const at = time[Math.floor(key / templates)]!;
    return Number.isNaN(at) ? Infinity : at;
  };
  for (let i = 1; i < found.length; i++) {
    if (timeOf(found[i]!) >= timeOf(found[i - 1]!)) continue;
    found.sort((a, b) => (timeOf(a) === timeOf(b) ? a - b : timeOf(a) - timeOf(b)));
    return;
  }
}

function unpack(found: PackedRows, templates: number, rows: Uint32Array, template: Numbers): void {
  for (let at = 0; at < found.length; at++) {
    const key = found[at]!;
    template[at] = key % templates;
    rows[at] = Math.floor(key / templates);
  }
}

/**
 * Whether a request opens a conversation, has known text and was answered. Later turns repeat the first message by design,
 * failed requests are sent again, and prompts with images may differ only in the images.
 */
export function isOpening({ rows: { turns, contextIn, media, flags } }: RequestTable, row: number): boolean {
  return turns[row]! <= 1 && contextIn[row] === 0 && media[row] === 0 && (flags[row]! & FLAG.error) === 0;
}
