/** What the strip next to the heatmap means: verdicts by colour and width, campaigns by colour. */
import type { HeatmapGrid, Verdict } from '../../../src/protocol/view-model.ts';
import { count } from '../../../src/text/numbers.ts';
import { short } from '../../../src/text/visible.ts';
import { CAMPAIGN_LOOKS, campaignColour, isDashed } from '../../charts/campaign-colour.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { t } from '../words.ts';
import { verdictLabel, VERDICTS } from './verdict.ts';

/** @param shown what the rows shown are, where they are not all accounts */
export function verdictKey(
  { overview }: PageContext,
  shown?: Pick<HeatmapGrid, 'verdicts' | 'campaigns'>,
): HTMLElement {
  const campaigns = overview.campaigns.map(({ id }) => id);
  const there = new Set<string>(shown?.verdicts ?? overview.accounts.map(({ verdict }) => verdict));
  const of = new Set(shown?.campaigns ?? campaigns);
  const items = (Object.keys(VERDICTS) as Verdict[])
    .filter((verdict) => VERDICTS[verdict].weight > 0 && there.has(verdict))
    .map((verdict) => {
      const strip = h('span', { class: `strip ${verdict}`, 'aria-hidden': 'true' });
      strip.style.setProperty('width', `${8 * VERDICTS[verdict].weight}px`);
      return h('li', h('span.strip-box', strip), verdictLabel({ verdict, score: 0 }));
    });
  return h(
    'ul.legend.verdict-key',
    { 'aria-label': t('Strips beside the names') },
    ...items,
    ...campaigns.slice(0, CAMPAIGN_LOOKS).flatMap((campaign, at) => {
      if (!of.has(campaign)) return [];
      const dashes = isDashed(at) ? ' dashed' : '';
      const bar = h('span', { class: `campaign-bar ${campaignColour(at)}${dashes}`, 'aria-hidden': 'true' });
      return h('li', bar, h('bdi', short(campaign, 30)));
    }),
    campaigns.length > CAMPAIGN_LOOKS && shown === undefined
      ? h('li.muted', moreText(campaigns.length - CAMPAIGN_LOOKS))
      : null,
    h('li.muted', t('Drag or Ctrl+wheel to zoom, Shift+wheel to pan, click to open the log')),
  );
}

const moreText = (n: number): string => (n === 1 ? t('and 1 more campaign') : t('and {0} more campaigns', count(n)));
