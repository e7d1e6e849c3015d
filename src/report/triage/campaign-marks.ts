import { logOdds } from '../../math/log-odds.ts';
import { count, probability } from '../../text/numbers.ts';
import { accountsText, english } from '../../text/speech.ts';
import type { CampaignReport } from '../shape/report.ts';
import { AccountMatcher } from './account-matcher.ts';
import { bestKnown, commonTemplates, type Overlap } from './campaign-overlap.ts';
import type { Mark, MarkSubject } from './triage.ts';

/**
 * A benign mark covers the accounts and templates that someone reviewed. It still covers a campaign if at most a fifth
 * of the accounts and half of the templates are new and it is no more suspicious; anything beyond that counts again. So does
 * what is known from other groups: in two worlds that were never fitted on, four fifths of the accounts hid 415 groups on the next
 * day, and no campaign.
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
  readonly #marks: { mark: Mark; known: Cleared; matcher: AccountMatcher }[];
  readonly #threshold: number;
  readonly #found = new Map<string, { known: Cleared; matcher: AccountMatcher }>();

  constructor(marks: readonly Mark[], threshold: number) {
    this.#threshold = threshold;
    this.#marks = marks.flatMap((mark) =>
      mark.subject.kind === 'campaign'
        ? [{ mark, known: mark.subject, matcher: new AccountMatcher(mark.subject.accounts) }]
        : [],
    );
  }

  /** The mark that fits best. Undefined when none is about this campaign. */
  of(campaign: CampaignReport): CampaignMark | undefined {
    const best = bestKnown(this.#marks, campaign);
    if (best === undefined) return undefined;
    const { mark, overlap } = best;
    this.#found.set(campaign.id, best);
    const lapse =
      mark.state === 'benign' ? (newness(campaign, overlap) ?? this.#rise(campaign, best.known.score)) : undefined;
    return { mark, ...(lapse !== undefined && { lapse }) };
  }

  #rise({ id, score }: CampaignReport, was: number | undefined): string | undefined {
    if (was === undefined || !hasRisen(was, score, this.#threshold)) return undefined;
    return `the score of ${id} rose from ${probability(was)} to ${probability(score)} since it was marked benign, so it counts again`;
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

/** Odds that doubled have risen. */
const RISEN = Math.log(2);

/** Is a group more suspicious than when it was cleared? One that was called all the same cannot be. */
const hasRisen = (was: number, is: number, threshold: number): boolean =>
  was < threshold && (is >= threshold || logOdds(is) - logOdds(was) >= RISEN);

type Cleared = Extract<MarkSubject, { kind: 'campaign' }>;

/**
 * Groups that people cleared, as later ones are known by: strangers who share a template for an innocent reason come again on the next
 * day, cut into other groups. A group is known where most of its accounts stand in groups that were marked benign, it asks for
 * what these did, and it is no more suspicious than they were.
 */
export class KnownGroups {
  readonly #cleared: { group: Cleared; matcher: AccountMatcher }[];
  readonly #accounts: AccountMatcher;
  readonly #threshold: number;

  /** @param marks those that hold. Of one without a score it cannot be told whether it rose, so it is known by itself alone. */
  constructor(marks: readonly Mark[], threshold: number) {
    this.#cleared = marks.flatMap(({ subject, state }) =>
      subject.kind === 'campaign' && state === 'benign' && subject.score !== undefined
        ? [{ group: subject, matcher: new AccountMatcher(subject.accounts) }]
        : [],
    );
    this.#accounts = new AccountMatcher(this.#cleared.flatMap(({ group }) => group.accounts));
    this.#threshold = threshold;
  }

  /** Why it is known, in a sentence; undefined where it is new, or where it grew, changed or rose. */
  of(campaign: CampaignReport): string | undefined {
    const { accounts, templates, score, verdict } = campaign;
    if (this.#cleared.length === 0 || verdict === 'relay') return undefined;
    const known = accounts.filter((account) => this.#accounts.has(account));
    if (known.length < KNOWN_ACCOUNTS * accounts.length) return undefined;
    const groups = this.#cleared.filter(({ matcher }) => known.some((account) => matcher.has(account)));
    const asked = new Set(groups.flatMap(({ group }) => commonTemplates(group, campaign)));
    if (asked.size < KNOWN_TEMPLATES * templates.length) return undefined;
    const was = Math.max(...groups.map(({ group }) => group.score ?? 0));
    if (hasRisen(was, score, this.#threshold)) return undefined;
    return `${count(known.length)} of its ${accountsText(accounts.length, english)} stand in groups that were marked benign, and neither its templates nor its score say more.`;
  }
}
