/** How the documents that an account or a group saw add up, beside what as many requests of others see. */
import { area, axisBottom, line, scaleLinear, select } from 'd3';
import { count } from '../../../src/text/numbers.ts';
import type { ReaderCurve } from '../../../src/protocol/exposure-data.ts';
import { h, onWidth, s } from '../../parts/dom.ts';
import { compact, time } from '../../parts/format.ts';
import { plainTable } from '../../parts/plain-table.ts';
import { t } from '../../parts/words.ts';
import { short } from '../../../src/text/visible.ts';
import { countAxis } from '../axes.ts';
import { figure } from '../figure.ts';

const HEIGHT = 200;
/** With room for the titles of the axes. */
const [LEFT, BOTTOM, TOP] = [48, 40, 24];

type Point = Pick<ReaderCurve['curve'][number], 'requests' | 'documents' | 'expected'>;

/** Nobody has seen anything yet. */
const START: Point = { requests: 0, documents: 0, expected: { low: 0, middle: 0, high: 0 } };

export function coverageCurve({ kind, name: id, title, curve }: ReaderCurve, signal: AbortSignal): HTMLElement {
  const name =
    kind === 'campaign'
      ? t('Documents that campaign {0} saw', short(id, 24))
      : t('Documents that {0} saw', short(title, 24));
  const holder = h('div.growth');
  const requests = curve.at(-1)?.requests ?? 1;
  const points = [START, ...curve];
  const most = Math.max(1, ...curve.flatMap(({ documents, expected }) => [documents, expected?.high ?? 0]));
  onWidth(holder, signal, (width) => {
    const floor = HEIGHT - BOTTOM;
    const x = scaleLinear([0, requests], [LEFT, width - 8]);
    const y = scaleLinear([0, most], [floor, TOP]).nice(3);
    const band = area<Point>(
      (one) => x(one.requests),
      (one) => y(one.expected?.low ?? 0),
      (one) => y(one.expected?.high ?? 0),
    )(points.filter(({ expected }) => expected !== undefined));
    const own = line<Point>(
      (one) => x(one.requests),
      (one) => y(one.documents),
    )(points);
    const [left, bottom] = [s('g', { class: 'axis' }), s('g', { class: 'axis' })];
    countAxis(left, y, { left: LEFT, width });
    select<SVGGElement, unknown>(bottom)
      .attr('transform', `translate(0,${floor})`)
      .call(
        axisBottom(x)
          .ticks(Math.max(2, width / 90))
          .tickFormat((value) => compact(value.valueOf()))
          .tickSizeOuter(0),
      );
    const svg = s('svg', { class: 'chart', width, height: HEIGHT, role: 'img', 'aria-label': name });
    svg.append(
      left,
      bottom,
      s('path', { class: 'expected-band', d: band ?? '' }),
      s('path', { class: 'growth-line', d: own ?? '' }),
      s('text', { class: 'lane-name', x: 0, y: 10 }, t('Documents')),
      s('text', { class: 'lane-name', x: width - 8, y: HEIGHT - 4, 'text-anchor': 'end' }, t('Requests')),
    );
    holder.replaceChildren(svg);
  });
  return figure({
    title: name,
    note: 'The line counts different documents by its requests. The band is what as many requests of other accounts see: 95% of curves drawn from the log stay within.',
    chart: holder,
    table: () =>
      plainTable(
        name,
        [
          { title: 'Requests', align: 'right' },
          { title: 'Time', align: 'right' },
          { title: 'Documents', align: 'right' },
          { title: 'Others, from', align: 'right' },
          { title: 'Others, to', align: 'right' },
        ],
        curve.map((one) => [
          count(one.requests),
          time(one.time),
          count(one.documents),
          ...(one.expected ? [count(one.expected.low), count(one.expected.high)] : ['', '']),
        ]),
      ),
  });
}
