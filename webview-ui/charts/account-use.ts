/** An account's requests by template over time: a strip for each of its largest templates, all on one axis. */
import { max, scaleLinear } from 'd3';
import { count, counted } from '../../src/text/numbers.ts';
import { templateNames } from '../../src/text/template-names.ts';
import { short } from '../../src/text/visible.ts';
import type { AccountUse } from '../../src/protocol/case-data.ts';
import type { PageContext } from '../app/context.ts';
import { timeScale, zone } from '../parts/clock.ts';
import { h, onWidth, s } from '../parts/dom.ts';
import { span } from '../parts/format.ts';
import { columns, plainTable } from '../parts/plain-table.ts';
import { roving } from '../parts/controls/roving.ts';
import { tooltip } from '../parts/controls/tooltip.ts';
import { chartArea, figure } from './figure.ts';
import { barWidth, timeAxis } from './axes.ts';
import { t } from '../parts/words.ts';

const LANE = 34;
const AXIS = 22;
/** Share of the width for the names of templates, at least so many pixels, and pixels of a letter. */
const [NAMES, LEAST, LETTER] = [0.3, 150, 6.6];

export function accountUseChart(page: PageContext, use: AccountUse): HTMLElement {
  const { rows, from, to, account } = use;
  const tip = tooltip(page.signal);
  const holder = h('div.account-use');
  const title = 'What it sends, by template over time';
  const bins = rows[0]?.requests.length ?? 0;
  const start = (bin: number): number => from + (bin * (to - from)) / Math.max(1, bins);
  const nameOf = (template: string): string => {
    if (template === '') return t('other and free text');
    return `${template} ${templateNames(page.overview.templates).get(template) ?? ''}`;
  };
  // The id takes a third of the lane, and says nothing where the prompt does.
  const laneName = (template: string): string => {
    const name = template === '' ? '' : (templateNames(page.overview.templates).get(template) ?? '');
    return /\p{L}/u.test(name) ? name : nameOf(template);
  };
  const open = (template: string, bin: number): void =>
    page.openFirst({
      account,
      from: Math.floor(start(bin)),
      to: Math.ceil(start(bin + 1)),
      ...(template === '' ? {} : { template }),
    });

  onWidth(holder, page.signal, (width) => {
    const left = Math.max(LEAST, Math.round(width * NAMES));
    const x = timeScale([from, to], [left, width - 8]);
    const height = rows.length * LANE;
    const svg = chartArea(width, height + AXIS, title);
    const most = max(rows.flatMap(({ requests }) => requests)) ?? 1;
    const y = scaleLinear([0, Math.max(1, most)], [0, LANE - 6]);
    const marks: SVGGElement[] = [];
    const places: [string, number][] = [];
    rows.forEach(({ template, requests, total }, lane) => {
      const bottom = (lane + 1) * LANE;
      const name = s(
        'text',
        { class: 'lane-name', x: 0, y: bottom - 8 },
        short(laneName(template), Math.floor((left - 40) / LETTER)),
      );
      const sum = s('text', { class: 'lane-name', x: left - 6, y: bottom - 8, 'text-anchor': 'end' }, count(total));
      svg.append(s('line', { class: 'rule', x1: 0, x2: width - 8, y1: bottom, y2: bottom }), name, sum);
      requests.forEach((value, bin) => {
        if (value === 0) return;
        marks.push(bar(template, value, bin, x(start(bin)), x(start(bin + 1)), bottom, y(value)));
        places.push([template, bin]);
      });
    });
    const axis = s('g', { class: 'axis' });
    svg.append(...marks, axis);
    timeAxis(axis, x, { floor: height, width, from: left });
    roving(svg, marks, (at) => places[at] !== undefined && open(...places[at]));
    holder.replaceChildren(svg);
  });

  function bar(
    template: string,
    value: number,
    bin: number,
    x: number,
    end: number,
    bottom: number,
    height: number,
  ): SVGGElement {
    const when = span(Math.floor(start(bin)), Math.ceil(start(bin + 1)));
    const group = s(
      'g',
      {
        class: 'mark',
        role: 'button',
        'aria-label': `${when}, ${short(nameOf(template), 60)}: ${counted(value, 'request')}`,
      },
      s('rect', { class: 'hit', x, width: Math.max(1, end - x), y: bottom - LANE + 4, height: LANE - 4 }),
      s('rect', {
        class: template === '' ? 'quiet' : 'other',
        x,
        width: barWidth(end - x),
        y: bottom - Math.max(1.5, height),
        height: Math.max(1.5, height),
      }),
    );
    group.addEventListener('click', () => open(template, bin));
    tip.on(group, (box) => [box.right, box.top, h('b', counted(value, 'request')), when, short(nameOf(template), 80)]);
    return group;
  }

  return figure({
    title,
    note: `Times are in ${zone()}. Enter or a click opens the first log line of a bar.`,
    chart: holder,
    table: () =>
      plainTable(
        title,
        columns('Template', `Time (${zone()})`, '>Requests'),
        rows.flatMap(({ template, requests }) =>
          requests.flatMap((value, bin) =>
            value === 0
              ? []
              : [[short(nameOf(template), 80), span(Math.floor(start(bin)), Math.ceil(start(bin + 1))), count(value)]],
          ),
        ),
      ),
  });
}
