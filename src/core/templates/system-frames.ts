/**
 * Clauses of system prompts that many accounts send once each. Nothing comes back within an account then, but what opens
 * the system prompt of several different prompts is no filler, and what always stands with it belongs to it.
 */
import type { RequestTable } from '../signals/request-table.ts';
import type { DistinctPrompts } from './distinct-prompts.ts';
import { MIN_PROMPTS, type RecurringClauses } from './recurring-clauses.ts';

/** Share of the prompts with an opening that must hold a clause. */
const TOGETHER = 0.9;
/** Share of the prompts with a clause in which it is, or follows, that opening: others put a text of their own before it. */
const OPENS = 0.5;
/** Letters of an opening. */
const OPENING_LETTERS = 9;

export function addSystemFrames(
  table: RequestTable,
  distinct: DistinctPrompts,
  { start, list, place, letters }: RecurringClauses,
  isFrame: Uint8Array,
): void {
  const holders = new Uint32Array(isFrame.length);
  const opens = new Uint32Array(isFrame.length);
  /** The opening that most of the prompts with a clause have, when one has a majority (Boyer and Moore), and how many have it. */
  const opening = new Int32Array(isFrame.length).fill(-1);
  const votes = new Uint32Array(isFrame.length);
  const together = new Uint32Array(isFrame.length);
  const ofPrompt = new Int32Array(distinct.count).fill(-1);
  for (let prompt = 0; prompt < distinct.count; prompt++) {
    const row = distinct.firstRow[prompt]!;
    const own = table.clauseCounts(row).system > 0 ? firstOf(prompt) : -1;
    if (own >= 0) opens[own]!++;
    ofPrompt[prompt] = own;
    for (let i = start[prompt]!; i < start[prompt + 1]!; i++) {
      const clause = list[i]!;
      holders[clause]!++;
      if (votes[clause] === 0) opening[clause] = own;
      if (opening[clause] === own) votes[clause]!++;
      else votes[clause]!--;
    }
  }
  for (let prompt = 0; prompt < distinct.count; prompt++)
    for (let i = start[prompt]!; i < start[prompt + 1]!; i++)
      if (opening[list[i]!] === ofPrompt[prompt]) together[list[i]!]!++;
  together.forEach((n, clause) => {
    const first = opening[clause]!;
    if (first < 0 || letters[first]! < OPENING_LETTERS) return;
    const isOpening = opens[first]! >= MIN_PROMPTS && opens[first]! >= OPENS * holders[first]!;
    if (isOpening && n >= OPENS * holders[clause]! && n >= TOGETHER * opens[first]!) isFrame[clause] = 1;
  });

  /** The first clause of the prompt, or -1 when that is rare. */
  function firstOf(prompt: number): number {
    for (let i = start[prompt]!; i < start[prompt + 1]! && place[i]! <= 0; i++) if (place[i] === 0) return list[i]!;
    return -1;
  }
}
