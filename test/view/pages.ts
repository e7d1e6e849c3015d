/** One target for each page, about things that the made-up scan has. */
import { Scan } from './synthetic.ts';
import type { Target } from '../../src/protocol/messages.ts';

export function targets(hostile = false): Record<Target['page'], Target> {
  const scan = new Scan({ accounts: 1200, templates: 300, hostile });
  return {
    overview: { page: 'overview' },
    accounts: { page: 'accounts' },
    account: { page: 'account', account: scan.accounts[0]?.account ?? '' },
    templates: { page: 'templates' },
    template: { page: 'template', template: scan.templates[0]?.id ?? '' },
    campaigns: { page: 'campaigns' },
    campaign: { page: 'campaign', campaign: scan.campaigns[0]?.id ?? '' },
    cleared: { page: 'cleared' },
    decisions: { page: 'decisions' },
    'what-if': { page: 'what-if' },
    compare: { page: 'compare' },
  };
}
