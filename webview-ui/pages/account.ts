/** One account: what was found and why on the first screen; what it sends, the evidence, links and requests in parts below it. */
import { count } from '../../src/text/numbers.ts';
import type { Metric, Target } from '../../src/protocol/messages.ts';
import type { AccountTab } from '../../src/protocol/view-state.ts';
import type { AccountDetail, Called } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { accountUseChart } from '../charts/account-use.ts';
import { arrivalsChart } from '../charts/arrivals.ts';
import { hourOfWeek } from '../charts/hour-of-week.ts';
import { knownMetric, metricNames } from '../charts/metrics.ts';
import { waterfall } from '../charts/waterfall.ts';
import { accountMeasures } from '../parts/case/account-measures.ts';
import { accountReasons } from '../parts/case/reasons.ts';
import { accountLinks } from '../parts/findings/account-links.ts';
import { accountSlices } from '../parts/findings/account-slices.ts';
import { carriedBy, organisationLink, pathButton } from '../parts/entities/entity-parts.ts';
import { choice } from '../parts/controls/choice.ts';
import { type Tab, tabs } from '../parts/controls/tabs.ts';
import { decisionBar } from '../parts/findings/decision-bar.ts';
import { h } from '../parts/dom.ts';
import { evidencePair, type SharedEvidence } from '../parts/findings/evidence.ts';
import { facts } from '../parts/facts.ts';
import { partOf, time } from '../parts/format.ts';
import { campaignLink } from '../parts/findings/links.ts';
import { ofCounts, ofEveryRequest } from '../parts/every-request.ts';
import { asking } from '../parts/notice.ts';
import { numberOf } from '../parts/number-of.ts';
import { requestList } from '../parts/findings/requests.ts';
import { pageHead, section } from '../parts/section.ts';
import { scoreText, verdictMark } from '../parts/findings/verdict.ts';
import { customerText } from '../../src/text/one-customer.ts';
import { readerCurve } from '../parts/taken.ts';
import { short, visible, visibleName } from '../../src/text/visible.ts';
import { isCandidate, sureness } from '../../src/text/verdicts.ts';
import { t } from '../parts/words.ts';

export function accountPage(page: PageContext, { account, tab = 'use' }: Extract<Target, { page: 'account' }>): Node[] {
  const crumb = { title: 'Accounts', go: () => page.go({ page: 'accounts' }) };
  return [
    pageHead(crumb, short(account, 120)),
    asking(page, 'account', { account }, (detail) => [
      h('div', { class: `called ${detail.report.verdict}` }, ...body(page, detail, tab)),
    ]),
  ];
}

/** What the score is of. Where nobody is called it may be that of a group, or of one that the account is beside. */
function ofWhat({ overview }: PageContext, { report, near: [group] }: AccountDetail, called: Called): string {
  if (called === 'not-judged' || called === 'harvest') return '';
  if (isCandidate(report.verdict, report.score) && group !== undefined)
    return t('that {0} is a campaign and this account takes part, though it is not counted as a member', group);
  const own = overview.campaigns.find(({ id }) => id === report.campaign)?.verdict;
  if (called === 'suspected-group' || (own === 'none' && isCandidate(called, report.score)))
    return t('of its group, which accuses no account');
  return sureness(report) === '' ? '' : t('that this account collects training data for another model');
}

function body(page: PageContext, detail: AccountDetail, chosen: AccountTab): Node[] {
  const { report, near } = detail;
  const { account, evidence, counterEvidence } = report;
  const called = page.find.account(account) ?? report;
  const own = campaignsOf(page, report);
  const shared = sharedWith(page, [...own, ...near]);
  return [
    h(
      'div.page-head',
      h(
        'div.verdict-line',
        verdictMark(called),
        scoreText(called),
        h('span.muted', ofWhat(page, detail, called.verdict)),
        h(
          'span.controls',
          h('button.primary', { onclick: () => page.openFirst({ account }) }, t('First log line')),
          h('button.quiet', { onclick: () => page.exportPage() }, t('Export…')),
          pathButton(page, account),
        ),
      ),
      customerLine(page, report),
      facts(
        ['requests', count(report.requests)],
        ['flagged', partOf(report.flaggedRequests, report.requests)],
        ['output tokens', count(report.outputTokens)],
        ['organisation', organisationLink(page, report.organisation)],
        ...(report.looksLike === undefined
          ? []
          : [
              [
                t('looks like'),
                h('span', h('bdi', visibleName(report.looksLike)), `, ${t('another account')}`),
              ] as const,
            ]),
        [own.length > 1 ? 'campaigns' : 'campaign', campaignLinks(page, own)],
        ...(near.length === 0 ? [] : [[t('near campaign'), campaignLinks(page, near)] as const]),
        ['first seen', time(report.first)],
        ['last seen', time(report.last)],
        ['identity', t(report.identity === 'strong' ? 'account id' : 'weak: only an address or a file name')],
      ),
      decisionBar(page, 'account', account),
    ),
    ...(evidence.length + counterEvidence.length === 0 ? [] : [accountReasons(page, report, shared)]),
    tabs<AccountTab>(t('Parts of this account'), parts(page, detail, shared), chosen, (tab) =>
      page.update({ target: { page: 'account', account, tab } }),
    ),
  ];
}

