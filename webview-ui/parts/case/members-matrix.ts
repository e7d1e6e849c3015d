/** Accounts by evidence: what each contributes to the campaign, who is near it, and what would be left without one. */
import { nats } from '../../../src/text/likelihood.ts';
import { count, probability } from '../../../src/text/numbers.ts';
import { short } from '../../../src/text/visible.ts';
import { longName } from '../long-name.ts';
import type { CaseMember } from '../../../src/protocol/case-data.ts';
import type { CampaignReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { share } from '../format.ts';
import { standingMark } from '../findings/decided.ts';
import { hasCounts } from '../every-request.ts';
import { numberOf } from '../number-of.ts';
import { section } from '../section.ts';
import { column, type Column } from '../table-column.ts';
import { virtualTable } from '../virtual-table.ts';
import { t } from '../words.ts';

/** Columns that take every request, or their counts, and what two of them mean. */
const OF_EVERY_REQUEST: ReadonlySet<string> = new Set(['Takes turns']);
const OF_COUNTS: ReadonlySet<string> = new Set(['Templates', 'Without it']);
const MEANINGS =
  '“Own weight” is what doubt about its membership takes off the campaign’s weight; “Takes turns” is the share of its requests that follow another member’s request; “Without it” is what the campaign would lose.';

export function membersMatrix(
  page: PageContext,
  campaign: CampaignReport,
  members: readonly CaseMember[],
): HTMLElement {
  const near = members.filter(({ member }) => !member).length;
  const all = campaign.templates.length;
  const isLoss = members.some(({ ownTemplates }) => ownTemplates > 0);
  // A group may be part of what its accounts send of its templates, as one customer's requests through a relay are.
  const sent = members.reduce((sum, { member, requests }) => sum + (member ? requests : 0), 0);
  const columns: Column<CaseMember>[] = [
    column('Account', 'minmax(9rem, 2fr)', ({ account, member }) =>
      h('span', longName(account), member ? '' : h('span.chip', t('near {0}', short(campaign.id, 20)))),
    ),
    column('Verdict', '9.5rem', (row) => standingMark(page, 'account', row.account, row), { from: 520 }),
    column('>Belongs', '5rem', ({ belongs }) => (belongs === null ? '–' : probability(belongs)), {
      sort: ({ belongs }) => belongs ?? -1,
    }),
    column('>Own weight', '6rem', ({ weight }) => (weight === 0 ? '0' : nats(weight)), {
      sort: ({ weight }) => weight,
      from: 620,
    }),
    column(
      '>Templates',
      '6rem',
      // A relay is no group of templates: its accounts send what their customers ask.
      ({ templates }) => (all === 0 ? count(templates) : t('{0} of {1}', count(templates), count(all))),
      { sort: ({ templates }) => templates },
    ),
    column('>Takes turns', '6.5rem', ({ turns, requests }) => (requests === 0 ? '–' : share(turns)), {
      sort: ({ turns }) => turns,
      from: 700,
    }),
    column('Without it', isLoss ? '17rem' : '10.5rem', (row) => without(row, Math.max(1, sent, campaign.requests)), {
      sort: ({ requests }) => requests,
      from: 1000,
    }),
    column('Why', 'minmax(10rem, 6fr)', ({ text }) => h('span.muted', { title: text }, short(text, 200)), {
      from: 960,
    }),
  ];
  const { target } = page.state();
  const row = target.page === 'campaign' ? target.row : undefined;
  const table = virtualTable<CaseMember>({
    label: 'Accounts by evidence',
    rows: members,
    chosen: ({ account }) => account === row,
    moved: ({ account }) =>
      page.update({ target: { page: 'campaign', campaign: campaign.id, tab: 'accounts', row: account } }),
    columns: columns.filter(
      ({ title }) =>
        (page.overview.kept === null || !OF_EVERY_REQUEST.has(title)) &&
        (hasCounts(page.overview) || !OF_COUNTS.has(title)),
    ),
    open: ({ account }) => page.go({ page: 'account', account }),
    openLine: ({ account }) => page.openFirst({ account, campaign: campaign.id }),
    empty: t('The campaign has no accounts.'),
    inSight: 12,
    signal: page.signal,
  });
  const beside =
    near === 0
      ? ''
      : near === 1
        ? ` ${t('and 1 nearby account that is not counted as a member')}`
        : ` ${t('and {0} nearby accounts that are not counted as members', count(near))}`;
  const beyond =
    sent > campaign.requests
      ? `${t('The counts cover all {0} requests that they sent with its templates; {1} of these make up this group.', count(sent), count(campaign.requests))} `
      : '';
  return section(
    'Accounts by evidence',
    `${numberOf(members.length - near, 'member')}${beside}. ${page.overview.kept === null ? `${t(MEANINGS)} ` : ''}${beyond}${t('Enter opens the account, L its first log line.')}`,
    table.element,
  );
}

/** What the campaign would lose: requests, and templates that nobody else in it sends. */
function without({ member, requests, ownTemplates }: CaseMember, all: number): string {
  if (!member) return t('the same campaign');
  const lost = t('{0} fewer requests', share(requests, all));
  return ownTemplates === 0 ? lost : t('{0}, {1} gone', lost, numberOf(ownTemplates, 'template'));
}
