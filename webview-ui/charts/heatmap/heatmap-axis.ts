/** The time axis above the heatmap. */
import { axisTop, select } from 'd3';
import { tickWord, timeScale, zoneLabel } from '../../parts/clock.ts';
import { s } from '../../parts/dom.ts';
import { plotWidth, type Layout } from './heatmap-layout.ts';
import { keepLabelsInside } from '../time-ticks.ts';
import { t } from '../../parts/words.ts';

const HEIGHT = 24;
/** One label for this many pixels. */
const LABEL = 90;

export interface TimeAxis {
  element: SVGSVGElement;
  draw: (layout: Layout) => void;
}

export function timeAxis(): TimeAxis {
  const group = s('g', { class: 'axis', transform: `translate(0,${HEIGHT - 1})` });
  const name = s('text', { class: 'zone', x: 0, y: HEIGHT - 8 }, `${t('Time')}, ${zoneLabel()}`);
  const element = s('svg', { class: 'chart hm-axis', height: HEIGHT, 'aria-hidden': 'true' }, name, group);
  return {
    element,
    draw(layout) {
      element.setAttribute('width', String(layout.width));
      const x = timeScale([layout.from, layout.to], [layout.plotX, layout.width]);
      const ticks = Math.max(2, plotWidth(layout) / LABEL);
      select<SVGGElement, unknown>(group).call(axisTop(x).ticks(ticks).tickFormat(tickWord).tickSizeOuter(0));
      keepLabelsInside(group, x, layout.width);
    },
  };
}
