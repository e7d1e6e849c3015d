import { count, percent } from '../../../../text/numbers.ts';
import { candidateRows, chosenRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

const MIN_REQUESTS = 20;

/**
 * Do conversations continue after the answer? Data sets consist mostly of single questions and answers, while people and agents
 * have conversations. Harvests of agent traces and dialogues have them too, so conversations say less than their absence.
 */
export const oneShot: CampaignDetector = {
  id: 'one-shot',
  name: 'Single questions',
  family: 'dataset',
  reads: [],
  direction: 'for',
  theory: {
    for: { why: 'A data set consists mostly of single questions.' },
    against: { why: 'People and agents have conversations, and so have harvests of them.' },
  },
  needs: `at least ${MIN_REQUESTS} requests in one group`,
  measure(candidate, { table }) {
    const { turns } = table.rows;
    const rows = candidateRows(candidate);
    if (rows.length < MIN_REQUESTS) return null;
    const later = chosenRows(rows, (row) => turns[row]! > 1);
    const share = 1 - later.length / rows.length;
    const meaning = worded(
      share,
      [
        [0.7, 'Many requests continue a conversation'],
        [0.97, 'Most requests are single questions'],
      ],
      'Nearly every request is a single question with no follow-up',
    );
    return {
      statistic: share,
      n: rows.length,
      text: `${meaning}: ${count(later.length)} of ${count(rows.length)} requests follow up on an earlier one (${percent(1 - share)}).`,
      rows: [...later.subarray(0, 20)],
    };
  },
};
