import { count, counted } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/**
 * How many accounts are there? Colleagues, a class and the keys of one developer are a handful; hundreds of accounts that go
 * through the same work together are no coincidence. The logarithm of the number of members. Products have many customers too:
 * by itself it accuses nobody.
 */
export const crowd: CampaignDetector = {
  id: 'crowd',
  name: 'Number of accounts',
  family: 'coordination',
  reads: [],
  direction: 'for',
  needs: 'nothing beyond accounts and text',
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
      rows: candidate.slices.flatMap((slices) => slices.map(({ rows }) => rows[0]!)).slice(0, 20),
    };
  },
};
