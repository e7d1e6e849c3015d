import { copyGroups } from '../copy-groups.ts';
import { type CampaignDetector, interpolate, percent } from '../detector.ts';

/** Below this many prompts a missing repeat says nothing: people repeat about one prompt in five. */
const LEAST = 40;

/**
 * Does the cluster ever come back to a prompt? A data set is walked through once; people, tests and live apps return to
 * the same questions (Heaps' law with exponents of 0.6 to 0.9 for live traffic against 1 for enumeration).
 */
export const novelty: CampaignDetector = {
  id: 'novelty',
  name: 'Slot novelty',
  family: 'dataset',
  needs: `at least ${LEAST} single requests of one cluster with text and time`,
  measure(candidate, { table }) {
    const groups = copyGroups(candidate, table);
    const n = groups.sizes.length;
    if (n < LEAST) return null;
    const share = groups.recurring / n;
    const weight = interpolate(CURVE, share);
    const text =
      weight >= 0
        ? `Nearly every prompt is new: of ${n} prompts, ${groups.recurring} came back later (${percent(share)}).`
        : `Prompts come back, as in live use: ${groups.recurring} of ${n} (${percent(share)}) had been sent hours or days before.`;
    return { statistic: share, n, weight, text, rows: groups.recurringRows };
  },
};

/** Log likelihood ratios at shares of recurring prompts. */
const CURVE = [
  [0, 2.6],
  [0.01, 2.2],
  [0.03, 1],
  [0.06, 0],
  [0.12, -1.5],
  [0.25, -3.5],
  [0.5, -4.5],
] as const;
