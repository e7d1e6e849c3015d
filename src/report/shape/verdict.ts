import * as v from 'valibot';

/**
 * From the most to the least serious. `harvest` is what one customer's own accounts collect, and no coordinated distillation:
 * whether it is allowed is a matter of its contract. `not-judged` says that the log lacks the data needed to judge it: it clears nobody, and
 * whatever is found goes before it.
 */
export const VERDICTS = ['distillation', 'relay', 'harvest', 'automation', 'none', 'not-judged'] as const;

export const Verdict = v.picklist(VERDICTS);
export type Verdict = v.InferOutput<typeof Verdict>;

/** Does the verdict say what an item is? The others say that nothing was found, or that nothing could be. */
export const speaks = (verdict: Verdict): boolean => verdict !== 'none' && verdict !== 'not-judged';

/** Verdicts that are findings: a program at work is none by itself, and what could not be judged is none either. */
export const FOUND: ReadonlySet<Verdict> = new Set(['distillation', 'relay', 'harvest']);

interface Scores {
  score: number;
  customer?: { score: number; asks: boolean };
}

/**
 * What a campaign is called. One customer's accounts are never called distillation, even where its organisation does not
 * make that unlikely enough: they harvest.
 */
export function campaignVerdict({ score, customer }: Scores, threshold: number): Verdict {
  if (customer === undefined) return score >= threshold ? 'distillation' : 'none';
  return score >= threshold || (customer.asks && customer.score >= threshold) ? 'harvest' : 'none';
}
