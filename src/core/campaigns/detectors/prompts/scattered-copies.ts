import { count, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { isRelayed } from '../relaying.ts';
import { sendingsOf } from './sendings.ts';

const LEAST = 40;

/**
 * Do different accounts send the same prompt at different times, without a plan? Pupils and readers of one page do; a work queue
 * hands each prompt to one account, or rollouts of it to several at once. A relay deals out what its customers repeat.
 */
export const scatteredCopies: CampaignDetector = {
  id: 'scattered-copies',
  name: 'Same prompts from different accounts',
  family: 'benign',
  reads: ['opening'],
  direction: 'against',
  needs: `at least ${LEAST} requests of one cluster that open a conversation, with text`,
  measure(candidate, context) {
    const { sendings, scattered } = sendingsOf(candidate, context.table);
    if (sendings < LEAST || isRelayed(candidate, context)) return null;
    const share = scattered.length / sendings;
    const meaning = worded(
      share,
      [
        [0.004, 'Hardly any prompt comes from another account again'],
        [0.05, 'Some prompts come from other accounts again'],
      ],
      'Different accounts send the same prompts hours apart, as people with one source do',
    );
    return {
      statistic: share,
      n: sendings,
      text: `${meaning}: ${count(scattered.length)} of ${count(sendings)} sendings (${percent(share)}).`,
      rows: scattered.slice(0, 20),
    };
  },
};
