import { count, percent } from '../../../math/number-words.ts';
import { copiesOf } from './copies.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';

/** Below this many requests a missing repeat says nothing: people repeat about one prompt in five. */
const LEAST = 40;

/**
 * Does the cluster come back to its prompts? A data set is walked through once; people, tests and live apps return to
 * the same questions (Heaps' law with exponents of 0.6 to 0.9 for live traffic against 1 for enumeration).
 */
export const novelty: CampaignDetector = {
  id: 'novelty',
  name: 'Slot novelty',
  family: 'dataset',
  needs: `at least ${LEAST} requests of one cluster that open a conversation, with text`,
  measure(candidate, { table }) {
    const { requests, prompts, k, repeated, repeatedRows } = copiesOf(candidate, table);
    if (requests < LEAST) return null;
    const share = repeated / prompts;
    const weight = interpolate(CURVE, share);
    const times = k > 1 ? `more than ${count(k)} times` : 'more than once';
    const text =
      weight >= 0
        ? `Nearly every prompt is new: of ${count(prompts)}, ${count(repeated)} (${percent(share)}) were sent ${times}.`
        : `Prompts come back, as in live use: ${count(repeated)} of ${count(prompts)} (${percent(share)}) were sent ${times}.`;
    return { statistic: share, n: prompts, weight, text, rows: repeatedRows };
  },
};

/** Log likelihood ratios at shares of repeated prompts, read off composed logs: see docs/detection.md. */
const CURVE = [
  [0, 2.6],
  [0.01, 2.4],
  [0.03, 1.8],
  [0.08, 0.5],
  [0.12, -0.8],
  [0.2, -3],
  [0.35, -4],
] as const;