function parts(page: PageContext, detail: AccountDetail, shared: SharedEvidence): Tab<AccountTab>[] {
  const { report, priorLogOdds } = detail;
  const { account, evidence, counterEvidence, score } = report;
  const called = page.find.account(account);
  const judged: Tab<AccountTab> = {
    id: 'evidence',
    title: 'Evidence',
    draw: () => [
      waterfall({
        ...{ priorLogOdds, evidence, counterEvidence, score },
        ...(called?.verdict === 'harvest' && { harvest: called.score }),
        threshold: page.overview.settings?.threshold ?? null,
        detectorName: page.find.detector,
      }),
      evidencePair(page, evidence, counterEvidence, shared),
    ],
  };
  return [
    { id: 'use', title: 'What it sends', draw: () => use(page, detail) },
    ...(report.verdict === 'not-judged' ? [] : [judged]),
    {
      id: 'links',
      title: 'Links',
      draw: () => [
        ...carriedBy(page, account),
        ofCounts(page, 'Linked accounts', () =>
          asking(page, 'links', { account }, (links) => [accountLinks(page, links)]),
        ),
      ],
    },
    {
      id: 'requests',
      title: 'Requests',
      draw: () => [
        ofEveryRequest(page, 'Models', () => models(detail)),
        section('Requests', null, requestList(page, { account }, ['account'])),
      ],
    },
  ];
}

function use(page: PageContext, detail: AccountDetail): Node[] {
  const { account } = detail.report;
  return [
    asking(page, 'accountUse', { account }, (use) => [
      accountUseChart(page, use),
      ofCounts(page, 'How it differs', () => accountMeasures(page, use, detail.report)),
    ]),
    h(
      'div.columns.even',
      // Not by `ofCounts` alone: of a report without counts it shows the requests that are kept, as the note above the page says.
      page.overview.kept?.counted === 'coarse'
        ? ofCounts(page, 'Hours of the week', () => h('div'))
        : hours(page, account),
      ofEveryRequest(page, 'Time between requests', () => arrivals(page, account)),
    ),
    accountSlices(page, detail.report),
    ...readerCurve(page, 'account', account),
  ];
}

/** Of a harvest by one customer: which one, and what the number above is of. */
function customerLine(
  { overview }: PageContext,
  { verdict, campaign: id }: AccountDetail['report'],
): HTMLElement | null {
  const campaign = verdict === 'harvest' ? overview.campaigns.find((one) => one.id === id) : undefined;
  const text = campaign && customerText(campaign, t);
  return text === undefined ? null : h('p', h('b', t('One customer')), `: ${visible(text)}.`);
}

/** All that have it as a member, in the order of their list: an account of a relay may be in a weaker campaign as well. */
const campaignsOf = ({ overview }: PageContext, { account, campaign }: AccountDetail['report']): string[] =>
  overview.campaigns.flatMap(({ id, accounts }) => (id === campaign || accounts.includes(account) ? id : []));

const campaignLinks = (page: PageContext, ids: readonly string[]): HTMLElement | string =>
  ids.length === 0 ? t('not in any') : h('span.list', ...ids.map((id) => campaignLink(page, id)));

/** The evidence of these campaigns, which an account carries besides its own. */
const sharedWith = ({ overview }: PageContext, ids: readonly string[]): SharedEvidence =>
  new Map(
    overview.campaigns
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ id, evidence, counterEvidence }) =>
        [...evidence, ...counterEvidence].map(({ text }) => [text, id] as const),
      ),
  );

function hours(page: PageContext, account: string): HTMLElement {
  let metric = knownMetric(page.overview, page.state().metric);
  const holder = h('div');
  const ask = (): void =>
    holder.replaceChildren(
      asking(page, 'hours', { account, metric }, (answer) => [
        hourOfWeek({
          hours: answer,
          metric,
          controls: control,
          open: (hour) => page.openFirst({ account, hourOfWeek: hour }),
          signal: page.signal,
        }),
      ]),
    );
  const control = choice<Metric>('Show', metricNames(page.overview), metric, (chosen) => {
    metric = chosen;
    ask();
  });
  ask();
  return holder;
}

function arrivals(page: PageContext, account: string): HTMLElement {
  return asking(page, 'arrivals', { account }, (answer) => [
    answer === null
      ? section(
          'Time between requests',
          null,
          h('p.muted', t('Fewer than three of this account’s requests have a time.')),
        )
      : arrivalsChart(answer, page.signal),
  ]);
}

function models({ models: used, report }: AccountDetail): HTMLElement {
  return section(
    'Models',
    numberOf(used.length, 'model'),
    h(
      'ol.histogram.models',
      { 'aria-label': t('Models by requests') },
      ...used.slice(0, 12).map(({ model, requests }) => {
        const fill = h('span.bar-fill');
        fill.style.setProperty('width', `${(100 * requests) / Math.max(1, report.requests)}%`);
        return h('li', h('bdi', short(model, 60)), h('span.bar', fill), h('span.num', count(requests)));
      }),
    ),
  );
}
