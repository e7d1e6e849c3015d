/** Requests over time, flagged ones set apart, with the days on which a model was first used. */
import { count, counted } from '../../src/text/numbers.ts';
import { max, scaleLinear } from 'd3';
import type { Pivot } from '../../src/protocol/view-model.ts';
import { timeScale, zone } from '../parts/clock.ts';
import { h, onWidth, s } from '../parts/dom.ts';
import { compact, span, time } from '../parts/format.ts';
import { columns, plainTable } from '../parts/plain-table.ts';
import { roving } from '../parts/controls/roving.ts';
import { tooltip } from '../parts/controls/tooltip.ts';
import { short } from '../../src/text/visible.ts';
import { barWidth, countAxis, timeAxis } from './axes.ts';
import { chartArea, figure } from './figure.ts';
import { markLabels } from './mark-labels.ts';
import { t } from '../parts/words.ts';

export interface TimelineData {
  from: number;
  to: number;
  requests: readonly number[];
  /** Those of `requests` that are flagged; all zero when that is not known. */
  flagged: readonly number[];
  newModels: readonly { model: string; time: number }[];
  /** When campaigns went over to another model. */
  pivots?: readonly Pivot[];
}

interface TimelineOptions {
  title: string;
  data: TimelineData;
  /** Opens the log lines of a span of time. */
  open: (from: number, to: number) => void;
  signal: AbortSignal;
}

const HEIGHT = 150;
const LEFT = 44;
const BOTTOM = 22;
/** Flagged requests have a lane and a scale of their own: among all requests an attack is too low to be seen. */
const LANE = 44;
const LANE_GAP = 12;
/** Space above the bars for the numbers of new models, and below them for the letters of pivots and their flags. */
const TOP = 20;
const PIVOTS = 24;
const FLAG = 13;

