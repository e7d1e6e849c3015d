import { decimal } from '../../../math/number-words.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';
import { pooledRequests } from './pooled-requests.ts';

const LEAST = 100;
/** Share of the accounts that must have times: turns cannot be seen where the log times a few accounts alone. */
const TIMED = 0.5;

/**
 * Is one queue dealt out? Compares how often two requests in a row come from the same account with what the accounts'
 * shares predict. Customers of their own come in bursts (ratio 2 to 13 in composed logs); round-robin dealing goes below 1.
 */
export const dealing: CampaignDetector = {
  id: 'dealing',
  name: 'One queue dealt over accounts',
  family: 'coordination',
  keyPoolsToo: true,
  needs: `at least ${LEAST} requests of one cluster with a time`,
  measure(candidate, { table }) {
    const { rows, member, perMember } = pooledRequests(candidate, table);
    if (rows.length < LEAST || perMember.filter(Boolean).length < TIMED * perMember.length) return null;
    let same = 0;
    for (let i = 1; i < rows.length; i++) if (member[i] === member[i - 1]) same++;
    const expected = perMember.reduce((sum, count) => sum + (count / rows.length) ** 2, 0);
    const ratio = same / (rows.length - 1) / expected;
    return {
      statistic: ratio,
      n: rows.length,
      weight: interpolate(CURVE, Math.log(ratio + 0.05)),
      text: `Two requests in a row come from one account ${decimal(ratio, 2)} times as often as chance: ${ratio < 1.3 ? 'the accounts take turns' : 'each account works in visits of its own'}.`,
      rows: [...rows.subarray(0, 20)],
    };
  },
};

/** By the natural logarithm of the ratio. Above 1.3 it says little: a harvest that imitates people comes in visits too. */
const CURVE = [
  [Math.log(0.15), 2],
  [Math.log(0.8), 1],
  [Math.log(1.3), 0],
  [Math.log(4), -0.3],
] as const;
