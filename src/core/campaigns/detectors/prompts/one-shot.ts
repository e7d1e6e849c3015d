import { count, percent } from '../../../../text/numbers.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

const LEAST = 20;

/**
 * Does anybody go on after the answer? Data sets are mostly made of single questions and answers, people and agents have
 * conversations. Harvests of agents and of dialogues have them too, so that conversations say less than their absence.
 */
export const oneShot: CampaignDetector = {
  id: 'one-shot',
  name: 'Single questions',
  family: 'dataset',
  reads: [],
  direction: 'for',
  needs: `at least ${LEAST} requests of one cluster`,
  measure(candidate, { table }) {
    const { turns } = table.rows;
    const rows = candidateRows(candidate);
    if (rows.length < LEAST) return null;
    const later = rows.filter((row) => turns[row]! > 1);
    const share = 1 - later.length / rows.length;
    const meaning = worded(
      share,
      [
        [0.7, 'Many requests go on with a conversation'],
        [0.97, 'Most requests are single questions'],
      ],
      'Nearly every request is a single question that nothing follows',
    );
    return {
      statistic: share,
      n: rows.length,
      text: `${meaning}: ${count(later.length)} of ${count(rows.length)} requests are later turns (${percent(1 - share)}).`,
      rows: [...later.subarray(0, 20)],
    };
  },
};
