/** All requests of a candidate's slices in order of time, with the member that sent each. */
import type { RequestTable } from '../signals/request-table.ts';
import type { Candidate } from './candidate.ts';

export interface PooledRequests {
  rows: number[];
  /** Index of the member in `candidate.accounts`. */
  member: number[];
  /** Number of requests of each member. */
  perMember: number[];
}

const pools = new WeakMap<Candidate, PooledRequests>();

/** Requests without a time are left out. Computed once a candidate. */
export function pooledRequests(candidate: Candidate, table: RequestTable): PooledRequests {
  const known = pools.get(candidate);
  if (known) return known;
  const { time } = table.rows;
  const all = candidate.slices.flatMap((slices, member) =>
    slices.flatMap((slice) => Array.from(slice.rows, (row) => ({ row, member }))),
  );
  const timed = all
    .filter(({ row }) => !Number.isNaN(time[row]!))
    .sort((a, b) => time[a.row]! - time[b.row]! || a.row - b.row);
  const perMember = candidate.accounts.map(() => 0);
  for (const { member } of timed) perMember[member]!++;
  const pool = { rows: timed.map(({ row }) => row), member: timed.map(({ member }) => member), perMember };
  pools.set(candidate, pool);
  return pool;
}
