/** What the strip next to the heatmap means: verdicts by colour and width, campaigns by colour. */
import type { Verdict } from '../../../src/protocol/view-model.ts';
import { counted } from '../../../src/text/numbers.ts';
import { short } from '../../../src/text/visible.ts';
import { CAMPAIGN_LOOKS, campaignColour, isDashed } from '../../charts/campaign-colour.ts';
import { h } from '../dom.ts';
import { verdictLabel, VERDICTS } from './verdict.ts';

/** @param campaigns names in the order in which they get their colours */
export function verdictKey(campaigns: readonly string[]): HTMLElement {
  const items = (Object.keys(VERDICTS) as Verdict[])
    .filter((verdict) => VERDICTS[verdict].weight > 0)
    .map((verdict) => {
      const strip = h('span', { class: `strip ${verdict}`, 'aria-hidden': 'true' });
      strip.style.setProperty('width', `${8 * VERDICTS[verdict].weight}px`);
      return h('li', h('span.strip-box', strip), verdictLabel(verdict));
    });
  return h(
    'ul.legend.verdict-key',
    { 'aria-label': 'Strips beside the names' },
    ...items,
    ...campaigns.slice(0, CAMPAIGN_LOOKS).map((campaign, at) => {
      const dashes = isDashed(at) ? ' dashed' : '';
      const bar = h('span', { class: `campaign-bar ${campaignColour(at)}${dashes}`, 'aria-hidden': 'true' });
      return h('li', bar, h('bdi', short(campaign, 30)));
    }),
    campaigns.length > CAMPAIGN_LOOKS
      ? h('li.muted', `and ${counted(campaigns.length - CAMPAIGN_LOOKS, 'more campaign')}`)
      : null,
    h('li.muted', 'Drag or Ctrl+wheel to zoom, Shift+wheel to pan, click to open the log'),
  );
}
