import { count, decimal } from '../../../../text/numbers.ts';
import { type CampaignDetector } from '../detector.ts';

/**
 * How many prompt templates of the set does an account use? Strangers meet in one or two, a product has a handful; a harvest
 * of several skills, or one that rewords its prompts, works through many. The logarithm of the mean.
 */
export const breadth: CampaignDetector = {
  id: 'breadth',
  name: 'Breadth of the set',
  family: 'dataset',
  reads: [],
  direction: 'for',
  needs: 'nothing beyond accounts and text',
  measure(candidate) {
    const { length } = candidate.accounts;
    const used = candidate.slices.reduce((sum, slices) => sum + slices.length, 0) / length;
    const text =
      candidate.templates.length === 1
        ? 'All accounts use one and the same template.'
        : `Each account uses ${decimal(used, 1)} templates of a set of ${count(candidate.templates.length)} on average.`;
    return { statistic: Math.log(used), n: length, text, rows: firstRows(candidate.slices) };
  },
};

const firstRows = (slices: readonly (readonly { rows: Uint32Array }[])[]): number[] =>
  slices.flatMap((own) => own.map(({ rows }) => rows[0]!)).slice(0, 20);
