/** Which page to show when new results arrive: the numbers of campaigns and templates mean nothing across scans. */
import type { Target } from '../../src/protocol/messages.ts';
import type { Overview } from '../../src/protocol/view-model.ts';
import type { ViewState } from '../../src/protocol/view-state.ts';

/** Accounts of a campaign that are remembered. */
const REMEMBERED = 50;
/** Characters of a template that are remembered. */
const TEXT = 200;

type Seen = NonNullable<ViewState['seen']>;

/** What a page is about, by what the next scan can be searched for. */
export function seenOf(target: Target, overview: Overview): Seen {
  const scan = scanOf(overview);
  if (target.page === 'campaign') {
    const accounts = overview.campaigns.find(({ id }) => id === target.campaign)?.accounts ?? [];
    return { scan, of: accounts.slice(0, REMEMBERED) };
  }
  return { scan, of: target.page === 'template' ? [textOf(overview, target.template)] : [] };
}

/**
 * The page for the newest results: that of the same campaign or template when they are about the same logs, the first page
 * when they are about others.
 */
export function afterScan({ target, seen, range }: ViewState, overview: Overview): Partial<ViewState> {
  if (!overview.scanned || seen === undefined) return { target };
  if (seen.scan !== scanOf(overview)) {
    return { target: target.page === 'compare' ? target : { page: 'overview' }, filter: '', range: null };
  }
  if (target.page === 'campaign') return { target: sameCampaign(seen, overview), range };
  if (target.page !== 'template' || textOf(overview, target.template) === seen.of[0]) return { target };
  const same = overview.templates.find(({ id }) => textOf(overview, id) === seen.of[0]);
  return { target: same === undefined ? { page: 'templates' } : { page: 'template', template: same.id } };
}

function sameCampaign({ of }: Seen, { campaigns }: Overview): Target {
  const known = new Set(of);
  const shared = campaigns.map(({ accounts }) => accounts.filter((account) => known.has(account)).length);
  const most = Math.max(0, ...shared);
  const same = campaigns[shared.indexOf(most)];
  return most === 0 || same === undefined ? { page: 'campaigns' } : { page: 'campaign', campaign: same.id };
}

const scanOf = ({ title, inputs }: Overview): string =>
  JSON.stringify([title, ...(inputs?.files ?? []).slice(0, REMEMBERED).map(({ path }) => path)]);

function textOf({ templates }: Overview, id: string): string {
  const parts = templates.find((template) => template.id === id)?.parts ?? [];
  return parts
    .map((part) => ('text' in part ? part.text : '…'))
    .join('')
    .slice(0, TEXT);
}
