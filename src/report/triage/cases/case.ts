/** What holds of a case by its history, and which case a campaign of a report is. */
import type { Report } from '../../shape/report.ts';
import { AccountMatcher } from '../account-matcher.ts';
import { bestKnown, type CampaignMembers } from '../campaign-overlap.ts';
import type { CampaignSubject, Case, CaseEvent, Mark, Triage } from '../triage.ts';

export function caseOf(campaign: CampaignSubject, history: readonly CaseEvent[], file?: string): Case {
  const last = (field: keyof CaseEvent): CaseEvent => history.findLast((event) => event[field] !== undefined) ?? {};
  const { status = 'new', note: reason } = last('status');
  const { owner } = last('owner');
  const { ticket } = last('ticket');
  const { time: changed } = last('time');
  const mark = markOf(campaign, last('decision'), owner);
  return {
    campaign,
    history,
    ...(file !== undefined && { file }),
    status,
    ...(status === 'closed' && reason !== undefined && { reason }),
    ...(owner && { owner }),
    ...(ticket && { ticket }),
    ...(changed !== undefined && { changed }),
    ...(mark && { mark }),
  };
}

function markOf(
  subject: CampaignSubject,
  { decision, note, by, time, expires }: CaseEvent,
  owner: string | undefined,
): Mark | undefined {
  if (decision === undefined || decision === 'open' || note === undefined) return undefined;
  return {
    subject,
    state: decision,
    note,
    ...(by !== undefined && { author: by }),
    ...(owner && { owner }),
    ...(time !== undefined && { date: time.slice(0, 10) }),
    ...(expires !== undefined && { expires }),
  };
}

/** Finds the case of a campaign, whatever number it has today. */
export class CaseFinder {
  readonly #entries: { known: CampaignMembers; matcher: AccountMatcher; found: Case }[];

  constructor({ cases = [] }: Triage) {
    this.#entries = cases.map((found) => ({
      known: found.campaign,
      matcher: new AccountMatcher(found.campaign.accounts),
      found,
    }));
  }

  of(campaign: CampaignMembers): Case | undefined {
    return this.#entries.length === 0 ? undefined : bestKnown(this.#entries, campaign)?.found;
  }
}

/** The cases of a report's campaigns, by the campaigns' numbers. */
export function casesIn({ campaigns }: Report, triage: Triage): ReadonlyMap<string, Case> {
  const finder = new CaseFinder(triage);
  return new Map(
    campaigns.flatMap((campaign) => {
      const found = finder.of(campaign);
      return found === undefined ? [] : [[campaign.id, found] as const];
    }),
  );
}
