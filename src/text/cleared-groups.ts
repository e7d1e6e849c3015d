/** Groups that were judged and cleared, where nothing is called. */
import { count, probability } from './numbers.ts';
import { english } from './speech.ts';

interface Cleared {
  total: number;
  /** The likeliest of distillation or of a harvest by one customer first. */
  groups: readonly { id: string; score: number; customer?: { score: number } }[];
}

/** Below it, four groups in five of those that score highest are innocent, in logs of generators that were never fitted on too. */
const WORTH_A_LOOK = 0.01;

/**
 * Nothing called is no clean log: in traffic of a kind that no weight was fitted to, most campaigns score far too low, and half of
 * the attackers are in the five groups that score highest (docs/detection/results.md).
 */
export function clearedSentence(cleared: Cleared | undefined, t = english): string[] {
  const first = cleared?.groups[0];
  if (cleared === undefined || first === undefined) return [];
  const likeliest = Math.max(first.score, first.customer?.score ?? 0);
  if (likeliest < WORTH_A_LOOK) return [];
  const size = cleared.total === 1 ? t('1 group was') : t('{0} groups were', count(cleared.total));
  return [
    t(
      '{0} judged and cleared, {1} the likeliest at {2}. In unfamiliar traffic real campaigns can score this low: look at the likeliest first.',
      size,
      first.id,
      probability(likeliest),
    ),
  ];
}
