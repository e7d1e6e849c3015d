import { addTo } from '../../../math/lists/many.ts';
import type { AccountGroup, CampaignGraph } from '../../../protocol/chart-data.ts';
import { forEachSelected } from '../selection.ts';
import type { Results } from '../results.ts';
import { requestsOf } from '../../../report/shape/activity/counted-index.ts';

const MAX_TEMPLATES = 40;
const MAX_GROUPS = 40;
const MAX_NAMES = 50;

interface Member {
  account: string;
  counts: number[];
}

/** Who in a campaign sends which template; undefined when the scan does not know the campaign. */
export function campaignGraph({ charts: results }: Results, id: string): CampaignGraph | undefined {
  const campaign = results.campaign(id);
  if (campaign === undefined) return undefined;
  const { index } = results;
  const totals = new Map<number, number>();
  const byAccount = new Map<number, Map<number, number>>();
  const templates = new Set(campaign.templates.map((template) => results.templateNumber(template)));
  forEachSelected(results, { campaign: id }, (row) => {
    const template = index.template[row] ?? -1;
    if (!templates.has(template)) return;
    const account = index.account[row] ?? 0;
    const own = requestsOf(index, row);
    totals.set(template, (totals.get(template) ?? 0) + own);
    const counts = byAccount.get(account) ?? new Map<number, number>();
    counts.set(template, (counts.get(template) ?? 0) + own);
    byAccount.set(account, counts);
  });
  const order = [...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([template]) => template);
  const drawn = order.slice(0, MAX_TEMPLATES);
  const members = [...byAccount].map(([account, counts]): Member => ({
    account: index.accounts[account] ?? '',
    counts: drawn.map((template) => counts.get(template) ?? 0),
  }));
  const groups = groupsOf(results, members);
  const kept = groups.slice(0, MAX_GROUPS);
  return {
    campaign: id,
    templates: drawn.map((template, place) => ({
      template: index.templates[template] ?? '',
      requests: totals.get(template) ?? 0,
      accounts: members.filter(({ counts }) => (counts[place] ?? 0) > 0).length,
    })),
    groups: kept.map(({ group }) => group),
    traces: (campaign.infrastructure ?? []).map(({ kind, value, members: places, others }) => {
      const having = new Set(places.map((place) => campaign.accounts[place]));
      const counts = kept.map(({ names }) => names.filter((name) => having.has(name)).length);
      return { kind, value, members: places.length, others, counts };
    }),
    moreTemplates: order.length - drawn.length,
    moreAccounts: members.length - kept.reduce((sum, { names }) => sum + names.length, 0),
  };
}

/** Members of a campaign are alike: hundreds of accounts with the same templates are one group. */
function groupsOf(results: Results, members: readonly Member[]): { group: AccountGroup; names: string[] }[] {
  const bySet = new Map<string, Member[]>();
  for (const member of members) {
    const key = member.counts.map((count) => (count > 0 ? '1' : '0')).join('');
    addTo(bySet, key, member);
  }
  const groups = [...bySet.values()].map((own) => {
    const counts = own[0]?.counts.map((_, place) => own.reduce((sum, member) => sum + (member.counts[place] ?? 0), 0));
    const names = own.map(({ account }) => account).sort();
    const organisations = new Set(names.map((name) => results.account(name)?.organisation).filter(Boolean));
    const group: AccountGroup = {
      accounts: names.slice(0, MAX_NAMES),
      size: names.length,
      organisations: organisations.size,
      requests: (counts ?? []).reduce((sum, value) => sum + value, 0),
      counts: counts ?? [],
    };
    return { group, names };
  });
  return groups.sort(
    ({ group: a }, { group: b }) =>
      b.size - a.size || b.requests - a.requests || ((a.accounts[0] ?? '') < (b.accounts[0] ?? '') ? -1 : 1),
  );
}
