/** Accounts that alone ask for what a harvest collects, in words that are the same in every place. */
import { accountsText, english, requestsText } from './speech.ts';
import { briefNames } from './disambiguated.ts';
import { short } from './visible.ts';

interface SingleAccountHarvest {
  account: string;
  requests: number;
  asksFor: readonly string[];
}

interface SingleAccountHarvests {
  accounts: number;
  requests: number;
  first: readonly SingleAccountHarvest[];
}

/** What a list of them is headed by, and why they are in it. */
export const NOT_JUDGED = 'Asked by too few accounts to be judged';
export const WHY_NOT_JUDGED =
  'These accounts ask for the kind of answers a harvest collects, in templates that fewer than five accounts use. What tells a harvest from batch work was learnt from groups, so nothing more is said of them.';

/**
 * How many there are, the first by name, and that nothing more is said of them; none where nobody is left.
 * @param counts was the account not cleared by people?
 */
export function singleAccountHarvestsSentence(
  alone: SingleAccountHarvests | undefined,
  counts: (account: string) => boolean,
  t = english,
): string[] {
  const first = alone?.first.filter(({ account }) => counts(account)) ?? [];
  const [most] = first;
  if (alone === undefined || most === undefined) return [];
  const cleared = alone.first.filter((one) => !first.includes(one));
  const accounts = alone.accounts - cleared.length;
  const requests = alone.requests - cleared.reduce((sum, one) => sum + one.requests, 0);
  const look = t('{0} ({1})', briefNames([most.account]).join(''), requestsText(most.requests, t));
  const who = t('{0} of {1}', requestsText(requests, t), accountsText(accounts, t));
  return [
    t(
      '{0} ask for the kind of answers a harvest collects, in templates that fewer than five accounts use. A single account is not judged: look at {1} first.',
      who,
      look,
    ),
  ];
}

/** What one of them asks for: `1,685 requests: written-out reasoning, graded or compared answers`. */
export const singleAccountHarvestText = (
  { requests, asksFor }: Omit<SingleAccountHarvest, 'account'>,
  t = english,
): string => `${requestsText(requests, t)}: ${short(asksFor.join(', '), 200)}`;
