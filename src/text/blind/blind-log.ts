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

/** Why requests were not judged, as a report says it; numbers stand in the places of `{0}` and so on. */
const CLAUSES = {
  'one account': 'the log has {0} account, and a campaign has at least {1}',
  'few accounts': 'the log has {0} accounts, and a campaign has at least {1}',
  'no text': 'no request has its text in the log',
  'some text': '{0} of requests have no text in the log',
  coded: 'all requests ask in Base64 or another code, which is not read',
  'some coded': '{0} of requests ask in Base64 or another code, which is not read',
  beside:
    'all requests say more in definitions of tools or answers, in other words each time, than in their prompt, and definitions are not read',
  'some beside':
    '{0} of requests say more in definitions of tools or answers, in other words each time, than in their prompt, and definitions are not read',
  'no account': 'the log names no account',
  'some account': '{0} of requests name no account',
  'all of one': 'the log does not tell accounts apart: all requests belong to a single one',
  'most of one': 'the log does not tell accounts apart: {0} of requests belong to a single one',
  'no second': 'no account sent more than one request with text',
  'one request': '{0} account sent only one request',
  'one request each': '{0} accounts sent only one request each',
  rejected: 'all lines that should hold requests could not be read',
  'some rejected': '{0} of lines that should hold requests could not be read',
};
const KNOWN: ReadonlyMap<string, keyof typeof CLAUSES> = new Map(
  Object.entries(CLAUSES).map(([id, clause]) => [clause, id as keyof typeof CLAUSES]),
);

/** The clause of a report in the reader's language. What a file says of why it could not be read stays as it is, as does what is not known. */
export function causeWords(text: string, t = english): string {
  const [clause = '', ...reasons] = text.split(', most often because: ');
  const numbers: string[] = [];
  const found = KNOWN.get(
    clause.replaceAll(/(?:over )?(?<!\w)\d[\d.,]*%?/g, (number) => `{${numbers.push(number) - 1}}`),
  );
  const words = found === undefined ? clause : t(CLAUSES[found], ...numbers);
  return reasons.length === 0
    ? words
    : t('{0}, most often because: {1}', words, reasons.join(', most often because: '));
}

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
