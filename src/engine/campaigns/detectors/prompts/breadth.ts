import { count, decimal } from '../../../../text/numbers.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, NOTHING_MORE, worded } from '../detector.ts';

/**
 * How many of the candidate's templates does an account use? Strangers have one or two in common and a product has a handful,
 * but a harvest of several skills, or one that rewords its prompts, works through many. The statistic is the logarithm of the
 * mean.
 */
export const breadth: CampaignDetector = {
  id: 'breadth',
  name: 'Templates per account',
  family: 'dataset',
  reads: [],
  direction: 'for',
  theory: {
    for: { why: 'A harvest of several skills works through many templates.' },
    against: { why: 'Strangers have one or two in common, and so have harvests of one skill, so this says little.' },
  },
  needs: NOTHING_MORE,
  measure(candidate) {
    const { length } = candidate.accounts;
    const all = candidate.templates.length;
    const used = candidate.slices.reduce((sum, slices) => sum + slices.length, 0) / length;
    const meaning = worded(
      used / all,
      [
        [0.5, 'The accounts use only part of these templates'],
        [0.9, 'The accounts use most of these templates'],
      ],
      'Nearly every account uses every one of these templates',
    );
    const text =
      all === 1
        ? 'All accounts use the same single template.'
        : used === all
          ? `Every account uses all ${count(all)} templates.`
          : `${meaning}: ${decimal(used, 1)} of ${count(all)} on average.`;
    return { statistic: Math.log(used), n: length, text, rows: firstRows(candidate) };
  },
};
