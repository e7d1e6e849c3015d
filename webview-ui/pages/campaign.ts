/** One campaign: what it harvests, what speaks for and against it, its members, its templates. */
import { count, counted } from '../../src/text/numbers.ts';
import type { Target } from '../../src/protocol/messages.ts';
import type { CampaignReport } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { campaignGraphChart } from '../charts/graph/campaign-graph.ts';
import { heatmapFigure } from '../charts/heatmap/heatmap-figure.ts';
import { succession } from '../charts/succession.ts';
import { turnsChart } from '../charts/turns.ts';
import { waterfall } from '../charts/waterfall.ts';
import { accountTable } from '../parts/findings/account-table.ts';
import { decisionBar } from '../parts/findings/decision-bar.ts';
import { h } from '../parts/dom.ts';
import { evidencePair } from '../parts/findings/evidence.ts';
import { facts } from '../parts/facts.ts';
import { time } from '../parts/format.ts';
import { asking } from '../parts/notice.ts';
import { pageHead, section } from '../parts/section.ts';
import { scoreText, verdictMark } from '../parts/findings/verdict.ts';
import { short } from '../../src/text/visible.ts';
import { templateTable } from './templates.ts';

export function campaignPage(page: PageContext, { campaign: id }: Extract<Target, { page: 'campaign' }>): Node[] {
  const crumb = { title: 'Campaigns', go: () => page.go({ page: 'campaigns' }) };
  const campaign = page.overview.campaigns.find((one) => one.id === id);
  const head = pageHead(crumb, short(id, 120));
  if (campaign === undefined) return [head, h('p.muted', {}, 'The latest scan does not have this campaign.')];
  return [head, ...body(page, campaign)];
}

function body(page: PageContext, campaign: CampaignReport): Node[] {
  const { id } = campaign;
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
        scoreText(campaign.score, campaign.verdict),
        h(
          'span.controls',
          {},
          h('button.primary', { type: 'button', onclick: () => page.openFirst({ campaign: id }) }, 'First log line'),
          h('button.quiet', { type: 'button', onclick: () => page.exportPage() }, 'Export…'),
        ),
      ),
      h('p.lead', {}, short(campaign.summary, 1000)),
      facts(
        ['members', count(campaign.accounts.length)],
        ['templates', count(campaign.templates.length)],
        ['requests', count(campaign.requests)],
        ['first request', time(campaign.first)],
        ['last request', time(campaign.last)],
      ),
    ),
    decisionBar(page, 'campaign', id),
    ...(campaign.evidence.length + campaign.counterEvidence.length === 0
      ? []
      : [
          waterfall({
            priorLogOdds: campaign.priorLogOdds,
            evidence: campaign.evidence,
            counterEvidence: campaign.counterEvidence,
            score: campaign.score,
            threshold: page.overview.settings?.threshold ?? null,
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
    asking(page, 'turns', { campaign: id }, (turns) =>
      turns === null
        ? [h('p.muted', {}, 'No request in this campaign has a time, so the order of its members is unknown.')]
        : [turnsChart({ data: turns, open: page.openFirst, signal: page.signal })],
    ),
    ...(chain === null ? [] : [chain]),
    ...(templates.length === 0
      ? []
      : [asking(page, 'campaignGraph', { campaign: id }, (graph) => [campaignGraphChart(page, graph)])]),
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
