/** One judgement for each group of requests: candidates are formed in several ways, and many are about the same requests. */
import { candidateRows } from '../candidates/candidate-rows.ts';
import { RowHolders } from '../candidates/row-holders.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Judgement } from './judge.ts';
import { rankingOdds } from './one-customer.ts';

/** Share of the requests of the smaller of two candidates that both must have for them to be about the same. */
const SAME = 0.5;

/**
 * Log odds from which more certainty says less than more accounts: 49 in 50. Of a campaign and its most certain part the whole is
 * reported. At nineteen in twenty the keys of a relay came in with a campaign that goes through it.
 */
const CERTAIN = Math.log(49);

/** Most suspicious first, without those about the same requests as a more suspicious one, or as a larger one that is certain too. */
export function distinctJudgements(judgements: readonly Judgement[]): Judgement[] {
  const same = sameRequests(judgements.map(({ candidate }) => candidate));
  const ordered = [...judgements.keys()].sort(
    (i, j) =>
      moreTelling(sizeAndOdds(judgements[i]!), sizeAndOdds(judgements[j]!)) ||
      Number(isOfFacts(judgements[j]!)) - Number(isOfFacts(judgements[i]!)) ||
      judgements[i]!.candidate.templates[0]! - judgements[j]!.candidate.templates[0]!,
  );
  return firstOfEach(ordered, same)
    .map((at) => judgements[at]!)
    .sort((a, b) => b.logOdds - a.logOdds);
}

/** Facts join what templates part: of two as certain and as large, theirs has more of the campaign's requests. */
const isOfFacts = ({ candidate }: Judgement): boolean => candidate.kind === 'technique';

const sizeAndOdds = (judgement: Judgement): SizeAndOdds => ({
  logOdds: withinCall(rankingOdds(judgement), judgement.candidate),
  accounts: judgement.candidate.accounts.length,
});

/** Log odds of nine in ten, from which groups are called unless somebody asks for more. */
export const CALLED = Math.log(9);

/** What is put together by its words is never called, so it goes behind what may be. */
export const withinCall = (logOdds: number, { kind }: { kind: string }): number =>
  kind === 'reworded' ? Math.min(logOdds, CALLED) : logOdds;

export interface SizeAndOdds {
  logOdds: number;
  accounts: number;
}

/** Below 0 where the first of two candidates about the same requests is the one to report. */
export const moreTelling = (a: SizeAndOdds, b: SizeAndOdds): number =>
  Math.min(b.logOdds, CERTAIN) - Math.min(a.logOdds, CERTAIN) || b.accounts - a.accounts;

/** Those of a list that no earlier one is about the same as, by their numbers. */
export function firstOfEach(ordered: readonly number[], same: readonly (readonly number[])[]): number[] {
  const kept = new Set<number>();
  for (const at of ordered) if (!same[at]!.some((other) => kept.has(other))) kept.add(at);
  return [...kept];
}

/** For each candidate, the numbers of those about the same requests, ascending. */
export function sameRequests(candidates: readonly Candidate[]): number[][] {
  const same = candidates.map((): number[] => []);
  const sizes: number[] = [];
  const holders = new RowHolders(candidates);
  /** Requests in common with each of those before. */
  const common = new Uint32Array(candidates.length);
  candidates.forEach((candidate, at) => {
    const rows = candidateRows(candidate);
    common.fill(0, 0, at);
    for (const row of rows) {
      holders.each(row, (other) => common[other]!++);
      holders.add(row, at);
    }
    for (const [other, size] of sizes.entries()) {
      if (common[other]! < SAME * Math.min(rows.length, size)) continue;
      same[at]!.push(other);
      same[other]!.push(at);
    }
    sizes.push(rows.length);
  });
  return same.map((list) => list.sort((a, b) => a - b));
}
