/** All campaigns. */
import { meaningOf, sideOf } from '../../src/text/evidence-side.ts';
import { innocentReading } from '../../src/text/explanations.ts';
import { count } from '../../src/text/numbers.ts';
import { clearedAs } from '../../src/text/one-customer.ts';
import type { CampaignReport, ConsideredGroup } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { caseFilter } from '../parts/case/case-filter.ts';
import { workLine } from '../parts/case/work-strip.ts';
import { strongestReasons } from '../parts/case/reasons.ts';
import { counts, decidedMark } from '../parts/findings/decided.ts';
import { h } from '../parts/dom.ts';
import { span } from '../parts/format.ts';
import { asking } from '../parts/notice.ts';
import { pageHead } from '../parts/section.ts';
import { groupLink } from '../parts/findings/links.ts';
import { scoreText, verdictMark } from '../parts/findings/verdict.ts';
import { short, visible } from '../../src/text/visible.ts';
import { t } from '../parts/words.ts';

/** Cleared groups where there is no campaign. */
const ON_PAGE = 6;

export function campaignsPage(page: PageContext): Node[] {
  const { campaigns } = page.overview;
  return [
    pageHead(
      null,
      t('Campaigns'),
      ...(campaigns.length === 0
        ? []
        : [
            h(
              'p.muted',
              t(
                'Accounts that act together: the gravest verdict first, of these what is near proof, then by certainty and size.',
              ),
            ),
            h('p.controls', clearedButton(page)),
          ]),
    ),
    h('h2.sr-only', t('All campaigns')),
    ...(campaigns.length === 0 ? [noCampaigns(page, ON_PAGE)] : filtered(page, campaigns)),
  ];
}

function filtered(page: PageContext, campaigns: readonly CampaignReport[]): Node[] {
  const list = h('div');
  const filter = caseFilter(page, campaigns, (left) =>
    list.replaceChildren(left.length === 0 ? h('p.muted', t('No campaign matches.')) : campaignCards(page, left)),
  );
  return [filter, list];
}

function campaignCards(page: PageContext, campaigns: readonly CampaignReport[]): HTMLElement {
  const cards = (some: readonly CampaignReport[]): HTMLElement =>
    h('ul.cards', ...some.map((campaign) => card(page, campaign)));
  const called = campaigns.filter(({ verdict }) => verdict !== 'none');
  const uncalled = campaigns.filter(({ verdict }) => verdict === 'none');
  if (uncalled.length === 0) return cards(called);
  return h(
    'div.stack',
    called.length === 0 ? null : cards(called),
    h('p.muted', t('Neither flagged nor suspected, and not among the campaigns that are counted:')),
    cards(uncalled),
  );
}

const clearedButton = (page: PageContext): HTMLElement =>
  h(
    'button.quiet',
    { onclick: () => page.go({ page: 'cleared' }) },
    t('Considered and cleared, and what would have been found'),
  );

/** Why there is none, and what to look at all the same: the likeliest cleared groups, each with the strongest that cleared it. */
export function noCampaigns(page: PageContext, likeliest: number): HTMLElement {
  const { headline, remedy, cleared } = page.overview;
  if (headline.state === 'not-judged')
    return h('p.muted', t('No verdict: this log cannot be judged.'), remedy === '' ? '' : ` ${remedy}`);
  if (cleared === 0) return h('p.muted', t('No group of accounts shares enough to be judged.'));
  return h(
    'div.stack',
    h(
      'p.muted',
      cleared === 1
        ? t('1 group of accounts was judged and cleared; none was flagged as a campaign.')
        : t('{0} groups of accounts were judged and cleared; none was flagged as a campaign.', count(cleared)),
    ),
    asking(page, 'cleared', {}, ({ considered }) =>
      considered === null
        ? []
        : [h('ul.cards', ...considered.groups.slice(0, likeliest).map((group) => clearedCard(page, group)))],
    ),
    h('p.controls', clearedButton(page)),
  );
}

function clearedCard(page: PageContext, group: ConsideredGroup): HTMLElement {
  const { score, summary } = group;
  const called = { verdict: 'none', score } as const;
  const strongest = (
    [
      ['Evidence for it', group.evidence],
      ['Cleared by', group.clearedBy],
    ] as const
  ).flatMap(([name, [reason]]) => (reason === undefined ? [] : [h('p', h('b', t(name)), `: ${reason.text}`)]));
  return h(
    'li.card.cleared',
    h('h3', groupLink(page, group)),
    h('p.card-verdict', verdictMark(called), scoreText(called)),
    h('p', `${clearedAs(group, t)}${short(summary, 400)}`),
    ...strongest,
  );
}

/** What the three strongest reasons mean, as in the terminal, and how much there is against them. */
function reasonsText({ evidence, counterEvidence, verdict }: CampaignReport): string {
  const reasons = strongestReasons(evidence, verdict, 0).map(({ reason }) =>
    visible(meaningOf(reason.text).meaning).replace(/[:;.]?$/, '.'),
  );
  const against = counterEvidence.filter((item) => sideOf(item) === 'against').length;
  const why = reasons.length === 0 ? t('No detector found evidence for it.') : reasons.join(' ');
  return against === 0
    ? why
    : `${why} ${against === 1 ? t('1 piece of counter-evidence') : t('{0} pieces of counter-evidence', count(against))}.`;
}

/** Facts that a card has room for. */
const DECISIVE = ['Not flagged', 'One customer', 'Relay', 'Shared', 'Activity'];

function card(page: PageContext, campaign: CampaignReport): HTMLElement {
  const times = campaign.first === null || campaign.last === null ? null : span(campaign.first, campaign.last + 1);
  const decided = page.find.decided('campaign', campaign.id);
  const brief = page.overview.briefs[campaign.id];
  const decisive = brief?.facts.filter(([name]) => DECISIVE.includes(name)) ?? [];
  const innocent = innocentReading(campaign.explanations ?? [], t);
  const open = (): void => page.go({ page: 'campaign', campaign: campaign.id });
  return h(
    'li',
    {
      class: `card ${counts(page, 'campaign', campaign.id) ? campaign.verdict : 'cleared'}`,
      // All of it leads to the case; with the keyboard its heading does. Text that is being selected is not a click.
      onclick: (event: MouseEvent) => {
        if ((event.target as Element).closest('button, a') === null && getSelection()?.isCollapsed !== false) open();
      },
    },
    h(
      'h3',
      h('button.link', { onclick: () => open() }, h('bdi', short(campaign.id, 60))),
      brief === undefined ? null : `  ${short(brief.title, 200)}`,
    ),
    h(
      'p.card-verdict',
      decided === undefined ? null : decidedMark(decided),
      verdictMark(campaign),
      scoreText(campaign),
    ),
    workLine(page, campaign.id),
    h('p', short(campaign.summary, 400)),
    ...decisive.map(([name, text]) => h('p', h('b', t(name)), `: ${visible(text)}`)),
    h('p', h('b', t('Why')), `: ${reasonsText(campaign)}`),
    innocent === '' ? null : h('p.muted', t('If it is innocent, the accounts are {0}.', innocent)),
    h(
      'p.muted.num',
      ...(times === null ? [] : [h('span.whole', times), ' · ']),
      h('button.link', { onclick: () => page.openFirst({ campaign: campaign.id }) }, t('First log line')),
    ),
  );
}
