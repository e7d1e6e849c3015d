/** Time between an account's requests against chance: people pause, programs keep a beat. */
import { count, counted, rate } from '../../src/text/numbers.ts';
import { duration } from '../../src/text/times.ts';
import { axisBottom, axisLeft, curveStepAfter, line, max, scaleLinear, scaleLog, select } from 'd3';
import type { Arrivals } from '../../src/protocol/view-model.ts';
import { h, onWidth, s } from '../parts/dom.ts';
import { columns, plainTable } from '../parts/plain-table.ts';
import { roving } from '../parts/controls/roving.ts';
import { tooltip } from '../parts/controls/tooltip.ts';
import { chartArea, figure } from './figure.ts';
import { t } from '../parts/words.ts';

const HEIGHT = 190;
const LEFT = 40;
const BOTTOM = 22;
const TOP = 8;
/** Times people know, for the scale, in ms. */
const TICKS = [100, 1000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000];
const TITLE = 'Time between requests';
/** A gap between requests is told as out of the ordinary from this many times what chance gives. */
const MIN_NOTABLE_RATIO = 1.5;

export function arrivalsChart(data: Arrivals, signal: AbortSignal): HTMLElement {
  const tip = tooltip(signal);
  const holder = h('div.arrivals');
  const edge = (bin: number): number => data.from * data.ratio ** bin;
  const bins = data.observed.map((_, bin) => bin);
  const span = (bin: number): string =>
    bin === 0 ? `under ${duration(edge(1))}` : `${duration(edge(bin))} to ${duration(edge(bin + 1))}`;
  const words = (bin: number): string[] => [
    `${counted(data.observed[bin] ?? 0, 'gap')}, ${span(bin)}`,
    `${count(data.shuffled[bin] ?? 0)} expected at random times within the same hours`,
    `${count(data.exponential[bin] ?? 0)} expected at a constant random rate`,
  ];

  function draw(width: number): void {
    const x = scaleLog([edge(0), edge(data.observed.length)], [LEFT, width - 8]);
    const top = max([...data.observed, ...data.shuffled, ...data.exponential]) ?? 1;
    const y = scaleLinear([0, Math.max(1, top)], [HEIGHT - BOTTOM, TOP]).nice(4);
    const svg = chartArea(width, HEIGHT, `${TITLE}, ${data.observed.length} bars`);
    const bars = bins.map((bin) => bar(bin, x, y));
    const curve = (values: readonly number[]): string =>
      line<number>(
        (_, bin) => x(edge(bin)),
        (value) => y(value),
      ).curve(curveStepAfter)([...values, values.at(-1) ?? 0]) ?? '';
    svg.append(
      ...[s('g', { class: 'axis' }), s('g', { class: 'axis' }), ...bars],
      s('path', { class: 'expected shuffled', d: curve(data.shuffled) }),
      s('path', { class: 'expected exponential', d: curve(data.exponential) }),
    );
    const [bottom, left] = svg.querySelectorAll<SVGGElement>('.axis');
    if (bottom && left) {
      const ticks = TICKS.filter((tick) => tick >= edge(0) && tick <= edge(data.observed.length));
      select(bottom)
        .attr('transform', `translate(0,${HEIGHT - BOTTOM})`)
        .call(
          axisBottom(x)
            .tickValues(ticks)
            .tickFormat((tick) => duration(tick.valueOf()))
            .tickSizeOuter(0),
        );
      select(left)
        .attr('transform', `translate(${LEFT},0)`)
        .call(
          axisLeft(y)
            .ticks(4)
            .tickSize(-(width - 8 - LEFT)),
        );
    }
    roving(svg, bars, () => undefined);
    holder.replaceChildren(svg);
  }

  function bar(bin: number, x: (ms: number) => number, y: (value: number) => number): SVGGElement {
    const [left, right, value] = [x(edge(bin)), x(edge(bin + 1)), data.observed[bin] ?? 0];
    const group = s(
      'g',
      { class: 'mark', role: 'img', 'aria-label': words(bin).join(', ') },
      s('rect', { class: 'hit', x: left, width: right - left, y: TOP, height: HEIGHT - BOTTOM - TOP }),
      s('rect', {
        class: 'other',
        x: left + 0.5,
        width: Math.max(1, right - left - 1),
        y: y(value),
        height: y(0) - y(value),
      }),
    );
    tip.on(group, (box) => {
      const [first, ...rest] = words(bin);
      return [box.right, box.top + 10, h('b', first), ...rest];
    });
    return group;
  }

  onWidth(holder, signal, draw);
  const legend = h(
    'ul.legend',
    h('li', h('span.swatch.other'), t('observed')),
    h('li', h('span.swatch.line.shuffled'), t('same hours, random times within them')),
    h('li', h('span.swatch.line.exponential'), t('random at a constant rate (exponential)')),
  );
  return figure({
    title: TITLE,
    note: summary(data, span),
    chart: h('div', holder, legend),
    table: () =>
      plainTable(
        TITLE,
        columns('Gap', '>Observed', '>Same hours, random', '>Random, constant rate'),
        bins
          .filter((bin) => (data.observed[bin] ?? 0) > 0 || (data.shuffled[bin] ?? 0) >= 0.5)
          .map((bin) => [
            span(bin),
            count(data.observed[bin] ?? 0),
            count(data.shuffled[bin] ?? 0),
            count(data.exponential[bin] ?? 0),
          ]),
      ),
  });
}

/** Where the account differs most from chance, in a sentence. */
function summary({ observed, shuffled, gaps, median }: Arrivals, span: (bin: number) => string): string {
  const excess = observed.map((value, bin) => value - (shuffled[bin] ?? 0));
  const bin = excess.indexOf(Math.max(...excess));
  const [seen, chance] = [(observed[bin] ?? 0) / gaps, (shuffled[bin] ?? 0) / gaps];
  const head = `The median of ${count(gaps)} gaps is ${duration(median)}.`;
  if (seen < MIN_NOTABLE_RATIO * chance || seen < 0.05)
    return `${head} They are spread as chance would spread them within each hour.`;
  return `${head} ${rate(seen)} are ${span(bin)}; by chance within each hour, ${rate(chance)} would be.`;
}
