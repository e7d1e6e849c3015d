/** The requests of a candidate, as rows of the table. */
import type { Candidate } from './candidate.ts';

/** The first request of each slice, at most twenty in all: enough for evidence to point to. */
export const firstRows = ({ slices }: Candidate): number[] =>
  slices.flatMap((own) => own.map(({ rows }) => rows[0]!)).slice(0, 20);

const known = new WeakMap<Candidate, Uint32Array>();

/** All requests of a candidate's slices, ordered by account and template. The list is built once per candidate. */
export function candidateRows(candidate: Candidate): Uint32Array {
  const before = known.get(candidate);
  if (before) return before;
  let size = 0;
  for (const slices of candidate.slices) for (const slice of slices) size += slice.rows.length;
  const all = new Uint32Array(size);
  let end = 0;
  for (const slices of candidate.slices) {
    for (const slice of slices) {
      all.set(slice.rows, end);
      end += slice.rows.length;
    }
  }
  known.set(candidate, all);
  return all;
}
