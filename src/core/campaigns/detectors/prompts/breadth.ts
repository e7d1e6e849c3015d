import { count, decimal } from '../../../../text/numbers.ts';
import { type CampaignDetector } from '../detector.ts';

/**
 * How many prompt templates of the set does an account use? Strangers meet in one or two, a product has a handful; a harvest
 * of several skills, or one that rewords its prompts, works through many. The logarithm of the mean.
 */
export const breadth: CampaignDetector = {
  id: 'breadth',
  name: 'Breadth of use',
  family: 'dataset',
  reads: [],
  direction: 'for',
  needs: 'nothing beyond accounts and text',
  measure(candidate) {
    const { length } = candidate.accounts;
    const used = candidate.slices.reduce((sum, slices) => sum + slices.length, 0) / length;
    const text =
      candidate.templates.length === 1
        ? 'All accounts use the same single template.'
        : `On average, each account uses ${decimal(used, 1)} of the ${count(candidate.templates.length)} templates.`;
    return { statistic: Math.log(used), n: length, text, rows: firstRows(candidate.slices) };
  },
};

const firstRows = (slices: readonly (readonly { rows: Uint32Array }[])[]): number[] =>
  slices.flatMap((own) => own.map(({ rows }) => rows[0]!)).slice(0, 20);
