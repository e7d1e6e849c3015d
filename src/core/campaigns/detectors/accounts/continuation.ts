import { count, percent } from '../../../math/number-words.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';

/** Continued conversations needed to speak of a pattern. */
const LEAST = 3;

/** Do conversations that began under one account go on under another? Then one program stands behind both. */
export const continuation: CampaignDetector = {
  id: 'continuation',
  name: 'Conversations that change accounts',
  family: 'coordination',
  needs: 'answers in the log and requests that send earlier answers back',
  measure(candidate, { table, continuations }) {
    const later = candidateRows(candidate).filter((row) => table.rows.contextIn[row]! !== 0);
    if (!later.length) return null;
    const moved = later.filter((row) => continuations.has(row));
    const share = moved.length / later.length;
    return {
      statistic: share,
      n: later.length,
      weight: moved.length < LEAST ? 0 : interpolate(CURVE, share),
      text: `${count(moved.length)} of ${count(later.length)} later turns (${percent(share)}) go on under another account than the one that got the answer.`,
      rows: [...moved.subarray(0, 20)],
    };
  },
};

const CURVE = [
  [0, 0],
  [0.02, 0.8],
  [0.1, 1.5],
  [0.5, 2],
] as const;
