/** All requests of a candidate's slices in order of time, with the member that sent each. */
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { hourConcentration, visitsOf } from './visits.ts';

export interface PooledRequests {
  rows: Uint32Array;
  /** Index of the member in `candidate.accounts`. */
  member: Uint32Array;
  /** Number of requests of each member. */
  perMember: number[];
  /** First row of each visit of each member, and of all of them. */
  visits: number[][];
  openings: number[];
  /** How concentrated visits are within the day: see `hourConcentration`. */
  concentration: number;
}

const pools = new WeakMap<Candidate, PooledRequests>();

/** Requests without a time are left out. Computed once a candidate. */
export function pooledRequests(candidate: Candidate, table: RequestTable): PooledRequests {
  const known = pools.get(candidate);
  if (known) return known;
  const { account } = table.rows;
  const rows = inOrderOfTime(candidateRows(candidate), table.rows.time);
  const memberOf = new Uint32Array(table.names.account.values.length);
  candidate.accounts.forEach((number, member) => (memberOf[number] = member));
  const member = rows.map((row) => memberOf[account[row]!]!);
  const perMember = candidate.accounts.map(() => 0);
  for (const one of member) perMember[one]!++;
  const ofMember = perMember.map((count) => new Uint32Array(count));
  const end = new Uint32Array(perMember.length);
  rows.forEach((row, i) => (ofMember[member[i]!]![end[member[i]!]!++] = row));
  const visits = ofMember.map((own) => visitsOf(own, table));
  const openings = visits.flat();
  const pool = { rows, member, perMember, visits, openings, concentration: hourConcentration(openings, table) };
  pools.set(candidate, pool);
  return pool;
}

/** Rows that have a time, by time and then by row. */
function inOrderOfTime(all: Uint32Array, time: Float64Array): Uint32Array {
  const rows = all.filter((row) => !Number.isNaN(time[row]!)).sort();
  // Logs are in order of time, or nearly so: numbers alone are sorted much faster.
  for (let i = 1; i < rows.length; i++)
    if (time[rows[i]!]! < time[rows[i - 1]!]!) return rows.sort((a, b) => time[a]! - time[b]! || a - b);
  return rows;
}
