import { count, percent } from '../../../math/number-words.ts';
import { copiesOf } from './copies.ts';
import { type CampaignDetector } from '../detector.ts';

const LEAST = 20;
const WEIGHT = 2.5;

/** Are several answers drawn for each prompt? Equal numbers of copies, dealt out, are sampling; others are chance. */
export const kSampling: CampaignDetector = {
  id: 'k-sampling',
  name: 'Sampling several answers',
  family: 'dataset',
  needs: `at least ${LEAST} requests of one cluster that open a conversation, with text`,
  measure(candidate, { table }) {
    const { requests, prompts, k, uniform, copiedRows } = copiesOf(candidate, table);
    if (requests < LEAST) return null;
    const text =
      k > 1
        ? `${percent(uniform)} of the prompts sent more than once were sent exactly ${count(k)} times, together or over several accounts.`
        : 'No fixed number of answers is drawn for each prompt.';
    return { statistic: k, n: prompts, weight: k > 1 ? WEIGHT : 0, text, rows: k > 1 ? copiedRows : [] };
  },
};
