import { count, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { sendingsOf } from './sendings.ts';

/** Below this many sendings a missing repeat says nothing: people repeat about one prompt in five. */
const LEAST = 40;

/**
 * Do prompts come back? A data set is walked through; people, tests and live apps return to the same questions (Heaps' law with
 * exponents of 0.6 to 0.9 for live traffic against 1 for enumeration), and pupils and readers of one page send the same ones.
 * What comes back only after a whole round of the material does not count, nor do retries and rollouts.
 */
export const novelty: CampaignDetector = {
  id: 'novelty',
  name: 'Prompts that come back',
  family: 'dataset',
  reads: ['opening'],
  direction: 'against',
  needs: `at least ${LEAST} requests of one cluster that open a conversation, with text`,
  measure(candidate, { table }) {
    const { sendings, own, scattered } = sendingsOf(candidate, table);
    if (sendings < LEAST) return null;
    const again = own.length + scattered.length;
    const share = again / sendings;
    const meaning = worded(
      share,
      [
        [0.01, 'Hardly any prompt comes back, as when a list is worked through'],
        [0.05, 'Few prompts come back'],
      ],
      'Prompts come back, as in live use',
    );
    return {
      statistic: share,
      n: sendings,
      text: `${meaning}: ${count(again)} of ${count(sendings)} sendings (${percent(share)}), ${count(own.length)} of them to the same account.`,
      rows: [...own, ...scattered].slice(0, 20),
    };
  },
};
