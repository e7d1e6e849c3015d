import { count, counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';
import { sharedTrace, type Trace } from './shared-traces.ts';

const TRACES: readonly (readonly [Trace, singular: string, plural: string])[] = [
  ['address', 'address', 'addresses'],
  ['payment', 'means of payment', 'means of payment'],
  ['signupAddress', 'address at sign-up', 'addresses at sign-up'],
];

/**
 * Does one operator stand behind the accounts? They come from the same few addresses, or were paid for or set up from one place
 * that nobody else uses. A school shares its address too. The closest of the traces counts.
 */
export const infrastructure: CampaignDetector = {
  id: 'infrastructure',
  name: 'Shared infrastructure',
  family: 'coordination',
  reads: ['address'],
  direction: 'for',
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
        [0.4, 'Some of the accounts come from the same places'],
      ],
      'The accounts come from one place',
    );
    const numbers =
      best.sharing === 0
        ? `none of ${counted(n, 'account')} shares an address or a means of payment with another`
        : `${count(best.sharing)} of ${counted(n, 'account')} share ${counted(best.values, best.singular, best.plural)} that few others use (${percent(best.closeness)} on a scale from separate to identical)`;
    return {
      statistic: best.closeness,
      n,
      text: `${meaning}: ${numbers}.`,
      rows: candidate.slices.flatMap((slices) => slices.map(({ rows }) => rows[0]!)).slice(0, 20),
    };
  },
};
