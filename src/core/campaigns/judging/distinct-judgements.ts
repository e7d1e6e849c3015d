/** One judgement for each group of requests: candidates are formed in several ways, and many are about the same requests. */
import { candidateRows } from '../candidates/candidate-rows.ts';
import type { Judgement } from './judge.ts';

/** Share of the requests of the smaller of two candidates that both must have for them to be about the same. */
const SAME = 0.5;

/** Most suspicious first, without those about the same requests as a more suspicious one. */
export function distinctJudgements(judgements: readonly Judgement[]): Judgement[] {
  const kept: Judgement[] = [];
  const sizes: number[] = [];
  const holders = new Map<number, number[]>();
  const ordered = [...judgements].sort(
    (a, b) =>
      b.logOdds - a.logOdds ||
      b.candidate.accounts.length - a.candidate.accounts.length ||
      a.candidate.templates[0]! - b.candidate.templates[0]!,
  );
  for (const judgement of ordered) {
    const rows = candidateRows(judgement.candidate);
    const common = new Map<number, number>();
    for (const row of rows) for (const at of holders.get(row) ?? []) common.set(at, (common.get(at) ?? 0) + 1);
    if ([...common].some(([at, both]) => both >= SAME * Math.min(rows.length, sizes[at]!))) continue;
    for (const row of rows) {
      const list = holders.get(row);
      if (list) list.push(kept.length);
      else holders.set(row, [kept.length]);
    }
    kept.push(judgement);
    sizes.push(rows.length);
  }
  return kept;
}
