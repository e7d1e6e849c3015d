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
  const opens = new Uint32Array(isFrame.length);
  const openings = new Openings(isFrame.length);
  /** The first clause of each system prompt, or -1 when that is rare. */
  const first = Int32Array.from(promptsOf, (_, system) => firstOf(systems, system));
  for (let system = 0; system < first.length; system++)
    if (first[system]! >= 0) opens[first[system]!]! += promptsOf[system]!;
  for (let system = 0; system < first.length; system++)
    openings.vote(systems, system, first[system]!, promptsOf[system]!);
  for (let prompt = 0; prompt < systemOf.length; prompt++) openings.vote(users, prompt, first[systemOf[prompt]!]!, 1);
  for (let system = 0; system < first.length; system++)
    openings.count(systems, system, first[system]!, promptsOf[system]!);
  for (let prompt = 0; prompt < systemOf.length; prompt++) openings.count(users, prompt, first[systemOf[prompt]!]!, 1);
  const { of, holders, together } = openings;
  for (let clause = 0; clause < isFrame.length; clause++) {
    const own = of[clause]!;
    if (own < 0 || letters[own]! < OPENING_LETTERS) continue;
    const isOpening = opens[own]! >= MIN_PROMPTS && opens[own]! >= OPENS * holders[own]!;
    const n = together[clause]!;
    if (isOpening && n >= OPENS * holders[clause]! && n >= TOGETHER * opens[own]!) isFrame[clause] = 1;
  }
}

/** The opening that most of the prompts with a clause have, when one has a majority (Boyer and Moore 1991). */
class Openings {
  readonly of: Int32Array;
  /** Prompts with each clause, and those of them that have its opening. */
  readonly holders: Uint32Array;
  readonly together: Uint32Array;
  private readonly votes: Uint32Array;

  constructor(clauses: number) {
    this.of = new Int32Array(clauses).fill(-1);
    this.holders = new Uint32Array(clauses);
    this.together = new Uint32Array(clauses);
    this.votes = new Uint32Array(clauses);
  }

  /** Votes of the prompts that have a text, for their opening. */
  vote({ start, list }: ClauseLists, text: number, opening: number, prompts: number): void {
    const { of, holders, votes } = this;
    for (let at = start[text]!; at < start[text + 1]!; at++) {
      const clause = list[at]!;
      holders[clause]! += prompts;
      const before = votes[clause]!;
      if (of[clause] === opening) {
        votes[clause] = before + prompts;
        continue;
      }
      if (before < prompts) of[clause] = opening;
      votes[clause] = Math.abs(before - prompts);
    }
  }

  /** Counts them once all have voted. */
  count({ start, list }: ClauseLists, text: number, opening: number, prompts: number): void {
    const { of, together } = this;
    for (let at = start[text]!; at < start[text + 1]!; at++)
      if (of[list[at]!] === opening) together[list[at]!]! += prompts;
  }
}

function firstOf({ start, list, place }: ClauseLists, system: number): number {
  for (let at = start[system]!; at < start[system + 1]! && place[at]! <= 0; at++) if (place[at] === 0) return list[at]!;
  return -1;
}
