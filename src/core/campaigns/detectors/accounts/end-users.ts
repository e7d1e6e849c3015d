import { count, percent } from '../../../math/number-words.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';

/** Do the accounts serve people? A harvest has no end users; a product forwards theirs. */
export const endUsers: CampaignDetector = {
  id: 'end-users',
  name: 'End users',
  family: 'benign',
  needs: 'end-user names in the log',
  measure(candidate, { table }) {
    const { endUser } = table.rows;
    // Sidelong look at the whole log: where nobody forwards end users, their absence says nothing.
    if (table.names.endUser.values.length <= 1) return null;
    const rows = candidateRows(candidate);
    const named = rows.filter((row) => endUser[row]! !== 0);
    const people = new Set(named.map((row) => endUser[row]!)).size;
    const share = named.length / rows.length;
    return {
      statistic: share,
      n: rows.length,
      weight: interpolate(CURVE, share),
      text: `${percent(share)} of the requests name an end user, ${count(people)} different ones.`,
      rows: [...named.subarray(0, 20)],
    };
  },
};

const CURVE = [
  [0, 0.2],
  [0.05, -0.5],
  [0.2, -2],
  [0.5, -2.5],
] as const;
