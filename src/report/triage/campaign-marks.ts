import { count } from '../../text/numbers.ts';
import type { CampaignReport } from '../shape/report.ts';
import { AccountMatcher } from './account-matcher.ts';
import {
  type CampaignMembers,
  campaignOverlap,
  hasSameKey,
  isSameCampaign,
  type Overlap,
  overlapSize,
} from './campaign-overlap.ts';
import type { Mark } from './triage.ts';

/**
 * A benign mark covers the accounts and templates that someone reviewed. It still covers a campaign if at most a fifth
 * of the accounts and half of the templates are new; anything that grows beyond that counts again.
 */
const KNOWN_ACCOUNTS = 0.8;
const KNOWN_TEMPLATES = 0.5;

export interface CampaignMark {
  mark: Mark;
  /** Why the mark is not applied, when it is not. */
  lapse?: string;
}

/** Marks of campaigns, found again in later reports by whom they name. */
export class CampaignMarks {
  readonly #marks: { mark: Mark; known: CampaignMembers; matcher: AccountMatcher }[];
  readonly #found = new Map<string, { known: CampaignMembers; matcher: AccountMatcher }>();

  constructor(marks: readonly Mark[]) {
    this.#marks = marks.flatMap((mark) =>
      mark.subject.kind === 'campaign'
        ? [{ mark, known: mark.subject, matcher: new AccountMatcher(mark.subject.accounts) }]
        : [],
    );
  }

  /** The mark that fits best: of its key, else of most of its members. Undefined when none is about this campaign. */
  of(campaign: CampaignReport): CampaignMark | undefined {
    const [best] = this.#marks
      .map((entry) => ({ ...entry, overlap: campaignOverlap(entry.known, campaign, entry.matcher) }))
      .map((entry) => ({ ...entry, isKey: hasSameKey(entry.known, campaign) }))
      .filter(({ overlap, isKey }) => isKey || isSameCampaign(overlap))
      .sort((a, b) => Number(b.isKey) - Number(a.isKey) || overlapSize(b.overlap) - overlapSize(a.overlap));
    if (best === undefined) return undefined;
    const { mark, overlap } = best;
    this.#found.set(campaign.id, best);
    const lapse = mark.state === 'benign' ? newness(campaign, overlap) : undefined;
    return { mark, ...(lapse !== undefined && { lapse }) };
  }

  /** Does the mark of a campaign name this account? */
  namesAccount(campaign: string, account: string): boolean {
    return this.#found.get(campaign)?.matcher.has(account) ?? false;
  }

  namesTemplate(campaign: string, template: string): boolean {
    return this.#found.get(campaign)?.known.templates.includes(template) ?? false;
  }
}

function newness({ id, accounts, templates }: CampaignReport, overlap: Overlap): string | undefined {
  if (overlap.accounts < KNOWN_ACCOUNTS * accounts.length) {
    const fresh = accounts.length - overlap.accounts;
    return `${count(fresh)} of the ${count(accounts.length)} accounts of ${id} are new since it was marked benign, so it counts again`;
  }
  if (overlap.templates < KNOWN_TEMPLATES * templates.length) {
    const fresh = templates.length - overlap.templates;
    return `${count(fresh)} of the ${count(templates.length)} templates of ${id} are new since it was marked benign, so it counts again`;
  }
  return undefined;
}
