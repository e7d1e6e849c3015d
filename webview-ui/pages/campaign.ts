/** One campaign as a case: what was found and how sure that is on the first screen, everything else in parts below it. */
import type { CaseEvent } from '../../src/protocol/case-data.ts';
import type { EntityRef } from '../../src/protocol/entity-data.ts';
import type { Target } from '../../src/protocol/messages.ts';
import type { CaseTab } from '../../src/protocol/view-state.ts';
import type { CampaignReport } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { caseTimeline, type TimelineEvent } from '../charts/case/case-timeline.ts';
import { growth } from '../charts/case/growth.ts';
import { campaignGraphChart } from '../charts/graph/campaign-graph.ts';
import { entityGraphChart } from '../charts/graph/entity-graph.ts';
import { entityOf } from '../charts/graph/graph-traces.ts';
import { heatmapFigure } from '../charts/heatmap/heatmap-figure.ts';
import { succession } from '../charts/case/succession.ts';
import { turnsChart } from '../charts/turns.ts';
import { waterfall } from '../charts/waterfall.ts';
import { conversations } from '../parts/case/conversations.ts';
import { membersMatrix } from '../parts/case/members-matrix.ts';
import { caseFacts } from '../parts/case/case-facts.ts';
import { caseDecisions } from '../parts/case/case-decisions.ts';
import { joinedParts } from '../parts/case/joined-parts.ts';
import { workStrip } from '../parts/case/work-strip.ts';
import { caseActions } from '../parts/case/next-steps.ts';
import { caseReasons } from '../parts/case/reasons.ts';
import { sideBySide } from '../parts/case/side-by-side.ts';
import { type Tab, tabs } from '../parts/controls/tabs.ts';
import { h } from '../parts/dom.ts';
import { decidedWord } from '../parts/findings/decided.ts';
import { evidencePair } from '../parts/findings/evidence.ts';
import { span } from '../parts/format.ts';
import { ofCounts, ofEveryRequest } from '../parts/every-request.ts';
import { asking } from '../parts/notice.ts';
import { closed } from '../../src/text/speech.ts';
import { pageHead, section } from '../parts/section.ts';
import { scoreText, verdictMark } from '../parts/findings/verdict.ts';
import { isWeighed, startWords } from '../../src/text/likelihood.ts';
import { short, visible } from '../../src/text/visible.ts';
import { techniquesLink } from './techniques.ts';
import { templatesOf } from './templates.ts';
import { readerCurve } from '../parts/taken.ts';
import { t } from '../parts/words.ts';

export function campaignPage(
  page: PageContext,
  { campaign: id, tab = 'evidence' }: Extract<Target, { page: 'campaign' }>,
): Node[] {
  const crumb = { title: 'Campaigns', go: () => page.go({ page: 'campaigns' }) };
  const campaign = page.overview.campaigns.find((one) => one.id === id);
  if (campaign === undefined)
    return [pageHead(crumb, short(id, 120)), h('p.muted', t('This campaign is not in the latest scan.'))];
  const parts = h('div', { class: `called ${campaign.verdict}` }, ...body(page, campaign, tab));
  return [pageHead(crumb, short(campaign.summary, 300)), parts];
}

