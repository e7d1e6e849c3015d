/**
 * What to do about a log that cannot be judged, in words: the remedy, and where a log without text lets a look begin, which accuses
 * nobody. The command line names its options in the remedy instead (`advice.ts`).
 */
import { count } from '../numbers.ts';
import { accountsText, english, requestsText } from '../speech.ts';
import { briefNames } from '../disambiguated.ts';

interface Lead {
  accounts: readonly string[];
  size: number;
  addresses: readonly string[];
  shared: number;
  requests: number;
}

const REMEDIES = {
  rejected: 'See how its lines are read with Inspect Log Format.',
  'no-text': 'Have the gateway log prompts, or name the field that holds them in a mapping.',
  coded: 'Look at these requests: what they ask for in a code was not read.',
  beside: 'Look at these requests: what their definitions of tools and answers say was not read.',
  'no-account': 'Choose the field that holds the account.',
  'one-account': 'Choose the field that tells users apart.',
  'few-accounts': 'Scan more of the log, or choose the field that tells users apart.',
  'one-request': 'Scan a longer period, or choose the field that tells users apart.',
};

/** A sentence on the first cause; empty when there is nothing to advise. */
export const remedyFor = (cause: keyof typeof REMEDIES | undefined, t = english): string =>
  cause === undefined ? '' : t(REMEDIES[cause]);

const NAMED = 3;

/** A sentence for each, and what all of them are good for. */
export function leadTexts(leads: readonly Lead[] = [], t = english): string[] {
  if (leads.length === 0) return [];
  return [
    ...leads.map(({ accounts, size, addresses, shared, requests }) =>
      t(
        '{0} are the only users of {1} they share ({2}), with {3}: {4}.',
        accountsText(size, t),
        shared === 1 ? t('1 address') : t('{0} addresses', count(shared)),
        some(addresses, shared, t),
        requestsText(requests, t),
        some(accounts, size, t),
      ),
    ),
    t('Turn on prompt logging for these first. Offices and classes look like this too: it is not an accusation.'),
  ];
}

/** The first names, and how many more there are. */
function some(names: readonly string[], of: number, t: typeof english): string {
  const first = briefNames(names.slice(0, NAMED));
  return of > first.length ? `${first.join(', ')} ${t('and {0} more', count(of - first.length))}` : first.join(', ');
}
