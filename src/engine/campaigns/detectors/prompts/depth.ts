import { count, counted, decimal } from '../../../../text/numbers.ts';
import { firstRows, requestsOf } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, NOTHING_MORE, worded } from '../detector.ts';

/**
 * How much of this work does each account do? Strangers who try a stock prompt send a handful of requests each; accounts that
 * work through a data set use the same templates again and again. This tells a harvest from strangers who share a prompt, but
 * not from a product, so it accuses nobody by itself. The statistic is the logarithm of the candidate's requests per account.
 */
export const depth: CampaignDetector = {
  id: 'depth',
  name: 'Requests per account',
  family: 'dataset',
  reads: [],
  direction: 'for',
  theory: {
    for: { why: 'Accounts that work through a data set use the same templates again and again.' },
    against: { why: 'Strangers who try a stock prompt send a handful of requests.' },
  },
  needs: NOTHING_MORE,
  measure(candidate) {
    const accounts = candidate.accounts.length;
    const requests = requestsOf(candidate);
    // A message that is sent again word for word goes no deeper.
    const sent = candidate.kind === 'repeated' ? candidate.slices.flat().length : requests;
    const each = sent / accounts;
    const meaning = worded(
      each,
      [
        [6, 'The accounts try these templates and move on'],
        [20, 'Each account sends a modest number of these requests'],
      ],
      'Each account sends many of these requests',
    );
    return {
      statistic: Math.log(each),
      n: requests,
      text:
        sent === requests
          ? `${meaning}: ${decimal(each, 1)} requests per account, ${count(requests)} in all.`
          : `${meaning}: ${decimal(each, 1)} different prompts per account, sent ${counted(requests, 'time')} in all.`,
      rows: firstRows(candidate),
    };
  },
};
