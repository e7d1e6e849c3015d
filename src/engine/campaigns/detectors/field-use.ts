/** Which of a candidate's requests have an optional field, and whether its absence means anything in this log. */
import { Memo } from '../../../math/memo.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { candidateRows, chosenRows } from '../candidates/candidate-rows.ts';

/** Columns that hold the number of a value, and 0 for requests without one. */
export type OptionalField = 'endUser' | 'system';

export interface FieldUse {
  /** Rows of the candidate with the field, and without it. */
  present: Uint32Array;
  missing: Uint32Array;
  /** Share of all requests in the log that have the field: if hardly any do, its absence says nothing. */
  usual: number;
}

export function fieldUse(field: OptionalField, candidate: Candidate, table: RequestTable): FieldUse {
  const column = table.rows[field];
  const rows = candidateRows(candidate);
  return {
    present: chosenRows(rows, (row) => column[row] !== 0),
    missing: chosenRows(rows, (row) => column[row] === 0),
    usual: usualShare(field, table),
  };
}

const known = new Memo<RequestTable, Map<OptionalField, number>>();

/** Computed once per table and field. */
function usualShare(field: OptionalField, table: RequestTable): number {
  const shares = known.get(table) ?? new Map<OptionalField, number>();
  known.set(table, shares);
  const before = shares.get(field);
  if (before !== undefined) return before;
  let present = 0;
  for (const value of table.rows[field]) if (value !== 0) present++;
  const share = present / Math.max(1, table.length);
  shares.set(field, share);
  return share;
}
