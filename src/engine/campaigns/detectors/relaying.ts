/**
 * Which members continue one another's conversations outside the candidate's own requests. Each key of a relay carries all
 * the relay's customers, so turns, hours, answers and addresses reflect the relay. Where most members relay, the detectors
 * that measure those say nothing.
 */
import { addTo } from '../../../math/lists/many.ts';
import { Memo } from '../../../math/memo.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { LogContext } from './detector.ts';

/** Moved conversations a member needs to count as a relay's key: one may be an accident. */
const MOVED = 2;
/** Share of members that must relay before a relay explains what they have in common. */
export const RELAYING_SHARE = 0.7;

export interface Relaying {
  /** Number of members that relay. */
  members: number;
  /** For each member, its turns outside the candidate that continue another account's conversation. */
  moved: number[][];
}

const known = new Memo<Candidate, Relaying>();

/** Only conversations outside the candidate show a relay: a campaign may move its own between accounts. */
export function relayingOf(candidate: Candidate, { table, continuations }: LogContext): Relaying {
  const before = known.get(candidate);
  if (before) return before;
  const turns = turnsOf(continuations, table);
  const moved = candidate.accounts.map((account, member) => {
    const all = turns.get(account) ?? [];
    if (all.length === 0) return [];
    const own = new Set<number>();
    for (const { rows } of candidate.slices[member]!) for (const row of rows) if (continuations.has(row)) own.add(row);
    return all.filter((row) => !own.has(row));
  });
  const relaying = { members: moved.filter(({ length }) => length >= MOVED).length, moved };
  known.set(candidate, relaying);
  return relaying;
}

type Continuations = LogContext['continuations'];

const turnsBy = new Memo<Continuations, ReadonlyMap<number, readonly number[]>>();

/** By account, its turns that continue another account's conversation, in the order of the log. Computed once. */
function turnsOf(
  continuations: Continuations,
  { rows: { account } }: RequestTable,
): ReadonlyMap<number, readonly number[]> {
  const before = turnsBy.get(continuations);
  if (before) return before;
  const turns = new Map<number, number[]>();
  for (const row of continuations.keys()) addTo(turns, account[row]!, row);
  turnsBy.set(continuations, turns);
  return turns;
}

/** Whether a relay explains what the members have in common. */
export const isRelayed = (candidate: Candidate, context: LogContext): boolean =>
  relayingOf(candidate, context).members >= RELAYING_SHARE * candidate.accounts.length;
