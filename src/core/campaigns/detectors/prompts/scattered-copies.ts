import { count, percent } from '../../../math/number-words.ts';
import { copiesOf } from './copies.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';

const LEAST = 40;

/**
 * Do different accounts send the same prompt without a plan? Customers behind resold keys, pupils and readers of one page
 * do; a work queue hands each prompt to one account, or to a fixed number of them.
 */
export const scatteredCopies: CampaignDetector = {
  id: 'scattered-copies',
  name: 'Same prompts from different accounts',
  family: 'benign',
  needs: `at least ${LEAST} requests of one cluster that open a conversation, with text`,
  measure(candidate, { table }) {
    const { requests, prompts, scattered, scatteredRows } = copiesOf(candidate, table);
    if (requests < LEAST) return null;
    const share = scattered / prompts;
    const text =
      scattered > 0
        ? `${count(scattered)} of ${count(prompts)} prompts (${percent(share)}) were sent by several accounts without a fixed number of copies.`
        : 'No prompt was sent by several accounts without a plan.';
    return { statistic: share, n: prompts, weight: interpolate(CURVE, share), text, rows: scatteredRows };
  },
};

const CURVE = [
  [0.03, 0],
  [0.06, -0.6],
  [0.12, -2],
  [0.3, -3],
] as const;
