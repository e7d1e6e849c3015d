/** The groups that a campaign was joined from, in words: the same in terminal, editor and exports. */
import { count, counted, probability } from '../../text/numbers.ts';
import type { CampaignReport } from './campaign-report.ts';
import { askedFor } from './intent-title.ts';
import type { Report } from './report.ts';

/** Templates of a part that are named, those of most requests. */
const NAMED = 3;

/** What each asks for, in their order. */
export function partTitles({ templates, parts = [] }: CampaignReport, report: Pick<Report, 'templates'>): string[] {
  const ids = new Set(templates);
  const own = report.templates.filter(({ id }) => ids.has(id));
  return parts.map((part) => askedFor(part.templates, own) ?? 'Shared templates');
}

/** `T1, T2, T3 and 4 more`. */
export const namedTemplates = (templates: readonly string[]): string =>
  `${templates.slice(0, NAMED).join(', ')}${templates.length > NAMED ? ` and ${count(templates.length - NAMED)} more` : ''}`;

/** `Asks for grading (T1, T2): 24 accounts, 12 of them in another group too; 312 requests; score 85%`. */
export function partTexts(campaign: CampaignReport, report: Pick<Report, 'templates'>): string[] {
  const titles = partTitles(campaign, report);
  return (campaign.parts ?? []).map(
    ({ templates, accounts, inCommon, requests, score }, at) =>
      `${titles[at]!} (${namedTemplates(templates)}): ${counted(accounts, 'account')}, ${count(inCommon)} of them in another group too; ${counted(requests, 'request')}; score ${probability(score)}`,
  );
}
