/** An account's week: 7 days by 24 hours, UTC. A person sleeps; a program often does not. Cells open their log lines. */
import type { Metric } from '../../src/protocol/messages.ts';
import type { Hours } from '../../src/protocol/view-model.ts';
import { h } from '../parts/dom.ts';
import { dayNames, hourSpan } from '../parts/format.ts';
import { plainTable } from '../parts/plain-table.ts';
import { isTranslated, t } from '../parts/words.ts';
import { roving } from '../parts/controls/roving.ts';
import { tooltip } from '../parts/controls/tooltip.ts';
import { figure } from './figure.ts';
import { legend } from './legend.ts';
import { formatMetric, METRICS } from './metrics.ts';
import { ramp, STEPS } from './ramp.ts';
import { onTheme, readTheme } from './theme.ts';

interface HourOfWeekOptions {
  hours: Hours;
  metric: Metric;
  controls: HTMLElement;
  open: (hourOfWeek: number) => void;
  signal: AbortSignal;
}

const HOURS = 24;
const hourList = Array.from({ length: HOURS }, (_, hour) => hour);

export function hourOfWeek({ hours, metric, controls, open, signal }: HourOfWeekOptions): HTMLElement {
  const tip = tooltip(signal);
  const days = dayNames();
  const value = (cell: number): number => hours.values[cell] ?? 0;
  const text = (cell: number): string => formatMetric(metric, value(cell));
  const cells = Array.from({ length: 7 * HOURS }, (_, cell) => {
    const place = `${days[Math.floor(cell / HOURS)]}, ${hourSpan(cell % HOURS)}`;
    const element = h('div.cell', {
      role: 'gridcell',
      'aria-label': `${place} UTC: ${text(cell)}`,
      onclick: () => open(cell),
    });
    tip.on(element, (box) => [box.right - 6, box.bottom - 8, h('b', text(cell)), `${place} UTC`]);
    return element;
  });
  const rows = days.map((name, day) =>
    h(
      'div.week-row',
      { role: 'row' },
      h('div.day', { role: 'rowheader', 'aria-label': name }, name.slice(0, isTranslated() ? 2 : 3)),
      ...cells.slice(day * HOURS, (day + 1) * HOURS),
    ),
  );
  const clock = h(
    'div.week-row.clock',
    { role: 'row' },
    h('div.day', { role: 'columnheader' }, h('span.sr-only', t('Day'))),
    ...hourList.map((hour) =>
      h(
        'div',
        { role: 'columnheader' },
        h('span', { 'aria-hidden': 'true' }, hour % 6 === 0 ? String(hour).padStart(2, '0') : ''),
        h('span.sr-only', hourSpan(hour)),
      ),
    ),
  );
  const grid = h(
    'div.week',
    { role: 'grid', 'aria-label': `${t('Hour of the week')}, ${t(METRICS[metric].name)}` },
    clock,
    ...rows,
  );
  roving(grid, cells, open, HOURS);

  const scaleHolder = h('div.by-fill');
  function paint(): void {
    const theme = readTheme();
    const scale = ramp(theme, metric, hours.max);
    cells.forEach((element, cell) => {
      const step = scale.step(value(cell));
      element.style.setProperty('--cell', step < 0 ? 'transparent' : (scale.colours[step] ?? 'transparent'));
      element.style.setProperty('--fill', `${step < 0 ? 0 : 20 + (80 * step) / (STEPS - 1)}%`);
    });
    scaleHolder.replaceChildren(legend(scale, metric));
  }
  paint();
  onTheme(signal, paint);

  return figure({
    title: 'Hour of the week',
    note: 'UTC. Use the arrow keys to move; press Enter or click to open the first log line of that hour.',
    controls,
    chart: h('div', grid, scaleHolder),
    table: () =>
      plainTable(
        'Hour of the week',
        [
          { title: 'Day' },
          ...hourList.map((hour) => ({ title: String(hour).padStart(2, '0'), align: 'right' as const })),
        ],
        days.map((name, day) => [name, ...hourList.map((hour) => text(day * HOURS + hour))]),
      ),
  });
}
