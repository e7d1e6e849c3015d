/** Templates as a report shows them, most suspicious first. */
import { addTo } from '../../math/lists/many.ts';
import { chooseSampleRows } from '../accounts/sample-rows.ts';
import type { NumberedCampaign } from './campaign-reports.ts';
import type { DetectionResult } from './detection-result.ts';
import type { LineRefs } from './line-refs.ts';
import { ofPart, type ReportSettings, type TemplateReport } from '../../report/shape/report.ts';
import { saidBy } from '../templates/words/said-clauses.ts';
import { usedTemplates } from '../templates/mining/mine-templates.ts';

const LINES = 20;

/** An intent less probable than this says only what the template is not. */
const MIN_INTENT = 0.05;

export function templateReports(
  found: DetectionResult,
  campaigns: readonly NumberedCampaign[],
  settings: ReportSettings,
  refs: LineRefs,
): TemplateReport[] {
  const users = new Map<number, NumberedCampaign[]>();
  for (const campaign of campaigns.toSorted((a, b) => b.report.score - a.report.score)) {
    for (const template of campaign.templates) addTo(users, template, campaign);
  }
  const used = usedTemplates(found.templates);
  const reports = found.templates.ids.flatMap((id, template): TemplateReport[] => {
    if (!used[template]) return [];
    const { accounts, requests } = found.slices.uses(template);
    const inCampaigns = users.get(template) ?? [];
    const worst = inCampaigns[0]?.report;
    const members = new Set(inCampaigns[0]?.accounts);
    const shown = members.size
      ? (found.slices.ofTemplate.get(template) ?? []).filter((slice) => members.has(slice.account))
      : found.slices.seen(template);
    const organisations = new Set<string>();
    for (const account of accounts) organisations.add(found.profiles.get(account)!.organisation);
    organisations.delete('');
    const text = found.texts.get(template);
    const says = saidBy(found.templates.clauses[template]!, text?.says);
    return [
      {
        id,
        ...(says !== undefined && { says }),
        score: worst?.score ?? settings.accountPrior,
        verdict: ofPart(worst?.verdict),
        requests: requests.reduce((sum, own) => sum + own, 0),
        accounts: accounts.length,
        organisations: organisations.size,
        parts: text?.parts ?? [],
        intents: (text?.intent?.intents ?? []).filter(({ probability }) => probability >= MIN_INTENT),
        campaigns: inCampaigns.map(({ report }) => report.id),
        lines: shown.length ? refs.of(chooseSampleRows(shown, found.table, LINES)) : [],
      },
    ];
  });
  return reports.sort((a, b) => b.score - a.score || b.requests - a.requests || (a.id < b.id ? -1 : 1));
}
