/**
 * How often each prompt of a candidate was sent. A harvester that samples several answers sends every prompt the same
 * number of times; live traffic sends a few prompts often and most of them once.
 */
import { CountingFilter } from '../../../math/counting-filter.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';

/** Copies of one prompt up to this far apart were sent together: a slow queue takes minutes for each copy. */
const TOGETHER_MS = 2 * 3600_000;
/** Share of prompts that must be copied, and share of these that must have the same number of copies. */
const COPIED = 0.5;
const UNIFORM = 0.6;
/** Copied prompts needed to speak of one number of copies: a single prompt always has one. */
const FEWEST = 5;
/** Share of copied prompts whose copies must be close in time or spread over accounts. Tests repeat in one account, days later. */
const DEALT = 0.5;
/** Copies, as a share of the members, from which everybody sends the same list: a worksheet or a test suite. */
const LIST = 0.8;

export interface Copies {
  /** Requests that open a conversation. */
  requests: number;
  /** Different prompts among them. */
  prompts: number;
  /** Copies of each prompt that sampling explains: 1 when nothing is sampled. */
  k: number;
  /** Share of copied prompts with exactly k copies; 0 when nothing is sampled. */
  uniform: number;
  /** Prompts sent more often than k times. */
  repeated: number;
  /** Repeated prompts that several accounts sent. */
  scattered: number;
  /** Rows that show copies, repeats and scattered repeats; at most 20 each. */
  copiedRows: number[];
  repeatedRows: number[];
  scatteredRows: number[];
}

const known = new WeakMap<Candidate, Copies>();

/** Only requests that open a conversation count: later turns and tool loops repeat their first message by design. */
export function copiesOf(candidate: Candidate, table: RequestTable): Copies {
  const before = known.get(candidate);
  if (before) return before;
  const { prompt, turns, contextIn, account, time } = table.rows;
  const opening = candidateRows(candidate).filter((row) => turns[row]! <= 1 && contextIn[row]! === 0);
  // Most prompts are sent once: they are left out before the others are listed.
  const counts = new CountingFilter(opening.length);
  for (const row of opening) counts.add(prompt[row]!);
  const sent = new Map<number, { rows: number[]; members: Set<number> }>();
  let prompts = 0;
  for (const row of opening) {
    if (counts.count(prompt[row]!) === 1) {
      prompts++;
      continue;
    }
    const own = sent.get(prompt[row]!);
    if (own) {
      own.rows.push(row);
      own.members.add(account[row]!);
    } else sent.set(prompt[row]!, { rows: [row], members: new Set([account[row]!]) });
  }
  prompts += sent.size;
  const copied = [...sent.values()].filter(({ rows }) => rows.length > 1);
  const dealt = copied.filter(
    ({ rows, members }) => members.size > 1 || span(rows, time) <= TOGETHER_MS * (rows.length - 1),
  );
  const [k, same] = mode(copied.map(({ rows }) => rows.length));
  const sampled =
    copied.length >= FEWEST &&
    k < LIST * candidate.accounts.length &&
    copied.length >= COPIED * prompts &&
    same >= UNIFORM * copied.length &&
    dealt.length >= DEALT * copied.length;
  const usual = sampled ? k : 1;
  const repeated = copied.filter(({ rows }) => rows.length > usual);
  const scattered = repeated.filter(({ members }) => members.size > 1);
  const shown = (list: readonly { rows: number[] }[]): number[] =>
    list.slice(0, 10).flatMap(({ rows }) => rows.slice(0, 2));
  const copies: Copies = {
    requests: opening.length,
    prompts,
    k: usual,
    uniform: sampled ? same / copied.length : 0,
    repeated: repeated.length,
    scattered: scattered.length,
    copiedRows: shown(copied),
    repeatedRows: shown(repeated),
    scatteredRows: shown(scattered),
  };
  known.set(candidate, copies);
  return copies;
}

function span(rows: readonly number[], time: Float64Array): number {
  let first = Infinity;
  let last = -Infinity;
  for (const row of rows) {
    first = Math.min(first, time[row]!);
    last = Math.max(last, time[row]!);
  }
  return last - first;
}

/** The most frequent number with its count; the smallest of equals. */
function mode(numbers: readonly number[]): [number, number] {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a), [1, 0]);
}
