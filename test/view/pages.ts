/** One target for each page, about things that the made-up scan has. */
import type { Target } from '../../src/protocol/messages.ts';
import type { AccountTab, CaseTab } from '../../src/protocol/view-state.ts';
import { resultsOf } from './host.ts';
import { madeUpAddress } from './made-up/traits.ts';

export function targets(hostile = false): Record<Target['page'], Target> {
  const { report } = resultsOf({ accounts: 1200, templates: 300, hostile });
  const [campaign] = report.campaigns;
  return {
    overview: { page: 'overview' },
    accounts: { page: 'accounts' },
    account: {
      page: 'account',
      account: report.accounts.find((one) => one.campaign === campaign?.id)?.account ?? '',
    },
    templates: { page: 'templates' },
    template: { page: 'template', template: report.templates[0]?.id ?? '' },
    campaigns: { page: 'campaigns' },
    campaign: { page: 'campaign', campaign: campaign?.id ?? '' },
    entities: { page: 'entities' },
    entity: { page: 'entity', kind: 'address', value: madeUpAddress(0, hostile) },
    links: { page: 'links', from: campaign?.accounts[0] ?? '', to: campaign?.accounts[9] ?? '' },
    cleared: { page: 'cleared' },
    drift: { page: 'drift' },
    techniques: { page: 'techniques' },
    decisions: { page: 'decisions' },
    'what-if': { page: 'what-if' },
    compare: { page: 'compare' },
  };
}

/** A harvest by one customer, and one of its accounts. */
export function harvestTargets(): Record<'harvest' | 'harvester', Target> {
  const { report } = resultsOf({ accounts: 1200, templates: 300, hostile: false });
  const { id = '', accounts = [] } = report.campaigns.find(({ verdict }) => verdict === 'harvest') ?? {};
  return {
    harvest: { page: 'campaign', campaign: id },
    harvester: { page: 'account', account: accounts[0] ?? '' },
  };
}

export const TABS: readonly CaseTab[] = ['evidence', 'accounts', 'timeline', 'graph', 'requests', 'decisions'];

/** A part of the page of the campaign. */
export const casePart = (tab: CaseTab, hostile = false): Target => ({ ...targets(hostile).campaign, tab }) as Target;

/** A part of the page of the account. */
export const accountPart = (tab: AccountTab, hostile = false): Target =>
  ({ ...targets(hostile).account, tab }) as Target;

export const ACCOUNT_TABS: readonly AccountTab[] = ['use', 'evidence', 'links', 'requests'];

/** Every part of the page of a campaign. */
export const caseParts = (campaign: string): Record<string, Target> =>
  Object.fromEntries(TABS.map((tab) => [`campaign-${tab}`, { page: 'campaign', campaign, tab }]));

/** One target for each page, and for each further part of the pages of a campaign and of an account. */
export const everything = (): Record<string, Target> => ({
  ...targets(),
  ...Object.fromEntries(TABS.slice(1).map((tab) => [`campaign-${tab}`, casePart(tab)])),
  ...Object.fromEntries(ACCOUNT_TABS.slice(1).map((tab) => [`account-${tab}`, accountPart(tab)])),
});
