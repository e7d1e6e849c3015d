import { count, percent } from '../../../../text/numbers.ts';
import { firstRows, requestsOf } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, NOTHING_MORE, worded } from '../detector.ts';

/** Share of their traffic from which on accounts do hardly anything else. */
const ALONE = 0.9;

/**
 * How much of the accounts' traffic is this? A product's keys send nothing else, while a harvest hides in cover traffic. The
 * statistic is the share of the members' requests that belong to the candidate.
 */
export const otherTraffic: CampaignDetector = {
  id: 'other-traffic',
  name: 'Share of the accounts’ traffic',
  family: 'benign',
  reads: [],
  direction: 'against',
  theory: {
    for: { why: 'A harvest hides in cover traffic.' },
    against: {
      why: 'A product’s keys send nothing else, but neither do accounts that were bought for one campaign, so this has a limit.',
      most: 1.3,
    },
  },
  needs: NOTHING_MORE,
  measure(candidate, { profiles }) {
    const requests = candidate.accounts.reduce((sum, account) => sum + profiles.get(account)!.requests, 0);
    const own = requestsOf(candidate);
    const share = own / requests;
    const meaning = worded(
      share,
      [
        [0.3, 'The accounts mostly do other things'],
        [ALONE, 'The accounts also do other things'],
      ],
      'Like keys of a product, the accounts do hardly anything else',
    );
    return {
      statistic: share,
      n: requests,
      text: `${meaning}: ${count(own)} of their ${count(requests)} requests (${percent(share)}) use these templates${share < ALONE ? '' : '. Accounts that were bought for one campaign do nothing else either, so this has a limit'}.`,
      rows: firstRows(candidate),
    };
  },
};
