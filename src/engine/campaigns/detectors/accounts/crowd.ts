import { count, counted } from '../../../../text/numbers.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, NOTHING_MORE, worded } from '../detector.ts';

/**
 * How many accounts are there? Colleagues, a class or one developer's keys are a handful; hundreds of accounts that work
 * through the same material are no coincidence. Products have many customers too, so this accuses nobody by itself. The
 * statistic is the logarithm of the number of members.
 */
export const crowd: CampaignDetector = {
  id: 'crowd',
  name: 'Number of accounts',
  family: 'coordination',
  reads: [],
  direction: 'for',
  theory: {
    for: { why: 'Hundreds of accounts that do the same work are no coincidence.' },
    against: { why: 'Colleagues, a class or one developer’s keys are a handful.' },
  },
  needs: NOTHING_MORE,
  measure(candidate, { profiles }) {
    const { length } = candidate.accounts;
    const meaning = worded(
      length,
      [
        [13, 'Only a handful of accounts do this'],
        [40, 'Quite a few accounts do this'],
      ],
      'A large number of accounts do this',
    );
    return {
      statistic: Math.log(length),
      n: length,
      text: `${meaning}: ${count(length)} of the log’s ${counted(profiles.size, 'account')}.`,
      rows: firstRows(candidate),
    };
  },
};
