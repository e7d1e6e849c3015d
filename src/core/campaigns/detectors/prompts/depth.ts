import { decimal } from '../../../math/number-words.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';

/** How much members send. Strangers who meet in a stock prompt, and a class, try it a few times; a harvest goes on. */
export const depth: CampaignDetector = {
  id: 'depth',
  name: 'Depth of use',
  family: 'dataset',
  needs: 'nothing beyond accounts and text',
  measure(candidate) {
    // Of all templates together: a harvest that rewords its prompts spreads them over many.
    const sizes = candidate.slices.map((slices) => slices.reduce((sum, { rows }) => sum + rows.length, 0));
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    return {
      statistic: mean,
      n: sizes.length,
      weight: interpolate(CURVE, mean),
      text: `Each account sent ${decimal(mean, 1)} requests of the templates on average.`,
      rows: candidate.slices.flatMap((slices) => slices.flatMap((slice) => [...slice.rows.slice(0, 1)])).slice(0, 20),
    };
  },
};

const CURVE = [
  [5, -2],
  [10, -1],
  [16, 0],
  [30, 0.6],
  [60, 1],
] as const;
