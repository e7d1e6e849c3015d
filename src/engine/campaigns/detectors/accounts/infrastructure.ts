import { count, counted, percent } from '../../../../text/numbers.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';
import { sharedTrace, type Trace } from './shared-traces.ts';

const TRACES: readonly (readonly [Trace, singular: string, plural: string])[] = [
  ['address', 'address', 'addresses'],
  ['payment', 'means of payment', 'means of payment'],
  ['signupAddress', 'sign-up address', 'sign-up addresses'],
];

/**
 * Is one operator behind the accounts? Then they come from the same few addresses, or were paid for or set up from a place
 * that nobody else uses. A school shares its address too. The statistic is the closeness of the trace they share most.
 */
export const infrastructure: CampaignDetector = {
  id: 'infrastructure',
  name: 'Shared infrastructure',
  family: 'coordination',
  reads: ['address'],
  direction: 'for',
  theory: {
    for: { why: 'One operator’s accounts come from the same few addresses or means of payment.' },
    against: { why: 'Nothing: an operator can rent an address for each account.', most: 0 },
  },
  needs: 'addresses in the log, or means of payment and addresses in the account directory',
  measure(candidate, context) {
    if (hasKnownOperator(candidate, context)) return null;
    const found = TRACES.flatMap(([trace, singular, plural]) => {
      const shared = sharedTrace(trace, candidate, context);
      return shared ? [{ ...shared, singular, plural }] : [];
    });
    if (found.length === 0) return null;
    const best = found.reduce((a, b) => (b.closeness > a.closeness ? b : a));
    const n = candidate.accounts.length;
    const meaning = worded(
      best.closeness,
      [
        [0.05, 'The accounts come from different places'],
        [0.4, 'The accounts come partly from the same places'],
      ],
      'The accounts come from the same place',
    );
    const numbers =
      best.sharing === 0
        ? `none of the ${counted(n, 'account')} shares an address or a means of payment with another`
        : `${best.sharing === n ? 'all' : `${count(best.sharing)} of`} ${counted(n, 'account')} share ${counted(best.values, best.singular, best.plural)} that few others use (overlap ${percent(best.closeness)}; 100% would be identical)`;
    return {
      statistic: best.closeness,
      n,
      text: `${meaning}: ${numbers}.`,
      rows: firstRows(candidate),
    };
  },
};
