/** One campaign: what it harvests, what speaks for and against it, its members, its templates. */
import type { CaseEvent } from '../../src/protocol/case-data.ts';
import { counted } from '../../src/text/numbers.ts';
import type { Target } from '../../src/protocol/messages.ts';
import type { CampaignReport } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { caseTimeline } from '../charts/case-timeline.ts';
import type { TimelineEvent } from '../charts/case-timeline.ts';
import { campaignGraphChart } from '../charts/graph/campaign-graph.ts';
import { heatmapFigure } from '../charts/heatmap/heatmap-figure.ts';
import { succession } from '../charts/succession.ts';
import { turnsChart } from '../charts/turns.ts';
import { waterfall } from '../charts/waterfall.ts';
import { conversations } from '../parts/case/conversations.ts';
import { membersMatrix } from '../parts/case/members-matrix.ts';
import { caseReasons } from '../parts/case/reasons.ts';
import { sideBySide } from '../parts/case/side-by-side.ts';
import { accountTable } from '../parts/findings/account-table.ts';
import { decisionBar } from '../parts/findings/decision-bar.ts';
import { h } from '../parts/dom.ts';
import { evidencePair } from '../parts/findings/evidence.ts';
import { span } from '../parts/format.ts';
import { ofEveryRequest } from '../parts/every-request.ts';
import { asking } from '../parts/notice.ts';
import { pageHead, section } from '../parts/section.ts';
import { scoreText, verdictMark } from '../parts/findings/verdict.ts';
import { short, visible } from '../../src/text/visible.ts';
import { templateTable } from './templates.ts';
import { t } from '../parts/words.ts';

export function campaignPage(page: PageContext, { campaign: id }: Extract<Target, { page: 'campaign' }>): Node[] {
  const crumb = { title: 'Campaigns', go: () => page.go({ page: 'campaigns' }) };
  const campaign = page.overview.campaigns.find((one) => one.id === id);
  if (campaign === undefined)
    return [pageHead(crumb, short(id, 120)), h('p.muted', {}, 'This campaign is not in the latest scan.')];
  const parts = h('div', { class: `called ${campaign.verdict}` }, ...body(page, campaign));
  return [pageHead(crumb, short(campaign.summary, 300)), parts];
}

/** What the log says happened, and what people decided. */
function happened(page: PageContext, events: readonly CaseEvent[], campaign: string): HTMLElement {
  return asking(page, 'decisions', {}, ({ entries }) => {
    const { period } = page.overview;
    const decided = entries.flatMap(({ item, date, state, author, note }): TimelineEvent[] => {
      const time = Date.parse(date);
      if (item?.kind !== 'campaign' || item.id !== campaign || Number.isNaN(time)) return [];
      return [{ kind: 'decision', time, text: `Marked ${state} by ${author}: ${note}`, subject: campaign }];
    });
    const all = [...events, ...decided].sort((a, b) => a.time - b.time);
    if (all.length === 0 || period === null) return [];
    return [
      caseTimeline({
        events: all,
        period: [period.start, Math.max(period.end + 1, ...decided.map(({ time }) => time))],
        open: (event) => openEvent(page, event, campaign),
        signal: page.signal,
      }),
    ];
  });
}

function openEvent(page: PageContext, { kind, subject, time }: TimelineEvent, campaign: string): void {
  if (kind === 'template') page.go({ page: 'template', template: subject });
  else if (kind === 'joins' || kind === 'stops') page.go({ page: 'account', account: subject });
  else if (kind === 'model') page.openFirst({ campaign, from: time, to: time + 86_400_000 });
  else page.go({ page: 'decisions' });
}

/** What decides besides evidence, and what is like the campaign and was cleared. */
function briefOf({ overview }: PageContext, id: string): HTMLElement[] {
  const brief = overview.briefs[id];
  if (brief === undefined) return [];
  return [
    section(
      'Facts',
      null,
      h('ul.brief', {}, ...brief.facts.map(([name, text]) => h('li', {}, h('b', {}, t(name)), `: ${visible(text)}.`))),
      ...brief.lookAlikes.map((text) => h('p.muted', {}, t('Similar, but cleared: {0}', visible(text)))),
    ),
  ];
}

function body(page: PageContext, campaign: CampaignReport): Node[] {
  const { id, first, last } = campaign;
  const members = campaign.accounts.flatMap((account) => page.find.account(account) ?? []);
  const templates = campaign.templates.flatMap((template) => page.find.template(template) ?? []);
  const chain = succession(page, members);
  return [
    h(
      'div.page-head',
      {},
      h(
        'div.verdict-line',
        {},
        verdictMark(campaign.verdict, campaign.score),
        scoreText(campaign.score, campaign.verdict, campaign.customer),
        h(
          'p.lead',
          {},
          first === null || last === null ? '' : `${span(first, last + 1)} · `,
          h('span.muted', {}, `${t('campaign')} `, h('bdi', {}, short(id, 60))),
        ),
        h(
          'span.controls',
          {},
          h('button.primary', { type: 'button', onclick: () => page.openFirst({ campaign: id }) }, t('First log line')),
          h('button.quiet', { type: 'button', onclick: () => page.exportPage() }, t('Export…')),
        ),
      ),
      decisionBar(page, 'campaign', id),
    ),
    caseReasons(page, campaign),
    ...briefOf(page, id),
    asking(page, 'case', { campaign: id }, (view) => [
      sideBySide(page, view),
      ofEveryRequest(page, 'Conversations that change account', () => conversations(page, view.threads)),
      membersMatrix(page, campaign, view.members),
      ofEveryRequest(page, 'What happened when', () => happened(page, view.events, id)),
    ]),
    ...(campaign.evidence.length + campaign.counterEvidence.length === 0
      ? []
      : [
          waterfall({
            priorLogOdds: campaign.priorLogOdds,
            evidence: campaign.evidence,
            counterEvidence: campaign.counterEvidence,
            score: campaign.score,
            threshold: page.overview.settings?.threshold ?? null,
            ...(campaign.verdict === 'harvest' && campaign.customer && { harvest: campaign.customer.score }),
            detectorName: page.find.detector,
          }),
        ]),
    evidencePair(page, campaign.evidence, campaign.counterEvidence),
    heatmapFigure({
      page,
      title: 'Members over time',
      tall: false,
      campaign: id,
      settings: { metric: 'requests', sort: 'first', group: 'none', filter: '', range: null, density: 'medium' },
      changed: () => undefined,
    }),
    ofEveryRequest(page, 'Who sends next', () =>
      asking(page, 'turns', { campaign: id }, (turns) =>
        turns === null
          ? [h('p.muted', {}, t('No request in this campaign has a time, so the order of its members is unknown.'))]
          : [turnsChart({ data: turns, open: page.openFirst, signal: page.signal })],
      ),
    ),
    ...(chain === null ? [] : [chain]),
    ...(templates.length === 0
      ? []
      : [
          ofEveryRequest(page, 'Accounts, templates and infrastructure', () =>
            asking(page, 'campaignGraph', { campaign: id }, (graph) => [campaignGraphChart(page, graph)]),
          ),
        ]),
    section(
      'Members',
      `${counted(members.length, 'account')}. Enter opens the account, L its first log line.`,
      accountTable(page, members, { inSight: 12, without: ['Campaign'] }),
    ),
    section(
      'Templates',
      'Press Enter to open the template, or L to open its first log line.',
      templateTable(page, templates, 10),
    ),
  ];
}
