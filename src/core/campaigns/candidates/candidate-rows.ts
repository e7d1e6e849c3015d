import type { Candidate } from './candidate.ts';

const known = new WeakMap<Candidate, Uint32Array>();

/** All requests of a candidate's slices, by account and template, listed once. */
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
