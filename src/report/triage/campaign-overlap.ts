/**
 * Recognises a campaign in another scan. Its number changes, members come and go, and accounts are banned and replaced,
 * but many of the same accounts still send some of the same templates.
 */
import { campaignKey } from '../shape/campaign-key.ts';
import { AccountMatcher } from './account-matcher.ts';

export interface CampaignMembers {
  /** Stays the same from scan to scan; decisions of old, and those written by hand, may have none. */
  key?: string;
  accounts: readonly string[];
  templates: readonly string[];
  /** What each template says, in hashes that nobody can forge; empty, or absent, where it is not known. */
  says?: readonly string[];
}

export interface Overlap {
  /** Accounts and templates that both have. */
  accounts: number;
  templates: number;
  /** Share of the common ones in the smaller of the two, 0 to 1: of accounts, and of templates. */
  accountShare: number;
  templateShare: number;
}

/**
 * Share of common accounts or templates from which two are one campaign. The halves of campaigns that were cut in two by
 * time had 1.0 of the accounts and 0.87 of the templates of the smaller half in common, and nothing with other groups.
 */
const MIN_OVERLAP = 0.5;
/** One common account may be chance. Groups of relaying accounts have no templates. */
const MIN_COMMON_ACCOUNTS = 2;

/** `known` may name accounts by hash. `matcher` is made of its accounts; one that is kept saves making it again. */
export function campaignOverlap(
  known: CampaignMembers,
  present: CampaignMembers,
  matcher = new AccountMatcher(known.accounts),
): Overlap {
  const accounts = present.accounts.filter((account) => matcher.has(account)).length;
  const templates = commonTemplates(known, present).length;
  const share = (common: number, a: number, b: number): number => (common === 0 ? 0 : common / Math.min(a, b));
  return {
    accounts,
    templates,
    accountShare: share(accounts, known.accounts.length, present.accounts.length),
    templateShare: share(templates, known.templates.length, present.templates.length),
  };
}

export function isSameCampaign({ accounts, accountShare, templateShare }: Overlap): boolean {
  return (accounts >= MIN_COMMON_ACCOUNTS && accountShare >= MIN_OVERLAP) || templateShare >= MIN_OVERLAP;
}

/** Places of templates of one in the other: of those that say the same, and of those of one id where it is not known of both what they say. */
export function commonTemplates(known: CampaignMembers, present: CampaignMembers): number[] {
  const own = new Map(known.templates.map((template, at) => [template, known.says?.[at] ?? '']));
  const all = new Set(known.says);
  return [...present.templates.keys()].filter((at) => {
    const [said, says] = [own.get(present.templates[at]!), present.says?.[at] ?? ''];
    return (says !== '' && all.has(says)) || (said !== undefined && mayBeOne(said, says));
  });
}

/** Whether two templates of one id may be one, by what they say; empty where it is not known. */
export const mayBeOne = (a = '', b = ''): boolean => a === '' || b === '' || a === b;

/**
 * Two of the same key are one campaign, whoever came and went. A key is 32 bits of the name of a template or an account: where that name
 * is another's, or says something else, it was made to have the key.
 */
export function hasSameKey(known: CampaignMembers, present: CampaignMembers, matcher?: AccountMatcher): boolean {
  const { key } = known;
  if (key === undefined || key !== present.key) return false;
  const givesKey = (name: string): boolean => campaignKey(name) === key;
  // One that neither gives was carried from scan to scan, which took more than a name.
  if (present.templates.some(givesKey))
    return commonTemplates(known, present).some((at) => givesKey(present.templates[at]!));
  const accounts = present.templates.length > 0 ? [] : present.accounts.filter(givesKey);
  const own = matcher ?? new AccountMatcher(known.accounts);
  return accounts.length === 0 || accounts.some((account) => own.has(account));
}

/** A campaign of an earlier scan, with what finds its accounts. */
export interface Known {
  known: CampaignMembers;
  matcher: AccountMatcher;
}

/** The one that fits best: of the same key, else of most members. Undefined when none is the campaign. */
export function bestKnown<T extends Known>(
  entries: readonly T[],
  present: CampaignMembers,
): (T & { overlap: Overlap }) | undefined {
  return entries
    .map((entry) => ({
      ...entry,
      overlap: campaignOverlap(entry.known, present, entry.matcher),
      isKey: hasSameKey(entry.known, present, entry.matcher),
    }))
    .filter(({ overlap, isKey }) => isKey || isSameCampaign(overlap))
    .sort((a, b) => Number(b.isKey) - Number(a.isKey) || overlapSize(b.overlap) - overlapSize(a.overlap))[0];
}

/** Orders overlaps: the more of both, the larger. */
export function overlapSize({ accountShare, templateShare }: Overlap): number {
  return accountShare + templateShare;
}
