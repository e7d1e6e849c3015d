/** Who is behind a campaign, one customer or a relay, in words that are the same in every place. */
import { likelihood } from './likelihood.ts';
import { count, probability } from './numbers.ts';
import { accountsText, english } from './speech.ts';

/** What cannot be told from a log. */
export const CONTRACT = 'whether that is allowed is a matter of its contract';

interface OfOneCustomer {
  verdict: string;
  accounts: readonly string[];
  customer?: { organisation: string; accounts: number; score: number; asks: boolean };
}

/** Whose accounts they are, and what they do apart from that; without a full stop. Undefined where there is no such customer. */
export function customerText({ customer, accounts, verdict }: OfOneCustomer, t = english): string | undefined {
  if (customer === undefined) return undefined;
  const { organisation, accounts: own, score, asks } = customer;
  const whose = t('{0} of {1} belong to {2}', count(own), accountsText(accounts.length, t), organisation);
  const how = t(
    'a harvest with a probability of {0} ({1}), by all evidence but that',
    probability(score),
    likelihood(score, t),
  );
  if (verdict === 'harvest') return `${whose}: ${how}; ${t(CONTRACT)}`;
  return `${whose}: ${how}${asks ? '' : `; ${t('what they ask for does not suggest one')}`}`;
}

/** Below this a harvest is too unlikely to leave it open. */
const UNLIKELY = 0.2;

interface Cleared {
  customer?: { score: number; asks: boolean };
  coordinated?: true;
}

/**
 * What a cleared group is, where its accounts work together all the same: `Coordinated by one customer, not a harvest (probability 3%). `, with
 * what follows in mind. Empty where that is not known. Of a harvest that what they ask for speaks against, no number is said.
 */
export function clearedAs({ customer, coordinated }: Cleared, t = english): string {
  if (customer === undefined) return coordinated ? `${t('Coordinated, not a harvest.')} ` : '';
  const { score, asks } = customer;
  if (!asks) return `${t('Coordinated by one customer; what they ask for does not suggest a harvest.')} `;
  return `${t(
    score < UNLIKELY
      ? 'Coordinated by one customer, not a harvest (probability {0}).'
      : 'Coordinated by one customer, a harvest below the threshold (probability {0}).',
    probability(score),
  )} `;
}

export function customerSentences(campaign: OfOneCustomer, t = english): string[] {
  const text = customerText(campaign, t);
  return text === undefined ? [] : [`${text}.`];
}

interface Group {
  id: string;
  verdict: string;
  accounts: readonly string[];
}

/** How many of a campaign's accounts belong to a relay, where more than half do; else 0. */
function ownedBy(relay: Group, { verdict, accounts }: Group): number {
  if (relay.verdict !== 'relay' || verdict === 'relay') return 0;
  const keys = new Set(relay.accounts);
  const own = accounts.filter((account) => keys.has(account)).length;
  return 2 * own > accounts.length ? own : 0;
}

/** Whose requests those of a campaign may be, or what comes through a relay; without a full stop. Undefined where there is nothing to say. */
export function relayText(campaign: Group, all: readonly Group[], t = english): string | undefined {
  if (campaign.verdict === 'relay') {
    const through = all.filter((one) => ownedBy(campaign, one) > 0).map(({ id }) => id);
    return through.length === 0 ? undefined : t('most accounts of {0} are its own', through.join(', '));
  }
  const [most] = all
    .map((relay) => ({ id: relay.id, own: ownedBy(relay, campaign) }))
    .toSorted((a, b) => b.own - a.own);
  if (most === undefined || most.own === 0) return undefined;
  return t(
    '{0} of {1} belong to relay {2}, so those who asked may be its customers',
    count(most.own),
    accountsText(campaign.accounts.length, t),
    most.id,
  );
}
