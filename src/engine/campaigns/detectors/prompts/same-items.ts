import { count, counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { reachOf } from '../items.ts';

/** With fewer prompts a single item would decide. */
const MIN_PROMPTS = 40;
/** Reach from which on the accounts are users of one list of items: see docs/detection/commons.md. */
export const SAME_ITEMS = 0.5;

/**
 * Do the accounts send the same items, each beside material of its own? Everybody who grades answers to a public benchmark, takes
 * a course or runs a notebook puts the same questions into the prompt, once or once a model, with answers, data or code of their own.
 * A harvest of grades spreads its candidates over accounts, so that few of them see an item. Whole prompts are different in both. The
 * statistic is the share of the other accounts that have an item of a prompt, too, on average over prompts; copies of different accounts
 * within two hours count as one sending, because several answers may be drawn at once.
 */
export const sameItems: CampaignDetector = {
  id: 'same-items',
  name: 'The same items in every account',
  family: 'benign',
  reads: ['opening', 'time'],
  direction: 'against',
  theory: {
    for: { why: 'Nothing: items of its own are what every customer has.', most: 0 },
    against: { why: 'Users of one benchmark, course or notebook each work through the same items.' },
  },
  needs: `at least ${MIN_PROMPTS} different timed prompts of five accounts that open conversations`,
  measure(candidate, { table }) {
    const reach = reachOf(candidate, table, MIN_PROMPTS);
    if (!reach) return null;
    const { share, prompts, accounts, items, rows } = reach;
    const meaning = worded(
      share,
      [
        [0.25, 'The accounts do not go through the same items'],
        [SAME_ITEMS, 'Some items come in several accounts, at different times'],
      ],
      'Every account sends the same items, each beside material of its own, as users of one benchmark or course do',
    );
    return {
      statistic: share,
      n: prompts,
      text: `${meaning}: on average, an item also comes from ${percent(share)} of the other accounts (${counted(items, 'item')} in ${count(prompts)} prompts of ${counted(accounts, 'account')}).`,
      rows,
    };
  },
};
