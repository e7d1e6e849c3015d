/** How far each day lies from the days of a baseline: those days, and the days of the log, of which alarms stand out by shape. */
import { axisLeft, max, min, scaleLinear, select } from 'd3';
import type { DriftCohort, DriftDay } from '../../../src/protocol/view-model.ts';
import { LEAST_DRIFT, movedText } from '../../../src/text/drift.ts';
import { count, counted, decimal, rate } from '../../../src/text/numbers.ts';
import { dayOf } from '../../../src/text/times.ts';
import { timeScale } from '../../parts/clock.ts';
import { type Child, h, onWidth, s } from '../../parts/dom.ts';
import { roving } from '../../parts/controls/roving.ts';
import { tooltip } from '../../parts/controls/tooltip.ts';
import { columns, plainTable } from '../../parts/plain-table.ts';
import { t } from '../../parts/words.ts';
import { chartArea, figure } from '../figure.ts';
import { timeAxis } from '../axes.ts';

interface DriftChartOptions {
  cohort: DriftCohort;
  /** Starts of the days with an alarm. */
  alarms: ReadonlySet<number>;
  controls: Child;
  /** Opens the log lines of a span of time. */
  open: (from: number, to: number) => void;
  signal: AbortSignal;
}

const DAY = 86_400_000;
const [HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [210, 44, 12, 22, 24];
const RADIUS = 4;
const TITLE = 'Days compared with the baseline';

interface Point extends DriftDay {
  kind: 'ordinary' | 'compared' | 'alarm';
}

export function driftChart({ cohort, alarms, controls, open, signal }: DriftChartOptions): HTMLElement {
  const tip = tooltip(signal);
  const holder = h('div.drift');
  const points = [
    ...cohort.ordinary.map((day): Point => ({ ...day, kind: 'ordinary' })),
    ...cohort.compared.map((day): Point => ({ ...day, kind: alarms.has(day.day) ? 'alarm' : 'compared' })),
  ];
  const compared = points.filter(({ kind }) => kind !== 'ordinary');

  function draw(width: number): void {
    const [first = 0, last = 0] = [min(points, ({ day }) => day), max(points, ({ day }) => day)];
    const x = timeScale([first, last + DAY], [LEFT, width - RIGHT]);
    const y = scaleLinear([0, Math.max(2, max(points, ({ moved }) => moved) ?? 0)], [HEIGHT - BOTTOM, TOP]).nice(4);
    const at = (time: number): number => x(new Date(time));
    const svg = chartArea(width, HEIGHT, `${TITLE}, ${counted(compared.length, 'day')}`);
    const [bottom, left] = [s('g', { class: 'axis' }), s('g', { class: 'axis' })];
    timeAxis(bottom, x, { floor: HEIGHT - BOTTOM, width });
    select<SVGGElement, unknown>(left)
      .attr('transform', `translate(${LEFT},0)`)
      .call(
        axisLeft(y)
          .ticks(4)
          .tickSize(-(width - RIGHT - LEFT))
          .tickFormat((v) => `${v.valueOf()}×`),
      );
    const least = y(LEAST_DRIFT);
    const marks = points.map((point) => mark(point, at(point.day + DAY / 2), y, at(point.day + DAY) - at(point.day)));
    svg.append(
      bottom,
      left,
      s('line', { class: 'drift-least', x1: LEFT, x2: width - RIGHT, y1: least, y2: least }),
      ...marks,
    );
    const days = marks.filter((_, number) => points[number]?.kind !== 'ordinary');
    roving(svg, days, (number) => openDay(compared[number]));
    holder.replaceChildren(svg);
  }

  function openDay(day: Point | undefined): void {
    if (day !== undefined) open(day.day, day.day + DAY);
  }

  function mark(point: Point, x: number, y: (value: number) => number, wide: number): SVGGElement {
    const [place, words] = [y(point.moved), wordsOf(point)];
    const isOrdinary = point.kind === 'ordinary';
    const group = s(
      'g',
      isOrdinary
        ? { class: 'drift-day ordinary', role: 'img', 'aria-label': words }
        : { class: `mark drift-day ${point.kind}`, role: 'button', 'aria-label': words },
      s('rect', { class: 'hit', x: x - wide / 2, width: Math.max(1, wide), y: TOP, height: HEIGHT - BOTTOM - TOP }),
      s('line', { x1: x, x2: x, y1: HEIGHT - BOTTOM, y2: place }),
      point.kind === 'alarm'
        ? s('path', { d: `M${x},${place - 7}l7,12h-14Z` })
        : s('circle', { cx: x, cy: place, r: RADIUS }),
      point.kind === 'alarm' ? s('text', { x, y: place - 11 }, `${decimal(point.moved, 1)}×`) : null,
    );
    tip.on(group, (box) => [box.right, box.top, ...words.split(': ')]);
    if (!isOrdinary) group.addEventListener('click', () => openDay(point));
    return group;
  }

  onWidth(holder, signal, draw);
  const legend = h(
    'ul.legend',
    h('li', key('ordinary'), t('days of the baseline')),
    h('li', key('compared'), t('days of this log')),
    h('li', key('alarm'), t('alarm')),
    h('li.muted', t('below the dashed line ({0}×) nothing is an alarm', decimal(LEAST_DRIFT, 1))),
  );
  return figure({
    title: TITLE,
    note: t(
      'Distance from every mix of the baseline’s days; 1 is usual. Click a day of this log to open its first line.',
    ),
    chart: h('div', holder, legend),
    controls,
    table: () =>
      plainTable(
        TITLE,
        columns('Day', 'Kind', '>Accounts', '>Times as far', '>Chance'),
        points.map(({ day, kind, accounts, moved, p }) => [
          dayOf(day),
          t(KINDS[kind]),
          count(accounts),
          decimal(moved, 1),
          p === undefined ? '' : rate(p),
        ]),
      ),
  });
}

const KINDS: Readonly<Record<Point['kind'], string>> = {
  ordinary: 'baseline',
  compared: 'this log',
  alarm: 'this log, alarm',
};

function wordsOf({ day, kind, accounts, moved, p }: Point): string {
  const chance = p === undefined ? '' : `, chance on an ordinary day ${rate(p)}`;
  return `${dayOf(day)}, ${KINDS[kind]}: ${movedText(moved)} as usual, ${counted(accounts, 'account')}${chance}`;
}

function key(kind: Point['kind']): SVGSVGElement {
  const shape = kind === 'alarm' ? s('path', { d: 'M6,0.5l5.5,10.5h-11Z' }) : s('circle', { cx: 6, cy: 6, r: RADIUS });
  return s(
    'svg',
    { class: 'drift-key', viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    s('g', { class: `drift-day ${kind}` }, shape),
  );
}
