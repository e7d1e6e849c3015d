import { count } from '../../../../text/numbers.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/**
 * How many accounts ask for the same thing, each in words of its own? Accounts that share no template are put together by the words that
 * their templates have in common. Chance puts a handful together; with dozens somebody has had one prompt worded anew for each account. The
 * statistic is the logarithm of the number of members.
 */
export const ownWordings: CampaignDetector = {
  id: 'own-wordings',
  name: 'Accounts that word one prompt anew',
  family: 'coordination',
  reads: [],
  direction: 'for',
  theory: {
    for: { why: 'Chance puts a handful of accounts with common words together, not dozens.' },
    against: { why: 'A handful of accounts with common words is what chance puts together.' },
  },
  needs: 'accounts that each word one prompt in their own way',
  measure(candidate) {
    if (candidate.kind !== 'reworded') return null;
    const length = candidate.wordings ?? candidate.accounts.length;
    const anew = worded(
      length,
      [
        [10, 'A handful of accounts word one prompt anew, as many as chance may put together'],
        [25, 'More accounts word one prompt anew than chance is likely to put together'],
      ],
      'Far more accounts word one prompt anew than chance puts together',
    );
    return {
      statistic: Math.log(length),
      n: length,
      text: `${anew}: ${count(length)}, each in words of its own.`,
      rows: firstRows(candidate),
    };
  },
};
