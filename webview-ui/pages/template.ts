/** One template: the whole prompt, what it asks for, who sends it, and when. */
import { calledTemplate } from '../parts/findings/decided.ts';
import { intentTitle } from '../../src/protocol/intent-words.ts';
import type { Target } from '../../src/protocol/messages.ts';
import type { IntentReport, TemplateDetail } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { heatmapFigure } from '../charts/heatmap/heatmap-figure.ts';
import { timeline } from '../charts/timeline.ts';
import { decisionBar } from '../parts/findings/decision-bar.ts';
import { h } from '../parts/dom.ts';
import { facts } from '../parts/facts.ts';
import { count, probability } from '../../src/text/numbers.ts';
import { campaignLink } from '../parts/findings/links.ts';
import { ofCounts } from '../parts/every-request.ts';
import { asking } from '../parts/notice.ts';
import { requestList } from '../parts/findings/requests.ts';
import { pageHead, section } from '../parts/section.ts';
import { skeleton, slotList } from '../parts/findings/skeleton.ts';
import { scoreColumn, scoreText, verdictCell, verdictMark } from '../parts/findings/verdict.ts';
import { templateNames } from '../../src/text/template-names.ts';
import { short, visibleLine } from '../../src/text/visible.ts';
import { longName } from '../parts/long-name.ts';
import { column, countColumn } from '../parts/table-column.ts';
import { virtualTable } from '../parts/virtual-table.ts';
import { numberOf } from '../parts/number-of.ts';
import { t } from '../parts/words.ts';

export function templatePage(page: PageContext, { template }: Extract<Target, { page: 'template' }>): Node[] {
  const crumb = { title: 'Templates', go: () => page.go({ page: 'templates' }) };
  const name = templateNames(page.overview.templates).get(template) ?? '';
  return [
    pageHead(crumb, name === '' ? short(template, 120) : visibleLine(name, 100)),
    asking(page, 'template', { template }, (detail) => body(page, detail)),
  ];
}

function body(page: PageContext, detail: TemplateDetail): Node[] {
  const { report, timeline: times } = detail;
  const template = report.id;
  const slots = slotList(report.parts);
  const called = calledTemplate(page, report);
  const nodes: (Node | null)[] = [
    h(
      'div.page-head',
      h(
        'div.verdict-line',
        verdictMark(called),
        scoreText(called),
        h('span.muted', `${t('template')} `, h('bdi', short(template, 60))),
        h(
          'span.controls',
          h('button.primary', { onclick: () => page.openFirst({ template }) }, t('First log line')),
          h(
            'button.quiet',
            { onclick: () => page.go({ page: 'entity', kind: 'template', value: template }) },
            t('What its requests share'),
          ),
        ),
      ),
      facts(
        ['request', report.requests],
        ['account', report.accounts],
        report.organisations === 0 ? ['organisations', t('unknown')] : ['organisation', report.organisations],
        [
          report.campaigns.length === 1 ? 'campaign' : 'campaigns',
          report.campaigns.length === 0
            ? t('not in any')
            : h('span.list', ...report.campaigns.map((id) => campaignLink(page, id))),
        ],
      ),
    ),
    decisionBar(page, 'template', template),
    h(
      'div.columns',
      section(
        'Prompt',
        t(slots === null ? 'No slots' : 'Slots are boxed; words that point to an intent are highlighted'),
        skeleton(report),
      ),
      h(
        'div.stack',
        intents(report.intents),
        slots === null ? null : section('Slots', t('Up to three examples of each'), slots),
      ),
    ),
    times.requests.length === 0
      ? null
      : timeline({
          title: 'Use over time',
          data: { from: times.from, to: times.to, requests: times.requests, flagged: [], newModels: [] },
          open: (from, to) => page.openFirst({ template, from, to }),
          signal: page.signal,
        }),
    ofCounts(page, 'Accounts that send it', () => users(page, detail)),
    // Of a single account the chart above shows all there is.
    report.accounts === 1
      ? null
      : heatmapFigure({
          page,
          title: 'Its accounts over time',
          tall: false,
          template,
          settings: { metric: 'requests', sort: 'requests', group: 'none', filter: '', range: null, density: 'medium' },
          changed: () => undefined,
        }),
    section('Requests', null, requestList(page, { template }, ['template'])),
  ];
  return nodes.filter((node) => node !== null);
}

/** What stands for a slot where the words of an intent were looked for. */
const SLOT = '<slot/>';

function intents(all: readonly IntentReport[]): HTMLElement {
  return section(
    'What it asks for',
    null,
    all.length === 0
      ? h('p.muted', t('No intent was recognised.'))
      : h(
          'ul.intents',
          ...[...all]
            .sort((a, b) => b.probability - a.probability)
            .map((intent) =>
              h(
                'li',
                h(
                  'div.evidence-head',
                  h('h3', short(intentTitle(intent.intent), 60)),
                  h('span.num', probability(intent.probability)),
                ),
                intent.spans.length === 0
                  ? null
                  : h(
                      'p',
                      ...intent.spans.flatMap((words) => (words === SLOT ? [] : [h('mark', short(words, 80)), ' '])),
                    ),
              ),
            ),
        ),
  );
}

function users(page: PageContext, { users: all, report }: TemplateDetail): HTMLElement {
  const template = report.id;
  const table = virtualTable<TemplateDetail['users'][number]>({
    label: 'Accounts that send it',
    rows: all,
    columns: [
      column('Account', 'minmax(6rem, 2fr)', (row) => longName(row.account), { sort: (row) => row.account }),
      column('Verdict', 'minmax(6.5rem, 9.5rem)', verdictCell),
      scoreColumn((row) => row),
      countColumn('Requests', '5rem', (row) => row.requests, 440),
      column('Campaign', 'minmax(5rem, 1fr)', (row) => h('bdi', short(row.campaign, 60)), {
        sort: (row) => row.campaign,
        from: 560,
      }),
    ],
    open: ({ account }) => page.go({ page: 'account', account }),
    openLine: ({ account }) => page.openFirst({ account, template }),
    sorted: 'Requests',
    empty: t('No accounts.'),
    inSight: 10,
    signal: page.signal,
  });
  const accounts = numberOf(report.accounts, 'account');
  const shown = report.accounts > all.length ? t('The first {0} of {1}', count(all.length), accounts) : accounts;
  return section('Accounts that send it', `${shown}. ${t('Enter opens the account, L its log line.')}`, table.element);
}