export function timeline({ title, data, open, signal }: TimelineOptions): HTMLElement {
  const tip = tooltip(signal);
  const holder = h('div.timeline');
  const bins = data.requests.length;
  const step = (data.to - data.from) / Math.max(1, bins);
  const start = (bin: number): number => data.from + bin * step;
  const { pivots = [] } = data;
  const top = TOP + (pivots.length > 0 ? PIVOTS : 0);
  const hasFlagged = data.flagged.some((value) => value > 0);
  const floor = HEIGHT - BOTTOM;
  const bottomOfAll = hasFlagged ? floor + LANE_GAP + LANE : floor;

  function draw(width: number): void {
    const x = timeScale([data.from, data.to], [LEFT, width - 8]);
    const y = scaleLinear([0, max(data.requests) ?? 1], [floor, top]).nice(3);
    const most = max(data.flagged) ?? 0;
    const lane = scaleLinear([0, Math.max(1, most)], [0, LANE]);
    const svg = chartArea(width, bottomOfAll + BOTTOM, `${title}, ${bins} bars`);
    const bars = data.requests.map((value, bin) => bar(bin, value, x(start(bin)), x(start(bin + 1)), y, lane));
    const models = data.newModels.map(({ time: at }) => x(at));
    const turns = pivots.map(({ time: at }) => x(at));
    svg.append(
      ...[s('g', { class: 'axis' }), s('g', { class: 'axis' })],
      ...bars,
      ...models.map((at) => s('line', { class: 'model-mark', x1: at, x2: at, y1: 14, y2: bottomOfAll })),
      ...markLabels(models, number).map((label) => markLabel(label.x, 10, label.text)),
      ...turns.map(pivot),
      ...markLabels(turns, letter).map((label) => markLabel(label.x, top - FLAG - 3, label.text)),
    );
    if (hasFlagged) svg.append(...laneFrame(width, most));
    const [bottom, left] = svg.querySelectorAll<SVGGElement>('.axis');
    if (bottom && left) {
      timeAxis(bottom, x, { floor: bottomOfAll, width });
      countAxis(left, y, { left: LEFT, width });
    }
    roving(svg, bars, (bin) => open(Math.floor(start(bin)), Math.ceil(start(bin + 1))));
    holder.replaceChildren(svg);
  }

  /** The line below all requests, and what the lane of flagged ones shows. */
  function laneFrame(width: number, most: number): SVGElement[] {
    return [
      s('line', { class: 'rule', x1: LEFT, x2: width - 8, y1: floor, y2: floor }),
      s('text', { class: 'lane-name', x: LEFT - 6, y: floor + LANE_GAP + 8, 'text-anchor': 'end' }, compact(most)),
      s('text', { class: 'lane-name', x: LEFT - 6, y: bottomOfAll, 'text-anchor': 'end' }, t('flagged')),
    ];
  }

  function bar(
    bin: number,
    value: number,
    from: number,
    to: number,
    y: (value: number) => number,
    lane: (value: number) => number,
  ): SVGGElement {
    const flagged = data.flagged[bin] ?? 0;
    const width = barWidth(to - from);
    const label = `${span(Math.floor(start(bin)), Math.ceil(start(bin + 1)))}: ${counted(value, 'request')}${hasFlagged ? `, ${count(flagged)} flagged` : ''}`;
    const group = s(
      'g',
      { class: 'mark', role: 'button', 'aria-label': label },
      s('rect', { class: 'hit', x: from, width: Math.max(1, to - from), y: top, height: bottomOfAll - top }),
      s('rect', { class: 'other', x: from, width, y: y(value), height: Math.max(0, y(0) - y(value)) }),
      flagged === 0
        ? null
        : s('rect', { class: 'flagged', x: from, width, y: bottomOfAll - lane(flagged), height: lane(flagged) }),
    );
    group.addEventListener('click', () => open(Math.floor(start(bin)), Math.ceil(start(bin + 1))));
    tip.on(group, (box) => [box.right, box.top, ...label.split(': ')]);
    return group;
  }

  function markLabel(x: number, y: number, text: string): SVGTextElement {
    return s('text', { class: 'mark-label', x, y, 'aria-hidden': 'true' }, text);
  }

  /** A flag that points to where a campaign goes. */
  function pivot(x: number): SVGGElement {
    return s(
      'g',
      { class: 'pivot', 'aria-hidden': 'true' },
      s('line', { x1: x, x2: x, y1: top - FLAG, y2: bottomOfAll }),
      s('path', { d: `M${x},${top - FLAG}h6l4,5l-4,5h-6Z` }),
    );
  }

  onWidth(holder, signal, draw);
  const legend = h(
    'ul.legend',
    h('li', h('span.swatch.other'), t('requests')),
    hasFlagged ? h('li', h('span.swatch.flagged'), t('flagged, on their own scale')) : null,
    ...data.newModels.map(({ model, time: at }, index) =>
      h(
        'li',
        h('b.num', number(index)),
        h('span', h('bdi', short(model, 60)), h('span.muted', ` ${t('first used {0}', time(at))}`)),
      ),
    ),
    ...pivots.map(({ campaign, from, to, time: at }, index) =>
      h(
        'li',
        h('b', letter(index)),
        h(
          'span',
          h('bdi', short(campaign, 40)),
          h('span.muted', ` ${t('switches from {0} to {1}, {2}', short(from, 40), short(to, 40), time(at))}`),
        ),
      ),
    ),
  );
  return figure({
    title,
    note: `Click a bar to open its first log line. Times are in ${zone()}.`,
    chart: h('div', holder, legend),
    table: () =>
      plainTable(
        title,
        columns(`Time (${zone()})`, '>Requests', '>Flagged'),
        data.requests.flatMap((value, bin) =>
          value === 0 ? [] : [[time(Math.floor(start(bin))), count(value), count(data.flagged[bin] ?? 0)]],
        ),
      ),
  });
}

const number = (index: number): string => String(index + 1);

/** Letters for campaigns that change models, as numbers are for the models. */
const letter = (index: number): string => String.fromCodePoint(0x41 + (index % 26));
