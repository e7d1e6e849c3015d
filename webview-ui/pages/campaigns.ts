/** All campaigns. */
import { isReason, sideOf } from '../../src/text/evidence-side.ts';
import { count } from '../../src/text/numbers.ts';
import type { CampaignReport } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { counts, decidedMark } from '../parts/findings/decided.ts';
import { h } from '../parts/dom.ts';
import { span } from '../parts/format.ts';
import { pageHead } from '../parts/section.ts';
import { scoreText, verdictMark } from '../parts/findings/verdict.ts';
import { short, visible } from '../../src/text/visible.ts';
import { t } from '../parts/words.ts';

export function campaignsPage(page: PageContext): Node[] {
  const { campaigns } = page.overview;
  return [
    pageHead(
      null,
      'Campaigns',
      h('p.muted', {}, 'Accounts that act together, most suspicious first.'),
      h(
        'p.controls',
        {},
        h(
          'button.quiet',
          { type: 'button', onclick: () => page.go({ page: 'cleared' }) },
          t('Considered and cleared, and what would have been found'),
        ),
      ),
    ),
    h('h2.sr-only', {}, t('All campaigns')),
    campaignCards(page, campaigns),
  ];
}

export function campaignCards(page: PageContext, campaigns: readonly CampaignReport[]): HTMLElement {
  if (campaigns.length === 0) {
    return h(
      'p.muted',
      {},
      page.overview.headline.state === 'not-judged'
        ? t('None, and none could be found: the log cannot be judged.')
        : t('No accounts were found acting together.'),
    );
  }
  return h('ul.cards', {}, ...campaigns.map((campaign) => card(page, campaign)));
}

function piecesText({ evidence, counterEvidence, verdict }: CampaignReport): string {
  const own = evidence.filter((item) => isReason(item, verdict)).length;
  const against = count(counterEvidence.filter((item) => sideOf(item) === 'against').length);
  return own === 1
    ? t('1 piece of evidence for, {0} against.', against)
    : t('{0} pieces of evidence for, {1} against.', count(own), against);
}

/** Facts that a card has room for. */
const DECISIVE = ['One customer', 'Shared', 'Activity'];

function card(page: PageContext, campaign: CampaignReport): HTMLElement {
  const times = campaign.first === null || campaign.last === null ? null : span(campaign.first, campaign.last + 1);
  const decided = page.find.decided('campaign', campaign.id);
  const brief = page.overview.briefs[campaign.id];
  const decisive = brief?.facts.filter(([name]) => DECISIVE.includes(name)) ?? [];
  return h(
    'li',
    { class: `card ${counts(page, 'campaign', campaign.id) ? campaign.verdict : 'cleared'}` },
    h(
      'h3',
      {},
      h(
        'button.link',
        { type: 'button', onclick: () => page.go({ page: 'campaign', campaign: campaign.id }) },
        h('bdi', {}, short(campaign.id, 60)),
      ),
      brief === undefined ? null : `  ${short(brief.title, 200)}`,
    ),
    h(
      'p.card-verdict',
      {},
      decided === undefined ? null : decidedMark(decided),
      verdictMark(campaign.verdict, campaign.score),
      scoreText(campaign.score, campaign.verdict, campaign.customer),
    ),
    h('p', {}, short(campaign.summary, 400)),
    ...decisive.map(([name, text]) => h('p', {}, h('b', {}, t(name)), `: ${visible(text)}`)),
    h(
      'p.muted.num',
      {},
      ...(times === null ? [] : [h('span.whole', {}, times), ' · ']),
      `${piecesText(campaign)} `,
      h(
        'button.link',
        { type: 'button', onclick: () => page.openFirst({ campaign: campaign.id }) },
        t('First log line'),
      ),
    ),
  );
}
