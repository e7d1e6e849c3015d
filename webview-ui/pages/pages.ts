/** The pages of the dashboard. Adding one takes a file and an entry here. */
import type { Target } from '../../src/protocol/messages.ts';
import type { Overview } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { count } from '../../src/text/numbers.ts';
import { accountPage } from './account.ts';
import { accountsPage } from './accounts.ts';
import { campaignPage } from './campaign.ts';
import { campaignsPage } from './campaigns.ts';
import { clearedPage } from './cleared.ts';
import { comparePage } from './compare.ts';
import { decisionsPage } from './decisions.ts';
import { driftPage } from './drift.ts';
import { entitiesPage } from './entities.ts';
import { entityPage } from './entity.ts';
import { linksPage } from './links.ts';
import { overviewPage } from './overview.ts';
import { templatePage } from './template.ts';
import { techniquesPage } from './techniques.ts';
import { templatesPage } from './templates.ts';
import { whatIfPage } from './what-if.ts';

type PageName = Target['page'];
type TargetOf<P extends PageName> = Extract<Target, { page: P }>;

export interface PageEntry {
  page: PageName;
  /** Entry of the navigation that is marked while the page is shown. */
  section: PageName;
  title: string;
  /** Where the navigation leads; absent for pages about one thing. */
  nav?: Target;
  /** Number next to the title. */
  amount?: (overview: Overview) => string;
  draw: (page: PageContext, target: Target) => Node[];
}

/** Narrows the target once, so that each page gets its own kind. */
function entry<P extends PageName>(
  page: P,
  rest: Omit<PageEntry, 'page' | 'draw'>,
  draw: (context: PageContext, target: TargetOf<P>) => Node[],
): PageEntry {
  const isMine = (target: Target): target is TargetOf<P> => target.page === page;
  return { ...rest, page, draw: (context, target) => (isMine(target) ? draw(context, target) : []) };
}

const amounts = {
  accounts: (o: Overview): string => count(o.population?.accounts ?? o.accounts.length),
  templates: (o: Overview): string => count(o.population?.templates ?? o.templates.length),
  // Those that the headline counts: beside them the page lists groups that were not flagged, or that people cleared.
  campaigns: ({ campaigns, triage }: Overview): string => {
    const cleared = new Set(triage.items.flatMap((one) => (one.kind === 'campaign' && !one.counted ? one.id : [])));
    return count(campaigns.filter(({ id, verdict }) => verdict !== 'none' && !cleared.has(id)).length);
  },
};

export const PAGES: readonly PageEntry[] = [
  entry('overview', { section: 'overview', title: 'Overview', nav: { page: 'overview' } }, overviewPage),
  entry(
    'accounts',
    { section: 'accounts', title: 'Accounts', nav: { page: 'accounts' }, amount: amounts.accounts },
    accountsPage,
  ),
  entry(
    'templates',
    { section: 'templates', title: 'Templates', nav: { page: 'templates' }, amount: amounts.templates },
    templatesPage,
  ),
  entry(
    'campaigns',
    { section: 'campaigns', title: 'Campaigns', nav: { page: 'campaigns' }, amount: amounts.campaigns },
    campaignsPage,
  ),
  entry('entities', { section: 'entities', title: 'Entities', nav: { page: 'entities' } }, entitiesPage),
  entry('entity', { section: 'entities', title: 'Entity' }, entityPage),
  entry('links', { section: 'entities', title: 'Links' }, linksPage),
  entry('cleared', { section: 'campaigns', title: 'Considered and cleared' }, clearedPage),
  entry('techniques', { section: 'overview', title: 'Techniques' }, techniquesPage),
  entry('drift', { section: 'overview', title: 'Drift' }, driftPage),
  entry('decisions', { section: 'decisions', title: 'Decisions', nav: { page: 'decisions' } }, decisionsPage),
  entry('what-if', { section: 'what-if', title: 'What if', nav: { page: 'what-if' } }, whatIfPage),
  entry('compare', { section: 'compare', title: 'Compare', nav: { page: 'compare' } }, comparePage),
  entry('account', { section: 'accounts', title: 'Account' }, accountPage),
  entry('template', { section: 'templates', title: 'Template' }, templatePage),
  entry('campaign', { section: 'campaigns', title: 'Campaign' }, campaignPage),
];

export function pageOf(target: Target): PageEntry {
  const found = PAGES.find((page) => page.page === target.page);
  if (found === undefined) throw new Error(`No page ${target.page}`);
  return found;
}
