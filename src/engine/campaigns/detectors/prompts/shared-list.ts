import { count, counted, percent } from '../../../../text/numbers.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { chosenRows, stepsOver } from '../../candidates/candidate-rows.ts';
import { conversationsOf, isOpening } from '../conversations.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { SENT_TOGETHER_MS } from './prompt-repeats.ts';
import { sentOnce } from './sent-once.ts';

/** Fewer sendings cannot show whether a list is shared. */
const MIN_SENT = 40;

/**
 * Does every account work through the same list? Everybody who runs a benchmark, takes a course or tries a starter kit sends the
 * same prompts for themselves. A harvest pays for each answer once, or draws several at once; so copies within two hours
 * count as one sending, by the account that came first. The statistic is the overlap of two accounts' lists, as a share of the
 * shorter list, over all pairs of members.
 */
export const sharedList: CampaignDetector = {
  id: 'shared-list',
  name: 'One list for every account',
  family: 'benign',
  reads: ['opening', 'time'],
  direction: 'against',
  theory: {
    for: { why: 'A harvest gives each prompt to one account.' },
    against: { why: 'Users of one benchmark, course or kit each work through the same list.' },
  },
  needs: `at least ${MIN_SENT} timed opening requests with text in one group`,
  measure(candidate, { table }) {
    const { once, again } = repeatsByPrompt(candidate, table);
    const { account } = table.rows;
    const all = again.reduce((sum, { length }) => sum + length, once.length);
    if (all < MIN_SENT) return null;
    const lists = new Map<number, number>();
    let common = 0;
    const shared: number[][] = [];
    for (const row of once) lists.set(account[row]!, (lists.get(account[row]!) ?? 0) + 1);
    for (const rows of again) {
      const senders = new Set(rows.map((row) => account[row]!));
      for (const sender of senders) lists.set(sender, (lists.get(sender) ?? 0) + 1);
      common += (senders.size * (senders.size - 1)) / 2;
      if (senders.size > 1) shared.push(rows);
    }
    const share = common / Math.max(1, shorterOfPairs([...lists.values()]));
    const meaning = worded(
      share,
      [
        [0.01, 'Each account sends prompts of its own'],
        [0.1, 'Some prompts are sent by several accounts'],
      ],
      'Every account works through the same list, as in a benchmark or a course',
    );
    return {
      statistic: share,
      n: all,
      text: `${meaning}: on average, two accounts have ${percent(share)} of the shorter of their lists in common; ${count(shared.length)} of ${counted(once.length + again.length, 'prompt')} came from several accounts at different times.`,
      rows: shared.flatMap((rows) => rows.slice(0, 4)).slice(0, 20),
    };
  },
};

/** The sum over all pairs of the smaller number. */
const shorterOfPairs = (lengths: readonly number[]): number =>
  [...lengths].sort((a, b) => a - b).reduce((sum, length, at, all) => sum + length * (all.length - 1 - at), 0);

interface RepeatsByPrompt {
  /** Requests whose prompts nothing else in the candidate has. */
  once: Uint32Array;
  /** For each other prompt of each template, the first request of each sending, in order of time. */
  again: number[][];
}

/** Whoever asks may hold no column. */
function repeatsByPrompt(candidate: Candidate, table: RequestTable): RepeatsByPrompt {
  const { rows, template, timed } = conversationsOf(candidate, table);
  const sent = new Map<number, { rows: number[]; began: number }>();
  // Without times, copies drawn at once cannot be told from separate sendings.
  const inTime = rows.subarray(0, timed);
  const opening = stepsOver(candidate, table)(() => chosenRows(inTime, (row) => isOpening(table, row)));
  const { prompt, time } = table.rows;
  const isOnce = sentOnce(opening, table);
  let next = 0;
  inTime.forEach((row, i) => {
    if (row !== opening[next]) return;
    next++;
    if (isOnce(row)) return;
    const key = prompt[row]! * candidate.templates.length + template[i]!;
    const own = sent.get(key);
    if (!own) sent.set(key, { rows: [row], began: time[row]! });
    else if (time[row]! - own.began > SENT_TOGETHER_MS) {
      own.rows.push(row);
      own.began = time[row]!;
    }
  });
  return {
    once: chosenRows(opening, isOnce),
    again: [...sent.values()].map((own) => own.rows),
  };
}
