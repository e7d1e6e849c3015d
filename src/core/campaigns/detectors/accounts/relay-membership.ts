import { counted, percent } from '../../../../text/numbers.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { hasContext } from '../../candidates/continuations.ts';
import { type CampaignDetector } from '../detector.ts';
import { isRelayed, relayingOf } from '../relaying.ts';

/**
 * Are the accounts keys of a relay? Then each of them carries every customer of the relay, and sharing one customer's templates
 * says little. The share of members that pass unrelated conversations on.
 */
export const relayMembership: CampaignDetector = {
  id: 'relay-membership',
  name: 'Relay',
  family: 'benign',
  reads: ['answer', 'history'],
  direction: 'against',
  needs: 'answers in the log and requests that send earlier answers back',
  measure(candidate, context) {
    if (!hasContext(context.table)) return null;
    const { members, moved } = relayingOf(candidate, context);
    const n = candidate.accounts.length;
    const requests = candidate.accounts.reduce((sum, account) => sum + context.profiles.get(account)!.requests, 0);
    const share = percent(candidateRows(candidate).length / requests);
    const who = `${members === 0 ? 'none' : members} of ${counted(n, 'account')}`;
    const passing = `${who} pass unrelated conversations on to one another`;
    const text =
      candidate.kind === 'relayed'
        ? `This is one client inside a relay: requests with one set of parameters, ${share} of what the relay’s accounts send. Of these accounts, ${passing}.`
        : isRelayed(candidate, context)
          ? `The accounts are keys of a relay, so they share whatever its customers send: ${passing}, and these templates are ${share} of their traffic.`
          : `No relay explains what the accounts share: ${passing}.`;
    return { statistic: members / n, n, text, rows: moved.flatMap((rows) => rows.slice(0, 1)).slice(0, 20) };
  },
};
