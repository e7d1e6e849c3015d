/** One target for each page, about things that the made-up scan has. */
import type { Target } from '../../src/protocol/messages.ts';
import { resultsOf } from './host.ts';

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
    cleared: { page: 'cleared' },
    drift: { page: 'drift' },
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
