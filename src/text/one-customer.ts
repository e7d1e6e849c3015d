/** The one customer behind a campaign, in words that are the same in every place. */
import { likelihood } from './likelihood.ts';
import { count, counted, probability } from './numbers.ts';

/** What cannot be told from a log. */
export const CONTRACT = 'whether that is allowed is a matter of its contract';

interface OfOneCustomer {
  verdict: string;
  accounts: readonly string[];
  customer?: { organisation: string; accounts: number; score: number; asks: boolean };
}

/** Whose accounts they are, and what they do apart from that; without a full stop. Undefined where there is no such customer. */
export function customerText({ customer, accounts, verdict }: OfOneCustomer): string | undefined {
  if (customer === undefined) return undefined;
  const { organisation, accounts: own, score, asks } = customer;
  const whose = `${count(own)} of ${counted(accounts.length, 'account')} belong to ${organisation}`;
  const how = `a harvest with a probability of ${probability(score)} (${likelihood(score)}), by all evidence but that`;
  if (verdict === 'harvest') return `${whose}: ${how}; ${CONTRACT}`;
  return `${whose}: ${how}${asks ? '' : '; what they ask does not speak for one'}`;
}

/** Below this a harvest is too unlikely to leave it open. */
const UNLIKELY = 0.2;

interface Cleared {
  customer?: { score: number; asks: boolean };
  coordinated?: true;
}

/**
 * What a cleared group is, where its accounts work together all the same: `Coordinated, not a harvest (one customer, 3%). `, with
 * what follows in mind. Empty where that is not known.
 */
export function clearedAs({ customer, coordinated }: Cleared): string {
  if (customer === undefined) return coordinated ? 'Coordinated, not a harvest. ' : '';
  const { score, asks } = customer;
  const what = !asks || score < UNLIKELY ? 'not a harvest' : 'a harvest below the threshold';
  return `Coordinated, ${what} (one customer, ${probability(score)}). `;
}

export function customerSentences(campaign: OfOneCustomer): string[] {
  const text = customerText(campaign);
  return text === undefined ? [] : [`${text}.`];
}
