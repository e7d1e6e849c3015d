/** Colour scale with values at its ends and in the middle. */
import type { Metric } from '../../src/protocol/messages.ts';
import { h } from '../parts/dom.ts';
import { formatMetric, METRICS } from './metrics.ts';
import type { Ramp } from './ramp.ts';
import { t } from '../parts/words.ts';

export function legend(scale: Ramp, metric: Metric): HTMLElement {
  const bar = h('span.legend-bar', { 'aria-hidden': 'true' });
  bar.style.setProperty(
    'background',
    `linear-gradient(to right, ${scale.colours.filter((_, i) => i % 7 === 0).join(', ')})`,
  );
  const at = (share: number): string => {
    const value = scale.valueAt(share);
    return formatMetric(metric, metric === 'flaggedShare' ? value : Math.max(1, Math.round(value)));
  };
  return h(
    'div.scale-legend',
    h('span', t(METRICS[metric].name)),
    h('span.num', at(0)),
    ...(at(1) === at(0) ? [] : [bar, h('span.num', at(1))]),
    // Of a scale from 1 to 2 the middle says nothing.
    metric === 'flaggedShare' || at(0.5) === at(0) ? null : h('span.muted', t('middle {0}, logarithmic', at(0.5))),
    h('span.muted.contrast-only', t('The fuller the cell, the larger the value')),
  );
}
