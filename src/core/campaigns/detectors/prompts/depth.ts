import { count, counted, decimal } from '../../../../text/numbers.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/**
 * How deep do the accounts go into this work? Strangers who try a stock prompt send a handful of requests each; accounts that
 * work through a data set come back to the same templates again and again. The logarithm of the requests in question an
 * account. It tells a harvest from strangers who meet in a prompt, not from a product: by itself it accuses nobody.
 */
export const depth: CampaignDetector = {
  id: 'depth',
  name: 'Depth of use',
  family: 'dataset',
  reads: [],
  direction: 'for',
  needs: 'nothing beyond accounts and text',
  measure(candidate) {
    const accounts = candidate.accounts.length;
    const requests = candidateRows(candidate).length;
    // A message that is sent again word for word goes no deeper.
    const sent = candidate.kind === 'repeated' ? candidate.slices.flat().length : requests;
    const each = sent / accounts;
    const meaning = worded(
      each,
      [
        [6, 'The accounts try these templates and move on'],
        [20, 'The accounts come back to these templates'],
      ],
      'The accounts do a lot of the same work',
    );
    return {
      statistic: Math.log(each),
      n: requests,
      text:
        sent === requests
          ? `${meaning}: ${decimal(each, 1)} requests per account, ${count(requests)} in all.`
          : `${meaning}: ${decimal(each, 1)} different prompts per account, sent ${counted(requests, 'time')} in all.`,
      rows: candidate.slices.flatMap((slices) => slices.map(({ rows }) => rows[0]!)).slice(0, 20),
    };
  },
};
