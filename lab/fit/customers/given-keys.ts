/**
 * Who would be one account if each group had a few keys instead of one a member. No labelled log holds a harvest by one account, so
 * campaigns stand in for it, and groups of innocent accounts for those who do ordinary work under one key.
 */
import type { Random } from '../../../src/math/random.ts';
import type { Dump } from '../logs/dumped.ts';
import type { LogTruth } from '../logs/labelled-log.ts';

/** Keys a group is given, fewer than would make it a candidate. */
const KEYS = [1, 1, 2, 4] as const;
/** An innocent group of fewer accounts is left as it is. */
const SMALLEST = 5;

export interface GivenKey {
  isCampaign: boolean;
  /** Ids of the accounts that it replaces, at least two. Its own id is that of the first. */
  accounts: string[];
}

/**
 * Accounts of campaigns by the truth, and of candidates that are innocent or allowed, largest first. An account is in one group at
 * most, and those of relays stay relays.
 */
export function givenKeys({ log, candidates }: Dump, { accounts }: LogTruth, random: Random): GivenKey[] {
  const campaigns = new Map<string, string[]>();
  for (const [id, { class: kind, campaign, harvest }] of accounts)
    if (kind === 'distillation' && harvest > 0) campaigns.set(campaign, [...(campaigns.get(campaign) ?? []), id]);
  const taken = new Set([...campaigns.values()].flat());
  const groups = [...campaigns.values()].map((ids) => ({ isCampaign: true, ids }));
  const innocent = candidates.filter(({ label }) => label === 'innocent' || label === 'authorised');
  for (const candidate of innocent.sort((a, b) => b.accounts.length - a.accounts.length)) {
    const members = candidate.accounts.map((account) => log.accounts[account]!);
    const ids = members.flatMap(({ id, class: kind }) => (kind === 'relay' || taken.has(id) ? [] : [id]));
    if (ids.length < SMALLEST) continue;
    for (const id of ids) taken.add(id);
    groups.push({ isCampaign: false, ids });
  }
  return groups.flatMap(({ isCampaign, ids }) => {
    const keys = Array.from({ length: random.pick(KEYS) }, (): string[] => []);
    for (const id of ids) random.pick(keys).push(id);
    return keys.flatMap((own) => (own.length < 2 ? [] : [{ isCampaign, accounts: own }]));
  });
}
