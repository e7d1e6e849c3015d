import { SentValues } from '../../../accounts/sent-values.ts';
import { valuesIn } from '../../../../math/columns.ts';
import { count, percent } from '../../../../text/numbers.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { hasContext } from '../../candidates/continuations.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { promptUsers } from '../prompt-users.ts';
import { relayingOf } from '../relaying.ts';

/** Other requests with a system prompt that are needed. */
const MIN_REQUESTS = 40;
/** When a system prompt counts as common: the share and number of members that use it, and how much more they do than others. */
const COMMON = { share: 0.2, members: 3, lift: 3 };

/** Share from which on the accounts have something else in common. */
const SOME = 0.1;
/** Share of members that pass conversations on, from which on a relay may explain what they share. */
const PASSING = 0.05;

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
  theory: {
    for: { why: 'Accounts that have only one thing in common have nothing but that work in common.' },
    against: {
      why: 'A relay spreads all its customers over its keys. What else a campaign’s accounts share may be more of the campaign.',
      silencedBy: 'no account passes on other accounts’ conversations, so that no relay explains what they share',
    },
  },
  needs: `at least ${MIN_REQUESTS} other requests of the accounts with a system prompt`,
  measure(candidate, context) {
    const { table, profiles } = context;
    const { system } = table.rows;
    const asked = valuesIn(system, candidateRows(candidate));
    const sent = new Map<number, { members: number; rows: number[]; requests: number }>();
    let others = 0;
    for (const account of candidate.accounts) {
      prompts.each(profiles.get(account)!, table, (text, requests, first) => {
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
    // Where the log cannot show who passes conversations on, a relay may explain what they share.
    const isNoRelay = hasContext(table) && relayingOf(candidate, context).members < PASSING * all;
    const meaning = worded(
      share,
      [
        [SOME, 'Otherwise the accounts have nothing in common'],
        [0.5, 'The accounts have some other things in common'],
      ],
      `The accounts share the rest of what they send${isNoRelay ? '' : ', as keys of one relay do'}`,
    );
    return {
      statistic: share,
      n: others,
      ...(isNoRelay && { silent: 'against' as const }),
      text: `${meaning}: ${percent(share)} of their ${count(others)} other requests have a system prompt that many of these accounts and few others use.${isNoRelay && share >= SOME ? ' None passes on conversations as keys of a relay do, so this does not speak against a campaign.' : ''}`,
      rows: common.flatMap(([, { rows }]) => rows).slice(0, 20),
    };
  },
};
