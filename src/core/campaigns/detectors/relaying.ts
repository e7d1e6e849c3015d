/**
 * Which members pass conversations on outside the requests in question. A relay's keys carry every customer of the relay, so
 * that turns, days, answers and addresses of its own are what the relay gives them: where most members relay, detectors of
 * these say nothing.
 */
import type { Candidate } from '../candidates/candidate.ts';
import { candidateRows } from '../candidates/candidate-rows.ts';
import { hasContext } from '../candidates/continuations.ts';
import type { DetectorContext } from './detector.ts';

/** Moved conversations that make a member a relay's key: one may be an accident. */
const MOVED = 2;
/** Share of members that must relay for the relay to explain what they have in common. */
const RELAYING_SHARE = 0.7;

export interface Relaying {
  /** Members that relay. */
  members: number;
  /** Turns outside the candidate that go on under another account, of each member. */
  moved: number[][];
}

const known = new WeakMap<Candidate, Relaying>();

/** Only conversations other than those in question show a relay: a campaign may move its own. */
export function relayingOf(candidate: Candidate, { table, profiles, continuations }: DetectorContext): Relaying {
  const before = known.get(candidate);
  if (before) return before;
  const { contextIn } = table.rows;
  const continues = (row: number): boolean => contextIn[row]! !== 0 && continuations.has(row);
  const inQuestion = new Set(hasContext(table) ? candidateRows(candidate).filter(continues) : []);
  const moved = candidate.accounts.map((account) =>
    hasContext(table)
      ? Array.from(profiles.get(account)!.rows.filter((row) => continues(row) && !inQuestion.has(row)))
      : [],
  );
  const relaying = { members: moved.filter(({ length }) => length >= MOVED).length, moved };
  known.set(candidate, relaying);
  return relaying;
}

/** Whether a relay explains what the members have in common. */
export const isRelayed = (candidate: Candidate, context: DetectorContext): boolean =>
  relayingOf(candidate, context).members >= RELAYING_SHARE * candidate.accounts.length;
