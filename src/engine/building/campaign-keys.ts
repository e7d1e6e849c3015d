/** Keys that identify campaigns across scans: a campaign's number in a report means nothing in the next one. */
import { campaignKey } from '../../report/shape/campaign-key.ts';
import type { NumberedCampaign } from './campaign-reports.ts';
import type { DetectionResult } from './detection-result.ts';

/**
 * One key a campaign, in order. It comes from what stays while members come and go: the template that most members use. A
 * relay has no templates, nor has what shows in free text: there it is the account with most requests. Of two campaigns with the same, the more suspicious one
 * has it, and the other the next.
 */
export function campaignKeys(campaigns: readonly NumberedCampaign[], found: DetectionResult): string[] {
  const taken = new Set<string>();
  return campaigns.map((campaign) => {
    const templates = campaign.judgement ? templateKeys(campaign, found) : [];
    const names = templates.length > 0 ? templates : accountKeys(campaign, found);
    const key = names.find((name) => !taken.has(name)) ?? campaignKey([...names, campaign.report.id].join('\0'));
    taken.add(key);
    return key;
  });
}

function templateKeys({ judgement }: NumberedCampaign, { templates }: DetectionResult): string[] {
  const uses = new Map<number, { members: number; requests: number }>();
  for (const slices of judgement!.candidate.slices) {
    for (const { template, rows } of slices) {
      if (template < 0) continue;
      const use = uses.get(template) ?? { members: 0, requests: 0 };
      uses.set(template, { members: use.members + 1, requests: use.requests + rows.length });
    }
  }
  return [...uses]
    .map(([template, use]) => ({ id: templates.ids[template]!, ...use }))
    .sort((a, b) => b.members - a.members || b.requests - a.requests || (a.id < b.id ? -1 : 1))
    .map(({ id }) => campaignKey(id));
}

const accountKeys = ({ accounts }: NumberedCampaign, { profiles }: DetectionResult): string[] =>
  accounts
    .map((account) => profiles.get(account)!)
    .sort((a, b) => b.requests - a.requests || (a.account < b.account ? -1 : 1))
    .map(({ account }) => campaignKey(account));