/** What the log says happened, and what people decided. */
function happened(page: PageContext, events: readonly CaseEvent[], campaign: string): HTMLElement {
  return asking(page, 'decisions', {}, ({ entries }) => {
    const { period } = page.overview;
    const decided = entries.flatMap(({ item, date, state, author, note }): TimelineEvent[] => {
      const time = Date.parse(date);
      if (item?.kind !== 'campaign' || item.id !== campaign || Number.isNaN(time)) return [];
      return [{ kind: 'decision', time, text: `${decidedWord(state)}, ${author}: ${note}`, subject: campaign }];
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
function briefOf(page: PageContext, id: string): HTMLElement[] {
  const brief = page.overview.briefs[id];
  if (brief === undefined) return [];
  return [
    section(
      'Facts',
      null,
      h('ul.brief', ...brief.facts.map(([name, text]) => h('li', h('b', t(name)), `: ${closed(visible(text))}`))),
      brief.facts.some(([name]) => name === 'Technique') ? techniquesLink(page) : null,
      ...brief.lookAlikes.map((text) => h('p.muted', t('Similar, but cleared: {0}', visible(text)))),
    ),
  ];
}

/** The first screen: the verdict, what was decided, what to do next, why, and what else it could be. Below it, everything else. */
function body(page: PageContext, campaign: CampaignReport, chosen: CaseTab): Node[] {
  const { id, first, last } = campaign;
  return [
    h(
      'div.page-head',
      h(
        'div.verdict-line',
        verdictMark(campaign),
        scoreText(campaign),
        h(
          'p.lead',
          first === null || last === null ? '' : `${span(first, last + 1)} · `,
          h('span.muted', `${t('campaign')} `, h('bdi', short(id, 60))),
        ),
        caseActions(page, campaign),
      ),
      caseFacts(page, campaign),
      workStrip(page, id),
    ),
    caseReasons(page, campaign),
    tabs<CaseTab>(t('Parts of this case'), caseTabs(page, campaign), chosen, (tab) =>
      page.update({ target: { page: 'campaign', campaign: id, tab } }),
    ),
  ];
}

function caseTabs(page: PageContext, campaign: CampaignReport): Tab<CaseTab>[] {
  const { id, templates } = campaign;
  return [
    { id: 'evidence', title: 'Evidence', draw: () => evidenceOf(page, campaign) },
    {
      id: 'accounts',
      title: 'Accounts',
      draw: () => [asking(page, 'case', { campaign: id }, ({ members }) => [membersMatrix(page, campaign, members)])],
    },
    { id: 'timeline', title: 'Timeline', draw: () => timelineOf(page, campaign) },
    {
      id: 'graph',
      title: 'Graph',
      draw: () =>
        templates.length === 0 && campaign.infrastructure === undefined
          ? [h('p.muted', t('Its accounts share no template, so there is nothing to draw.'))]
          : [
              ...(templates.length === 0
                ? []
                : [
                    ofCounts(page, 'Accounts, templates and infrastructure', () =>
                      asking(page, 'campaignGraph', { campaign: id }, (graph) => [campaignGraphChart(page, graph)]),
                    ),
                  ]),
              ...(page.overview.kept === null
                ? [entityGraphChart(page, unfoldedAtFirst(campaign), { first: id })]
                : []),
            ],
    },
    {
      id: 'requests',
      title: 'Requests',
      draw: () => [
        asking(page, 'case', { campaign: id }, (view) => [
          sideBySide(page, view),
          ofEveryRequest(page, 'Conversations that change account', () => conversations(page, campaign, view.threads)),
        ]),
        ...(templates.length === 0 ? [] : [templatesOf(page, campaign)]),
      ],
    },
    { id: 'decisions', title: 'Decisions', draw: () => [caseDecisions(page, campaign)] },
  ];
}

/** Two things that members share and the fewest others have, or else the template of most requests. */
function unfoldedAtFirst({ infrastructure = [], templates }: CampaignReport): EntityRef[] {
  const shared = [...infrastructure]
    .sort((a, b) => a.others - b.others || b.members.length - a.members.length)
    .slice(0, 2);
  return shared.length > 0 ? shared.map(entityOf) : templates.slice(0, 1).map((value) => ({ kind: 'template', value }));
}

function evidenceOf(page: PageContext, campaign: CampaignReport): Node[] {
  return [
    ...briefOf(page, campaign.id),
    ...joinedParts(page, campaign),
    evidencePair(page, campaign.evidence, campaign.counterEvidence),
    ...(!isWeighed(campaign)
      ? []
      : [
          waterfall({
            priorLogOdds: campaign.priorLogOdds,
            start: page.overview.settings === null ? '' : startWords(campaign, page.overview.settings.accountPrior, t),
            evidence: campaign.evidence,
            counterEvidence: campaign.counterEvidence,
            score: campaign.score,
            threshold: page.overview.settings?.threshold ?? null,
            ...(campaign.verdict === 'harvest' && campaign.customer && { harvest: campaign.customer.score }),
            detectorName: page.find.detector,
          }),
        ]),
  ];
}

function timelineOf(page: PageContext, { id, verdict, accounts, exposure }: CampaignReport): Node[] {
  const chain = succession(
    page,
    accounts.flatMap((account) => page.find.account(account) ?? []),
  );
  const taken = growth({
    exposure,
    isRelay: verdict === 'relay',
    open: (from, to) => page.openFirst({ campaign: id, from, to }),
    signal: page.signal,
  });
  return [
    ...(taken === null ? [] : [taken]),
    ...readerCurve(page, 'campaign', id),
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
          ? [h('p.muted', t('No request in this campaign has a time, so the order of its members is unknown.'))]
          : [turnsChart({ data: turns, open: page.openFirst, signal: page.signal })],
      ),
    ),
    ofCounts(page, 'What happened when', () =>
      asking(page, 'case', { campaign: id }, ({ events }) => [happened(page, events, id)]),
    ),
    ...(chain === null ? [] : [chain]),
  ];
}
