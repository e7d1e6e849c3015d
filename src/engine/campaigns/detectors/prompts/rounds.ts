import { count, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { promptRepeatsOf } from './prompt-repeats.ts';

const MIN_SENT = 40;

/**
 * Do the accounts go through the same material again and again? Test suites, exercises and monitors do, round after round. A
 * harvest has little use for the same prompt hours later, but may run out of material too.
 */
export const rounds: CampaignDetector = {
  id: 'rounds',
  name: 'Repeated rounds',
  family: 'benign',
  reads: ['opening'],
  direction: 'against',
  theory: {
    for: { why: 'A harvest has no use for the same prompt hours later.' },
    against: { why: 'Test suites, exercises and monitors go through their material again.' },
  },
  needs: `at least ${MIN_SENT} opening requests with text in one group`,
  measure(candidate, { table }) {
    const { sent, rounds: again } = promptRepeatsOf(candidate, table);
    if (sent < MIN_SENT) return null;
    const share = again.length / sent;
    const meaning = worded(
      share,
      [
        [0.004, 'The accounts go through the material once'],
        [0.2, 'The accounts go through part of the material again'],
      ],
      'The accounts go through the same material round after round, like a test suite',
    );
    return {
      statistic: share,
      n: sent,
      text: `${meaning}: ${count(again.length)} of ${count(sent)} prompts sent (${percent(share)}) belong to a later round.`,
      rows: again.slice(0, 20),
    };
  },
};
