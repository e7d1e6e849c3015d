import { count, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { sendingsOf } from './sendings.ts';

const LEAST = 40;

/**
 * Is the same material gone through again and again? Suites of tests, exercises and monitors are: their items come back round
 * after round. A harvest has little use for the same prompt hours later, but may run out of material too.
 */
export const rounds: CampaignDetector = {
  id: 'rounds',
  name: 'Rounds of the same material',
  family: 'benign',
  reads: ['opening'],
  direction: 'against',
  needs: `at least ${LEAST} requests of one cluster that open a conversation, with text`,
  measure(candidate, { table }) {
    const { sendings, rounds: again } = sendingsOf(candidate, table);
    if (sendings < LEAST) return null;
    const share = again.length / sendings;
    const meaning = worded(
      share,
      [
        [0.004, 'The material is gone through once'],
        [0.2, 'Part of the material is gone through again'],
      ],
      'The same material is gone through round after round, as a suite of tests is',
    );
    return {
      statistic: share,
      n: sendings,
      text: `${meaning}: ${count(again.length)} of ${count(sendings)} sendings (${percent(share)}) come in a later round.`,
      rows: again.slice(0, 20),
    };
  },
};
