import { type CampaignDetector, interpolate } from '../detector.ts';

/** How often members use each template. Strangers who meet in a stock prompt try it a few times; a harvest goes on. */
export const depth: CampaignDetector = {
  id: 'depth',
  name: 'Depth of use',
  family: 'dataset',
  needs: 'nothing beyond accounts and text',
  measure(candidate) {
    const sizes = candidate.slices.flatMap((slices) => slices.map((slice) => slice.rows.length));
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    return {
      statistic: mean,
      n: sizes.length,
      weight: interpolate(CURVE, mean),
      text: `Each account sent each of the templates ${mean.toFixed(1)} times on average.`,
      rows: candidate.slices.flatMap((slices) => slices.flatMap((slice) => slice.rows.slice(0, 1))).slice(0, 20),
    };
  },
};

const CURVE = [
  [2, -2],
  [3, -0.8],
  [4, 0],
  [8, 1],
] as const;
