/** What was examined and not flagged as distillation, why not, and how to find out what would have been found in this log. */
import { findingOf } from '../../src/text/evidence-side.ts';
import { nats } from '../../src/text/likelihood.ts';
import { count, probability } from '../../src/text/numbers.ts';
import { clearedAs } from '../../src/text/one-customer.ts';
import { short } from '../../src/text/visible.ts';
import { longName } from '../parts/long-name.ts';
import { isCandidate } from '../../src/text/verdicts.ts';
import type { NearAccount } from '../../src/protocol/case-data.ts';
import type { CampaignReport, Considered, ConsideredReason } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { h } from '../parts/dom.ts';
import { campaignLink, groupLink } from '../parts/findings/links.ts';
import { scoreText, verdictMark } from '../parts/findings/verdict.ts';
import { asking } from '../parts/notice.ts';
import { folded, pageHead, section } from '../parts/section.ts';
import { columns, plainTable } from '../parts/plain-table.ts';
import { column, countColumn } from '../parts/table-column.ts';
import { virtualTable } from '../parts/virtual-table.ts';
import { numberOf } from '../parts/number-of.ts';
import { t } from '../parts/words.ts';
import { singleAccountHarvests } from './single-account-harvests.ts';

/** Reasons against a candidate that are written out. */
const REASONS = 3;
/** Groups that stand open: nobody finds what stands under dozens of them. */
const OPEN = 5;

export function clearedPage(page: PageContext): Node[] {
  const crumb = { title: 'Campaigns', go: () => page.go({ page: 'campaigns' }) };
  const { headline, remedy } = page.overview;
  const candidates = page.overview.campaigns
    .filter(({ verdict, score }) => isCandidate(verdict, score))
    .toSorted((a, b) => b.score - a.score);
  return [
    pageHead(
      crumb,
      t('Considered and cleared'),
      h('p.muted', t('Groups that looked like campaigns but were not flagged as one, and why.')),
    ),
    ...(headline.state === 'not-judged' && candidates.length === 0
      ? [h('p', t('This log cannot be judged, so nothing was cleared.')), h('p', h('b', remedy))]
      : considering(page, candidates)),
  ];
}

function considering(page: PageContext, candidates: readonly CampaignReport[]): Node[] {
  return [
    ...(candidates.length === 0
      ? []
      : [
          section(
            'Below the threshold',
            t('Most likely first, each with the strongest evidence against it.'),
            h('ul.cards', ...candidates.map((campaign) => candidate(page, campaign))),
          ),
        ]),
    asking(page, 'cleared', {}, (answer) => [
      considered(page, answer.considered, candidates.length === 0),
      power(page),
      ...near(page, answer.near),
      ...singleAccountHarvests(page, answer.considered?.alone),
    ]),
  ];
}

function candidate(page: PageContext, campaign: CampaignReport): HTMLElement {
  const against = campaign.counterEvidence
    .filter(({ role, weight }) => role === undefined && weight < 0)
    .toSorted((a, b) => a.weight - b.weight)
    .slice(0, REASONS);
  return h(
    'li.card',
    h('h3', campaignLink(page, campaign.id)),
    h('p.card-verdict', verdictMark(campaign), scoreText(campaign)),
    h('p', short(campaign.summary, 300)),
    against.length === 0
      ? h('p.muted', t('There is no evidence against it, but too little for it.'))
      : h('ul', ...against.map(({ weight, text }) => h('li', h('b.num', nats(weight)), ` ${text}`))),
  );
}

/** @param isAll whether no group stands above these, nearer to the threshold */
function considered(page: PageContext, all: Considered | null, isAll: boolean): HTMLElement {
  const title = 'Judged and cleared';
  if (all === null) {
    return section(title, null, h('p.muted', t('This report was made by a version that did not keep these.')));
  }
  const { total, groups } = all;
  const lines = (reasons: readonly ConsideredReason[]): HTMLElement =>
    h('ul.table-words', ...reasons.map(({ weight, text }) => h('li', h('b.num', nats(weight)), ` ${text}`)));
  const rows = groups.map((group) => {
    const { score, size, requests, clearedBy, evidence, lookAlikes } = group;
    const alike = lookAlikes.map((one) => one.group).join(', ');
    return [
      groupLink(page, group),
      probability(score),
      count(size),
      count(requests),
      h(
        'span.table-words',
        `${clearedAs(group, t)}${group.summary}`,
        alike === '' ? '' : h('span.muted', ` ${t('Resembles {0}.', alike)}`),
      ),
      lines(clearedBy),
      lines(evidence),
    ];
  });
  const heads = columns('Group', '>Score', '>Accounts', '>Requests', 'What it is', 'Cleared by', 'Evidence for it');
  const table = (own: typeof rows): HTMLElement => plainTable(title, heads, own, { whole: true });
  if (groups.length === 0) return h('p.muted', t('No other group of accounts shares enough to be judged.'));
  const found = numberOf(total, 'group');
  const shown =
    total > groups.length
      ? t('{0} of accounts that share templates; the {1} most suspicious are here.', found, count(groups.length))
      : t('{0} of accounts that share templates.', found);
  const far = isAll ? ` ${t('None came near the threshold.')}` : '';
  return section(
    title,
    `${shown}${far}`,
    table(rows.slice(0, OPEN)),
    folded(rows.length - OPEN, () => table(rows.slice(OPEN))),
  );
}

function near(page: PageContext, accounts: readonly NearAccount[]): HTMLElement[] {
  if (accounts.length === 0) return [];
  const table = virtualTable<NearAccount>({
    label: 'Accounts near a campaign',
    rows: accounts,
    columns: [
      column('Account', 'minmax(9rem, 2fr)', ({ account }) => longName(account), { sort: ({ account }) => account }),
      column('Near', '6rem', ({ campaign }) => short(campaign, 30), { sort: ({ campaign }) => campaign }),
      column('>Belongs', '5rem', ({ belongs }) => (belongs === null ? '–' : probability(belongs)), {
        sort: ({ belongs }) => belongs ?? -1,
      }),
      countColumn('Requests', '5rem', ({ requests }) => requests, 480),
      column(
        'Why not',
        'minmax(12rem, 5fr)',
        ({ text }) => h('span.muted', { title: text }, short(findingOf(text).shownBy, 240)),
        { from: 620 },
      ),
    ],
    open: ({ account }) => page.go({ page: 'account', account }),
    openLine: ({ account, campaign }) => page.openFirst({ account, campaign }),
    empty: '',
    inSight: 12,
    signal: page.signal,
  });
  return [
    section(
      'Near a campaign, but not a member',
      `${t('{0} that send what members send.', numberOf(accounts.length, 'account'))} ${t('Enter opens the account, L its first log line.')}`,
      table.element,
    ),
  ];
}

function power(page: PageContext): HTMLElement {
  return section(
    'What would have been found here',
    null,
    h(
      'p',
      t(
        'Finding nothing means little if little could be found. This plants simulated campaigns of several sizes in an in-memory copy of this log and judges it again. A terminal then shows which of them were found, and how many ordinary accounts were wrongly accused.',
      ),
    ),
    h(
      'p.controls',
      h(
        'button.primary',
        { onclick: () => page.command('measurePower') },
        t('Measure what would be found (up to 10 minutes)'),
      ),
    ),
  );
}
