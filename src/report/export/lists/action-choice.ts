/** What to include in an actions list. */
import type { Verdict } from '../../shape/report.ts';

/** Which verdicts give rows, and for how many days from the export on a row stands. */
export interface ActionChoice {
  verdicts: readonly Verdict[];
  days: number;
}

/** Addresses change hands within weeks; a later export renews what is still in use. */
export const DEFAULT_ACTIONS: ActionChoice = { verdicts: ['distillation'], days: 30 };
