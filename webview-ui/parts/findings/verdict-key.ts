/** What the strip beside the heatmap means: verdicts by colour and width, campaigns by colour. */
import type { Verdict } from '../../../src/protocol/view-model.ts';
import { h } from '../dom.ts';
import { VERDICTS } from './verdict.ts';

export function verdictKey(): HTMLElement {
  const items = (Object.keys(VERDICTS) as Verdict[])
    .filter((verdict) => VERDICTS[verdict].weight > 0)
    .map((verdict) => {
      const strip = h('span', { class: `strip ${verdict}`, 'aria-hidden': 'true' });
      strip.style.setProperty('width', `${8 * VERDICTS[verdict].weight}px`);
      return h('li', {}, h('span.strip-box', {}, strip), VERDICTS[verdict].word);
    });
  return h(
    'ul.legend.verdict-key',
    { 'aria-label': 'Strips beside the names' },
    ...items,
    h('li.muted', {}, 'Bar before the verdict: campaign'),
    h('li.muted', {}, 'Drag or Ctrl+wheel to zoom, Shift+wheel to pan, click to open the log'),
  );
}
