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

export function customerSentences(campaign: OfOneCustomer): string[] {
  const text = customerText(campaign);
  return text === undefined ? [] : [`${text}.`];
}
