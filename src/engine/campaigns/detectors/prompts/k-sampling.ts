import { count, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector } from '../detector.ts';
import { copiesOf } from './copies.ts';

const MIN_REQUESTS = 20;

/**
 * Are several answers sampled for each prompt? Equal numbers of copies sent together are rollouts; unequal ones are chance.
 * The statistic is the share of copied prompts with exactly that number of copies; 0 if there is no such number.
 */
export const kSampling: CampaignDetector = {
  id: 'k-sampling',
  name: 'Several answers per prompt',
  family: 'dataset',
  reads: ['opening'],
  direction: 'for',
  theory: {
    for: { why: 'Equal numbers of copies sent together are rollouts.' },
    against: { why: 'Unequal ones are chance; many harvests take one answer a prompt, so this says little.' },
  },
  needs: `at least ${MIN_REQUESTS} opening requests with text in one group`,
  measure(candidate, { table }) {
    const { requests, prompts, copied, k, uniform, copiedRows } = copiesOf(candidate, table);
    if (requests < MIN_REQUESTS) return null;
    const text =
      k > 1
        ? `Several answers are sampled for each prompt: ${count(copied)} of ${count(prompts)} prompts were repeated, ${percent(uniform)} of these sent exactly ${k === 2 ? 'twice' : `${count(k)} times`}, within hours of each other.`
        : `No fixed number of answers is sampled for each prompt: ${count(requests)} requests contain ${count(prompts)} different prompts.`;
    return { statistic: uniform, n: prompts, text, rows: k > 1 ? copiedRows : [] };
  },
};
