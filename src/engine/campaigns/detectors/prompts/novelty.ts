import { count, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { promptRepeatsOf } from './prompt-repeats.ts';

/** With fewer sendings a lack of repeats says nothing: people repeat about one prompt in five. */
const MIN_SENT = 40;

/**
 * Are prompts repeated? A harvest walks through a data set; people, tests and live apps return to the same questions (Heaps'
 * law has exponents of 0.6 to 0.9 for live traffic and 1 for enumeration), and pupils or readers of one page ask the same ones.
 * Repeats that come only after a whole round of the material do not count, nor do retries and rollouts.
 */
export const novelty: CampaignDetector = {
  id: 'novelty',
  name: 'Repeated prompts',
  family: 'dataset',
  reads: ['opening'],
  direction: 'against',
  theory: {
    for: { why: 'A harvest pays for each prompt once.' },
    against: { why: 'Live use and tests return to the same prompts.' },
  },
  needs: `at least ${MIN_SENT} opening requests with text in one group`,
  measure(candidate, { table }) {
    const { sent, own, scattered } = promptRepeatsOf(candidate, table);
    if (sent < MIN_SENT) return null;
    const again = own.length + scattered.length;
    const share = again / sent;
    const meaning = worded(
      share,
      [
        [0.01, 'Hardly any prompt is repeated, as when working through a list'],
        [0.05, 'Few prompts are repeated'],
      ],
      'Prompts are repeated, as in live use',
    );
    return {
      statistic: share,
      n: sent,
      text:
        again === 0
          ? `${meaning}: none of ${count(sent)} prompts was sent again.`
          : `${meaning}: ${count(again)} of ${count(sent)} prompts (${percent(share)}) had been sent before, ${count(own.length)} of them by the same account.`,
      rows: [...own, ...scattered].slice(0, 20),
    };
  },
};
