/** The requests of a candidate that open a conversation, those left out whose prompt comes once: most do, and say nothing of repeats. */
import { Scratch } from '../../../../math/columns.ts';
import { Memo } from '../../../../math/memo.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { candidateRows, chosenRows } from '../../candidates/candidate-rows.ts';
import { isOpening } from '../conversations.ts';
import { sentOnce } from './sent-once.ts';

export interface Openings {
  /** How many open a conversation. */
  requests: number;
  /** Rows of those whose prompt comes again, in the order of `candidateRows`; not to be changed. */
  again: Uint32Array;
}

/** Of the candidate that was asked about last. */
const known = new Memo<Candidate, Openings>();

/** Every request that opens a conversation counts, even minutes after the last: that is how rollouts are sampled. */
export function openingsOf(candidate: Candidate, table: RequestTable): Openings {
  const before = known.get(candidate);
  if (before) return before;
  using scratch = new Scratch();
  const opening = scratch.keep(chosenRows(candidateRows(candidate), (row) => isOpening(table, row)));
  const isOnce = sentOnce(opening, table);
  const openings = { requests: opening.length, again: chosenRows(opening, (row) => !isOnce(row)).slice() };
  known.setOnly(candidate, openings);
  return openings;
}
