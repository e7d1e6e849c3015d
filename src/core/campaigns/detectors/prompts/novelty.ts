import { count, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { isRelayed } from '../relaying.ts';
import { sendingsOf } from './sendings.ts';

/** Below this many sendings a missing repeat says nothing: people repeat about one prompt in five. */
const LEAST = 40;

/**
 * Do accounts come back to their own prompts? A data set is walked through; people, tests and live apps return to the same
 * questions (Heaps' law with exponents of 0.6 to 0.9 for live traffic against 1 for enumeration). What comes back only after
 * a whole round of the material does not count, nor do retries and rollouts. Behind a relay it is its customers who come back, under
 * whatever key.
 */
export const novelty: CampaignDetector = {
  id: 'novelty',
  name: 'Prompts that come back',
  family: 'dataset',
  reads: ['opening'],
  direction: 'against',
  needs: `at least ${LEAST} requests of one cluster that open a conversation, with text`,
  measure(candidate, context) {
    const { sendings, own, scattered } = sendingsOf(candidate, context.table);
    if (sendings < LEAST) return null;
    const again = isRelayed(candidate, context) ? [...own, ...scattered] : own;
    const share = again.length / sendings;
    const meaning = worded(
      share,
      [
        [0.01, 'Accounts hardly ever come back to a prompt of theirs, as when a list is worked through'],
        [0.05, 'Accounts seldom come back to a prompt of theirs'],
      ],
      'Accounts come back to prompts of theirs, as in live use',
    );
    return {
      statistic: share,
      n: sendings,
      text: `${meaning}: ${count(again.length)} of ${count(sendings)} sendings (${percent(share)}).`,
      rows: again.slice(0, 20),
    };
  },
};
