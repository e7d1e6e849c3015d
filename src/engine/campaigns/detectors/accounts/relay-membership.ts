import { count, counted, percent } from '../../../../text/numbers.ts';
import { requestsOf } from '../../candidates/candidate-rows.ts';
import { hasContext } from '../../candidates/continuations.ts';
import { type CampaignDetector } from '../detector.ts';
import { isRelayed, relayingOf } from '../relaying.ts';

/**
 * Are the accounts keys of a relay? Then each carries all the relay's customers, and sharing one customer's templates says
 * little. The statistic is the share of members that continue unrelated conversations of other accounts. From seven in ten on,
 * the weights for keys of a relay apply to all evidence.
 */
export const relayMembership: CampaignDetector = {
  id: 'relay-membership',
  name: 'Relay or reseller',
  family: 'benign',
  reads: ['answer', 'history'],
  direction: 'against',
  theory: {
    for: { why: 'Nothing: a campaign may go through a relay or not.', most: 0 },
    against: {
      why: 'Keys of a relay share what its customers send. What that changes is said by the weights for keys of a relay.',
    },
  },
  needs: 'answers in the log and requests that send earlier answers back',
  measure(candidate, context) {
    if (!hasContext(context.table)) return null;
    const { members, moved } = relayingOf(candidate, context);
    const n = candidate.accounts.length;
    const requests = candidate.accounts.reduce((sum, account) => sum + context.profiles.get(account)!.requests, 0);
    const share = percent(requestsOf(candidate) / requests);
    const who = `${members === 0 ? 'none' : count(members)} of the ${counted(n, 'account')} ${members < 2 ? 'continues' : 'continue'}`;
    const passing = `${who} unrelated conversations that began under other accounts`;
    const text =
      candidate.kind === 'relayed'
        ? `These requests come from one client of a relay, with one set of parameters, and are ${share} of what the relay’s accounts send: ${passing}.`
        : isRelayed(candidate, context)
          ? `The accounts are keys of a relay, so they share whatever its customers send: ${passing}, and these templates are ${share} of their traffic.`
          : `No relay explains what the accounts share: ${passing}.`;
    return { statistic: members / n, n, text, rows: moved.flatMap((rows) => rows.slice(0, 1)).slice(0, 20) };
  },
};
