/**
 * How many answers are sampled for each prompt. A harvest that samples several sends every prompt the same number of times;
 * live traffic sends a few prompts often and most of them once.
 */
import { addTo } from '../../../../math/lists/many.ts';
import { Memo } from '../../../../math/memo.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { openingsOf } from './openings.ts';

/** Copies of a prompt up to this far apart were sent together: a slow queue can take minutes for each copy. */
const TOGETHER_MS = 2 * 3600_000;
/** Share of prompts that must be copied, and share of those that must have the same number of copies. */
const COPIED = 0.5;
const UNIFORM = 0.6;
/** Copied prompts needed before they can be said to agree on a number of copies. */
const MIN_COPIED = 5;
/** Share of copied prompts whose copies must be close in time. Tests repeat days later. */
const TOGETHER = 0.5;
/** When everyone works on the same list, such as a worksheet: this share of members sends a prompt about once each. */
const LIST = { members: 0.8, each: 1.25 };

export interface Copies {
  /** Number of requests that open a conversation. */
  requests: number;
  /** Number of different prompts among them. */
  prompts: number;
  /** How many of these were sent more than once. */
  copied: number;
  /** Copies of each prompt that sampling explains; 1 if nothing is sampled. */
  k: number;
  /** Share of copied prompts with exactly k copies; 0 if nothing is sampled. */
  uniform: number;
  /** Rows that show copies; at most 20. */
  copiedRows: number[];
}

const known = new Memo<Candidate, Copies>();

/** Computed once. */
export function copiesOf(candidate: Candidate, table: RequestTable): Copies {
  const before = known.get(candidate);
  if (before) return before;
  const { prompt, account, time } = table.rows;
  const { requests, again } = openingsOf(candidate, table);
  const sent = new Map<number, number[]>();
  for (const row of again) addTo(sent, prompt[row]!, row);
  const prompts = requests - again.length + sent.size;
  const copied = [...sent.values()];
  const [k, same] = mode(copied.map(({ length }) => length));
  const isTogether = (rows: readonly number[]): boolean => {
    const pause = longestPause(rows, time);
    // Without times, copies under several accounts were dealt out; copies under one may be days apart.
    if (Number.isNaN(pause)) return new Set(rows.map((row) => account[row]!)).size > 1;
    return pause <= TOGETHER_MS;
  };
  const isList = (rows: readonly number[]): boolean => {
    const members = new Set(rows.map((row) => account[row]!)).size;
    return members >= LIST.members * candidate.accounts.length && rows.length <= LIST.each * members;
  };
  const isSampled =
    copied.length >= MIN_COPIED &&
    copied.length >= COPIED * prompts &&
    same >= UNIFORM * copied.length &&
    copied.filter(isTogether).length >= TOGETHER * copied.length &&
    copied.filter(isList).length < TOGETHER * copied.length;
  const copies: Copies = {
    requests,
    prompts,
    copied: copied.length,
    k: isSampled ? k : 1,
    uniform: isSampled ? same / copied.length : 0,
    copiedRows: copied.slice(0, 10).flatMap((rows) => rows.slice(0, 2)),
  };
  known.set(candidate, copies);
  return copies;
}

/** Longest time from one row to the next in time, in ms; NaN if one of them has no time. */
function longestPause(rows: readonly number[], time: Float64Array): number {
  const times = Float64Array.from(rows, (row) => time[row]!).sort();
  let longest = 0;
  for (let at = 1; at < times.length; at++) longest = Math.max(longest, times[at]! - times[at - 1]!);
  return longest;
}

/** The most frequent number and its count; the smallest such number if several are equally frequent. */
function mode(numbers: readonly number[]): [number, number] {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a), [1, 0]);
}
