/**
 * Which members continue one another's conversations outside the candidate's own requests. Each key of a relay carries all
 * the relay's customers, so turns, hours, answers and addresses reflect the relay. Where most members relay, the detectors
 * that measure those say nothing.
 */
import { Memo } from '../../math/memo.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { candidateRows } from '../candidates/candidate-rows.ts';
import { hasContext } from '../candidates/continuations.ts';
import type { DetectorContext } from './detector.ts';

/** Moved conversations a member needs to count as a relay's key: one may be an accident. */
const MOVED = 2;
/** Share of members that must relay before a relay explains what they have in common. */
const RELAYING_SHARE = 0.7;

export interface Relaying {
  /** Number of members that relay. */
  members: number;
  /** For each member, its turns outside the candidate that continue another account's conversation. */
  moved: number[][];
}

const known = new Memo<Candidate, Relaying>();

/** Only conversations outside the candidate show a relay: a campaign may move its own between accounts. */
export function relayingOf(candidate: Candidate, { table, profiles, continuations }: DetectorContext): Relaying {
  const before = known.get(candidate);
  if (before) return before;
  const { contextIn } = table.rows;
  const continues = (row: number): boolean => contextIn[row]! !== 0 && continuations.has(row);
  const ownRows = new Set(hasContext(table) ? candidateRows(candidate).filter(continues) : []);
  const moved = candidate.accounts.map((account) =>
    hasContext(table)
      ? Array.from(profiles.get(account)!.rows.filter((row) => continues(row) && !ownRows.has(row)))
      : [],
  );
  const relaying = { members: moved.filter(({ length }) => length >= MOVED).length, moved };
  known.set(candidate, relaying);
  return relaying;
}

/** Whether a relay explains what the members have in common. */
export const isRelayed = (candidate: Candidate, context: DetectorContext): boolean =>
  relayingOf(candidate, context).members >= RELAYING_SHARE * candidate.accounts.length;
