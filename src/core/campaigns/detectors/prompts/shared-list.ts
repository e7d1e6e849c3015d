import { count, counted, percent } from '../../../../text/numbers.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { conversationsOf, isOpening } from '../conversations.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { SENT_TOGETHER_MS } from './sendings.ts';

/** Below this many sendings it cannot be told whether a list is shared. */
const MIN_SENDINGS = 40;

/**
 * Does every account go through the same list? Evaluations of one benchmark, exercises of one course and the sample data of a
 * starter kit are sent by each account for itself, prompt by prompt. A harvest pays for each answer once, or draws several at once:
 * copies within two hours are one sending, and go to the account that began it. What two accounts have in common of the
 * shorter of their lists, over all pairs of members.
 */
export const sharedList: CampaignDetector = {
  id: 'shared-list',
  name: 'One list for every account',
  family: 'benign',
  reads: ['opening', 'time'],
  direction: 'against',
  needs: `at least ${MIN_SENDINGS} timed opening requests with text in one group`,
  measure(candidate, { table }) {
    const { account } = table.rows;
    const sendings = sendingsByPrompt(candidate, table);
    const all = sendings.reduce((sum, { length }) => sum + length, 0);
    if (all < MIN_SENDINGS) return null;
    const lists = new Map<number, number>();
    let common = 0;
    const shared: number[][] = [];
    for (const rows of sendings) {
      const senders = new Set(rows.map((row) => account[row]!));
      for (const sender of senders) lists.set(sender, (lists.get(sender) ?? 0) + 1);
      common += (senders.size * (senders.size - 1)) / 2;
      if (senders.size > 1) shared.push(rows);
    }
    const share = common / Math.max(1, shorterOfPairs([...lists.values()]));
    const meaning = worded(
      share,
      [
        [0.01, 'Each account has a list of its own'],
        [0.1, 'The lists of the accounts overlap'],
      ],
      'The accounts go through the same list, each for itself, as in an evaluation or a course',
    );
    return {
      statistic: share,
      n: all,
      text: `${meaning}: two accounts have ${percent(share)} of the shorter list in common on average; several accounts sent ${counted(shared.length, 'prompt')} of ${count(sendings.length)}, at different times.`,
      rows: shared.flatMap((rows) => rows.slice(0, 4)).slice(0, 20),
    };
  },
};

/** Sum of the smaller number over all pairs. */
const shorterOfPairs = (lengths: readonly number[]): number =>
  [...lengths].sort((a, b) => a - b).reduce((sum, length, at, all) => sum + length * (all.length - 1 - at), 0);

/** First requests of the sendings of each prompt of each template, in order of time. */
function sendingsByPrompt(candidate: Candidate, table: RequestTable): number[][] {
  const { prompt, time } = table.rows;
  const { rows, template, timed } = conversationsOf(candidate, table);
  const sent = new Map<number, { rows: number[]; began: number }>();
  // Without a time a copy cannot be told from a sending.
  rows.subarray(0, timed).forEach((row, i) => {
    if (!isOpening(table, row)) return;
    const key = prompt[row]! * candidate.templates.length + template[i]!;
    const own = sent.get(key);
    if (!own) sent.set(key, { rows: [row], began: time[row]! });
    else if (time[row]! - own.began > SENT_TOGETHER_MS) {
      own.rows.push(row);
      own.began = time[row]!;
    }
  });
  return [...sent.values()].map((own) => own.rows);
}
