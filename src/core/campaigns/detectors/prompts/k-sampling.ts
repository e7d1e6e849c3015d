import { count, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector } from '../detector.ts';
import { copiesOf } from './copies.ts';

const LEAST = 20;

/**
 * Are several answers drawn for each prompt? Equal numbers of copies, sent together, are rollouts; others are chance. The
 * statistic is the share of copied prompts with that number, 0 where there is none.
 */
export const kSampling: CampaignDetector = {
  id: 'k-sampling',
  name: 'Sampling several answers',
  family: 'dataset',
  reads: ['opening'],
  direction: 'for',
  needs: `at least ${LEAST} requests of one cluster that open a conversation, with text`,
  measure(candidate, { table }) {
    const { requests, prompts, k, uniform, copiedRows } = copiesOf(candidate, table);
    if (requests < LEAST) return null;
    const text =
      k > 1
        ? `Several answers are drawn for each prompt: ${percent(uniform)} of the prompts sent more than once were sent exactly ${count(k)} times, within hours.`
        : `No fixed number of answers is drawn for each prompt: ${count(requests)} requests hold ${count(prompts)} different ones.`;
    return { statistic: uniform, n: prompts, text, rows: k > 1 ? copiedRows : [] };
  },
};
