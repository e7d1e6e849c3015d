/** The requests of a candidate, as rows of the table. */
import { Memo } from '../../../math/memo.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { runStep } from '../../workspace/workspace.ts';
import type { Candidate } from './candidate.ts';

/** The first request of each slice, at most twenty in all: enough for evidence to point to. */
export function firstRows({ slices }: Candidate): number[] {
  const first: number[] = [];
  for (const own of slices) {
    for (const { rows } of own) {
      if (first.length === SHOWN) return first;
      first.push(rows[0]!);
    }
  }
  return first;
}

const SHOWN = 20;

/** How many they are. */
export const requestsOf = ({ slices }: Candidate): number =>
  slices.reduce((sum, own) => sum + own.reduce((n, { rows }) => n + rows.length, 0), 0);

/** Share of all requests from which on a candidate is large. */
const LARGE_SHARE = 0.1;

/**
 * Runs steps over a candidate's requests, of which each uses other columns of the table. A large one takes much memory, and to go
 * through it takes longer than to read columns again: these are given back after each step.
 */
export const stepsOver = (candidate: Candidate, table: RequestTable): (<T>(run: () => T) => T) =>
  requestsOf(candidate) >= LARGE_SHARE * table.length ? (run) => runStep(table, run) : (run) => run();

/** Rows from which on only one list is kept: candidates have many of their requests in common. */
const LARGE = 1 << 18;

const known = new Memo<Candidate, Uint32Array>();
let large: { candidate: WeakRef<Candidate>; rows: Uint32Array } | undefined;

/** All requests of a candidate's slices, ordered by account and template; not to be changed. A short list is built once per candidate. */
export function candidateRows(candidate: Candidate): Uint32Array {
  const before = large?.candidate.deref() === candidate ? large.rows : known.get(candidate);
  if (before) return before;
  const all = inOnePiece(candidate) ?? copied(candidate);
  if (all.length < LARGE) known.set(candidate, all);
  else large = { candidate: new WeakRef(candidate), rows: all };
  return all;
}

/** Rows of slices that follow each other in one column, as those of a group of all accounts do. */
function inOnePiece(candidate: Candidate): Uint32Array | undefined {
  const first = candidate.slices[0]?.[0]?.rows;
  if (first === undefined) return undefined;
  let end = first.byteOffset;
  for (const slices of candidate.slices) {
    for (const { rows } of slices) {
      if (rows.buffer !== first.buffer || rows.byteOffset !== end) return undefined;
      end += rows.byteLength;
    }
  }
  return new Uint32Array(first.buffer, first.byteOffset, (end - first.byteOffset) / first.BYTES_PER_ELEMENT);
}

function copied(candidate: Candidate): Uint32Array {
  const all = new Uint32Array(requestsOf(candidate));
  let end = 0;
  for (const slices of candidate.slices) {
    for (const { rows } of slices) {
      all.set(rows, end);
      end += rows.length;
    }
  }
  return all;
}

/** Those rows for which `is` says so, in their order. `filter` lists them on the heap first. */
export function chosenRows(rows: Uint32Array, is: (row: number) => boolean): Uint32Array {
  const chosen = new Uint32Array(rows.length);
  let count = 0;
  for (const row of rows) if (is(row)) chosen[count++] = row;
  return chosen.subarray(0, count);
}

const marked = new Memo<Candidate, Uint8Array>();

/** 1 for each row of a table that is one of a candidate's requests; not to be changed. Those of the candidate asked about last are kept. */
export function marksOf(candidate: Candidate, { length }: RequestTable): Uint8Array {
  const before = marked.get(candidate);
  if (before) return before;
  const marks = new Uint8Array(length);
  for (const row of candidateRows(candidate)) marks[row] = 1;
  marked.setOnly(candidate, marks);
  return marks;
}
