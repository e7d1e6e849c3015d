/**
 * Clauses of system prompts that many accounts send only once each. Nothing recurs within an account then, but the
 * opening of several different system prompts is not filler, and whatever always comes with it belongs to it.
 */
import { MIN_PROMPTS } from './clause-numbers.ts';
import type { ClauseLists, RecurringClauses } from './recurring-clauses.ts';

/** Share of the prompts with an opening that must hold a clause. */
const TOGETHER = 0.9;
/** Share of the prompts with a clause in which it is, or follows, that opening; the others put text of their own before it. */
const OPENS = 0.5;
/** Letters of an opening. */
const OPENING_LETTERS = 9;

export function addSystemFrames(
  { users, systems, systemOf, promptsOf, letters }: RecurringClauses,
  isFrame: Uint8Array,
): void {
  const holders = new Uint32Array(isFrame.length);
  const opens = new Uint32Array(isFrame.length);
  const openings = new Openings(isFrame.length);
  const together = new Uint32Array(isFrame.length);
  /** The first clause of each system prompt, or -1 when that is rare. */
  const first = Int32Array.from(promptsOf, (_, system) => firstOf(systems, system));
  const eachEntry = (take: (clause: number, own: number, prompts: number) => void): void => {
    for (let system = 0; system < promptsOf.length; system++)
      for (let at = systems.start[system]!; at < systems.start[system + 1]!; at++)
        take(systems.list[at]!, first[system]!, promptsOf[system]!);
    for (let prompt = 0; prompt < systemOf.length; prompt++) {
      const own = first[systemOf[prompt]!]!;
      for (let at = users.start[prompt]!; at < users.start[prompt + 1]!; at++) take(users.list[at]!, own, 1);
    }
  };
  first.forEach((own, system) => {
    if (own >= 0) opens[own]! += promptsOf[system]!;
  });
  eachEntry((clause, own, prompts) => {
    holders[clause]! += prompts;
    openings.vote(clause, own, prompts);
  });
  eachEntry((clause, own, prompts) => {
    if (openings.of[clause] === own) together[clause]! += prompts;
  });
  together.forEach((n, clause) => {
    const own = openings.of[clause]!;
    if (own < 0 || letters[own]! < OPENING_LETTERS) return;
    const isOpening = opens[own]! >= MIN_PROMPTS && opens[own]! >= OPENS * holders[own]!;
    if (isOpening && n >= OPENS * holders[clause]! && n >= TOGETHER * opens[own]!) isFrame[clause] = 1;
  });
}

/** The opening that most of the prompts with a clause have, when one has a majority (Boyer and Moore 1991). */
class Openings {
  readonly of: Int32Array;
  private readonly votes: Uint32Array;

  constructor(clauses: number) {
    this.of = new Int32Array(clauses).fill(-1);
    this.votes = new Uint32Array(clauses);
  }

  vote(clause: number, opening: number, prompts: number): void {
    const votes = this.votes[clause]!;
    if (this.of[clause] === opening) {
      this.votes[clause] = votes + prompts;
      return;
    }
    if (votes < prompts) this.of[clause] = opening;
    this.votes[clause] = Math.abs(votes - prompts);
  }
}

function firstOf({ start, list, place }: ClauseLists, system: number): number {
  for (let at = start[system]!; at < start[system + 1]! && place[at]! <= 0; at++) if (place[at] === 0) return list[at]!;
  return -1;
}
