/** What was looked at and is not called distillation, why not, and how to find out what would have been found in this log. */
import { nats } from '../../src/text/likelihood.ts';
import { count, counted, probability } from '../../src/text/numbers.ts';
import { short } from '../../src/text/visible.ts';
import { isCandidate } from '../../src/text/verdicts.ts';
import type { NearAccount } from '../../src/protocol/case-data.ts';
import type { CampaignReport } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { h } from '../parts/dom.ts';
import { campaignLink } from '../parts/findings/links.ts';
import { scoreText, verdictMark } from '../parts/findings/verdict.ts';
import { asking } from '../parts/notice.ts';
import { pageHead, section } from '../parts/section.ts';
import { virtualTable } from '../parts/virtual-table.ts';

/** Reasons against a candidate that are written out. */
const REASONS = 3;

export function clearedPage(page: PageContext): Node[] {
  const crumb = { title: 'Campaigns', go: () => page.go({ page: 'campaigns' }) };
  const candidates = page.overview.campaigns.filter(({ verdict, score }) => isCandidate(verdict, score));
  return [
    pageHead(
      crumb,
      'Considered and cleared',
      h('p.muted', {}, 'What looked like a campaign and is not called one, and the reasons that decided.'),
    ),
    section(
      'Below the threshold',
      candidates.length === 0 ? null : 'The likeliest first, each with what speaks against it the most.',
      candidates.length === 0
        ? h('p.muted', {}, 'No group of accounts came near the threshold.')
        : h('ul.cards', {}, ...candidates.map((campaign) => candidate(page, campaign))),
    ),
    asking(page, 'near', {}, ({ accounts }) => [near(page, accounts)]),
    power(page),
  ];
}

function candidate(page: PageContext, campaign: CampaignReport): HTMLElement {
  const against = campaign.counterEvidence
    .filter(({ role, weight }) => role === undefined && weight < 0)
    .toSorted((a, b) => a.weight - b.weight)
    .slice(0, REASONS);
  return h(
    'li.card',
    {},
    h('h3', {}, campaignLink(page, campaign.id)),
    h('p.card-verdict', {}, verdictMark(campaign.verdict, campaign.score), scoreText(campaign.score, campaign.verdict)),
    h('p', {}, short(campaign.summary, 300)),
    against.length === 0
      ? h('p.muted', {}, 'Nothing speaks against it; what speaks for it is not enough.')
      : h('ul', {}, ...against.map(({ weight, text }) => h('li', {}, h('b.num', {}, nats(weight)), ` ${text}`))),
  );
}

function near(page: PageContext, accounts: readonly NearAccount[]): HTMLElement {
  const table = virtualTable<NearAccount>({
    label: 'Accounts near a campaign',
    rows: accounts,
    columns: [
      {
        title: 'Account',
        width: 'minmax(9rem, 2fr)',
        sort: ({ account }) => account,
        cell: ({ account }) => h('bdi', {}, short(account, 80)),
      },
      { title: 'Near', width: '6rem', sort: ({ campaign }) => campaign, cell: ({ campaign }) => short(campaign, 30) },
      {
        title: 'Belongs',
        width: '5rem',
        align: 'right',
        sort: ({ belongs }) => belongs ?? -1,
        cell: ({ belongs }) => (belongs === null ? '–' : probability(belongs)),
      },
      {
        title: 'Requests',
        width: '5rem',
        align: 'right',
        from: 480,
        sort: ({ requests }) => requests,
        cell: ({ requests }) => count(requests),
      },
      {
        title: 'Why not',
        width: 'minmax(12rem, 5fr)',
        from: 620,
        cell: ({ text }) => h('span.muted', { title: text }, short(text, 240)),
      },
    ],
    open: ({ account }) => page.go({ page: 'account', account }),
    openLine: ({ account, campaign }) => page.openFirst({ account, campaign }),
    empty: 'No account is near a campaign without being counted in.',
    inSight: 12,
    signal: page.signal,
  });
  return section(
    'Near a campaign, and not counted in',
    `${counted(accounts.length, 'account')} that send what members send. Enter opens the account, L its first log line.`,
    table.element,
  );
}

function power(page: PageContext): HTMLElement {
  return section(
    'What would have been found here',
    null,
    h(
      'p',
      {},
      'That nothing was found says little where little can be found. Simulated campaigns of several sizes are planted in a copy of this log in memory, and the whole of the judging is run on it. A terminal then says which of them were found, and how many ordinary accounts were wrongly accused.',
    ),
    h(
      'p.controls',
      {},
      h(
        'button.primary',
        { type: 'button', onclick: () => page.command('measurePower') },
        'Measure what would be found (up to 10 minutes)',
      ),
    ),
  );
}
