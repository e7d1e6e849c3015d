import { count, counted, decimal } from '../../../../text/numbers.ts';
import { valuesAt } from '../../../../math/columns.ts';
import { byAccount as inOrder } from '../../../templates/mining/by-account.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { copiesOf } from './copies.ts';
import { openingsOf } from './openings.ts';

/** With fewer requests a single item would decide. */
const MIN_REQUESTS = 40;
/** Copies of a prompt by each of its accounts, on average, from which on it is sent again and again: one retry is not that. */
const AGAIN = 2;

/**
 * How many accounts send the same prompt? Installs of one program that read one feed, everybody who runs a benchmark and pupils of
 * one course send the same prompts, each for themselves and once. A harvest pays for a prompt once, or as often as it wants
 * answers to it, however many accounts it has: copies that such sampling explains count as one, and prompts that the accounts
 * themselves send again and again are left out. The statistic is the logarithm of the number of accounts that send the prompt of
 * a request, on average over the other opening requests.
 */
export const audience: CampaignDetector = {
  id: 'audience',
  name: 'Accounts per prompt',
  family: 'benign',
  reads: ['opening'],
  direction: 'against',
  theory: {
    for: { why: 'A harvest pays for a prompt once, whichever account sends it.' },
    against: { why: 'Users of one program or course send the same prompts, each for themselves.' },
  },
  needs: `at least ${MIN_REQUESTS} opening requests with text`,
  measure(candidate, { table }) {
    const { prompt, account } = table.rows;
    const openings = openingsOf(candidate, table);
    if (openings.requests < MIN_REQUESTS) return null;
    // Sorted, copies of a prompt stand together, and those of one account among them. Most prompts come once and have none.
    const once = openings.requests - openings.again.length;
    const ordered = [account, prompt].reduce(
      (rows, column) => valuesAt(rows, inOrder(valuesAt(column, rows))),
      openings.again.slice().sort(),
    );
    const { k } = copiesOf(candidate, table);
    let senders = once;
    let requests = once;
    let widest: number[] = [];
    for (let from = 0, to = 1; from < ordered.length; from = to++) {
      while (to < ordered.length && prompt[ordered[to]!] === prompt[ordered[from]!]) to++;
      const copies = ordered.subarray(from, to);
      const firsts = [...copies.filter((row, i) => i === 0 || account[row] !== account[copies[i - 1]!])];
      if (firsts.length > 1 && copies.length >= AGAIN * firsts.length) continue;
      const apart = copies.length > k ? firsts : firsts.slice(0, 1);
      requests += copies.length;
      senders += copies.length * apart.length;
      if (apart.length > widest.length) widest = apart;
    }
    if (requests < MIN_REQUESTS) return null;
    const mean = senders / requests;
    const meaning = worded(
      mean,
      [
        [1.05, 'Each prompt comes from one account'],
        [3, 'Some prompts come from several accounts'],
      ],
      'Many accounts send the same prompts, each for itself',
    );
    return {
      statistic: Math.log(mean),
      n: requests,
      text: `${meaning}: a prompt comes from ${decimal(mean, 1)} of the ${counted(candidate.accounts.length, 'account')} on average, and from ${count(Math.max(1, widest.length))} at most.`,
      rows: widest.length > 1 ? widest.slice(0, 20) : [],
    };
  },
};
