import { SentValues } from '../../../accounts/sent-values.ts';
import { valuesIn } from '../../../../math/columns.ts';
import { count, percent } from '../../../../text/numbers.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { promptUsers } from '../prompt-users.ts';

/** Other requests with a system prompt that are needed. */
const MIN_REQUESTS = 40;
/** When a system prompt counts as common: the share and number of members that use it, and how much more they do than others. */
const COMMON = { share: 0.2, members: 3, lift: 3 };

const prompts = new SentValues('system');

/**
 * Do the accounts also share the rest of what they send? A relay spreads all its customers over its keys, so whatever one key
 * sends, others send too. Accounts that have only one thing in common otherwise send their own requests. The statistic is the
 * share of the members' other requests whose system prompt many of them use and hardly anyone else does.
 */
export const sharedRest: CampaignDetector = {
  id: 'shared-rest',
  name: 'What else the accounts share',
  family: 'benign',
  reads: ['system'],
  direction: 'against',
  needs: `at least ${MIN_REQUESTS} other requests of the accounts with a system prompt`,
  measure(candidate, { table, profiles }) {
    const { system } = table.rows;
    const asked = valuesIn(system, candidateRows(candidate));
    const sent = new Map<number, { members: number; rows: number[]; requests: number }>();
    let others = 0;
    for (const account of candidate.accounts) {
      prompts.each(profiles.get(account)!, table.rows, (text, requests, first) => {
        // Other requests with the candidate's own system prompts are part of the same work.
        if (text === 0 || asked.has(text)) return;
        others += requests;
        let own = sent.get(text);
        if (!own) sent.set(text, (own = { members: 0, rows: [], requests: 0 }));
        own.requests += requests;
        own.members++;
        if (own.rows.length < 2) own.rows.push(first);
      });
    }
    if (others < MIN_REQUESTS) return null;
    const users = promptUsers(table).accounts;
    const all = candidate.accounts.length;
    const common = [...sent].filter(
      ([text, { members }]) =>
        members >= Math.max(COMMON.members, COMMON.share * all) &&
        members * profiles.size >= COMMON.lift * users.get(text)! * all,
    );
    const share = common.reduce((sum, [, { requests }]) => sum + requests, 0) / others;
    const meaning = worded(
      share,
      [
        [0.1, 'Otherwise the accounts have nothing in common'],
        [0.5, 'The accounts have some other things in common'],
      ],
      'The accounts share the rest of what they send, as keys of one relay do',
    );
    return {
      statistic: share,
      n: others,
      text: `${meaning}: ${percent(share)} of their ${count(others)} other requests have a system prompt that many of them use and few others do.`,
      rows: common.flatMap(([, { rows }]) => rows).slice(0, 20),
    };
  },
};
