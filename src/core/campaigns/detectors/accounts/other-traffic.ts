import { count, percent } from '../../../../text/numbers.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/**
 * How much of the accounts’ traffic is this? Keys of a product send nothing else; a harvest hides in cover traffic. The share of
 * the members' requests that is in question.
 */
export const otherTraffic: CampaignDetector = {
  id: 'other-traffic',
  name: 'Share of the accounts’ traffic',
  family: 'benign',
  reads: [],
  direction: 'against',
  needs: 'nothing beyond accounts and text',
  measure(candidate, { profiles }) {
    const requests = candidate.accounts.reduce((sum, account) => sum + profiles.get(account)!.requests, 0);
    const own = candidateRows(candidate).length;
    const share = own / requests;
    const meaning = worded(
      share,
      [
        [0.3, 'The accounts mostly do other things'],
        [0.9, 'The accounts also do other things'],
      ],
      'The accounts do hardly anything else',
    );
    return {
      statistic: share,
      n: requests,
      text: `${meaning}: ${count(own)} of their ${count(requests)} requests (${percent(share)}) are of these templates.`,
      rows: candidate.slices.flatMap((slices) => slices.map(({ rows }) => rows[0]!)).slice(0, 20),
    };
  },
};
