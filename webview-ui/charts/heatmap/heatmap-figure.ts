/** The heatmap with what surrounds it: controls, the brush over the whole period, the requests of a cell, its table. */
import type { Grouping, Metric, SortOrder } from '../../../src/protocol/messages.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../../parts/dom.ts';
import { choice } from '../../parts/controls/choice.ts';
import { requestList } from '../../parts/findings/requests.ts';
import { section } from '../../parts/section.ts';
import { verdictKey } from '../../parts/findings/verdict-key.ts';
import { figure } from '../figure.ts';
import { heatmap } from './heatmap.ts';
import type { HeatmapSettings } from './heatmap-options.ts';
import { heatmapTable } from './heatmap-table.ts';
import type { Density } from './heatmap-layout.ts';
import { GROUPS, knownMetric, metricNames, SORTS } from '../metrics.ts';
import { timeBrush } from './time-brush.ts';
import { numberOf } from '../../parts/number-of.ts';
import { t, translated } from '../../parts/words.ts';

export interface HeatmapFigureOptions {
  page: PageContext;
  title: string;
  /** Fills the window; otherwise as high as a few rows. */
  tall: boolean;
  campaign?: string;
  template?: string;
  /** Range shown first, null for the whole period. */
  settings: HeatmapSettings;
  /** Called with what the reader changed. */
  changed: (change: Partial<HeatmapSettings>) => void;
  /** Called once with a way to change what is shown from outside. */
  steer?: (set: (change: Partial<HeatmapSettings>) => void) => void;
}

const DENSITIES: Readonly<Record<Density, string>> = { compact: 'Compact', medium: 'Medium', roomy: 'Roomy' };
/** Typing in the filter rests for this long before the host is asked, ms. */
const TYPING = 60;
/** Space below the legend, CSS pixels. */
const BELOW = 12;
/** Accounts whose requests the strip adds up: those with most of them. */
const STRIP_ROWS = 2000;

export function heatmapFigure(options: HeatmapFigureOptions): HTMLElement {
  const { page, title, campaign, template } = options;
  const { period, timeline } = page.overview;
  if (period === null) {
    return section(
      title,
      null,
      h(
        'p.muted',
        `${t('No request in the log has a time, so there is no time axis.')}${options.tall ? ` ${t('All accounts are listed below.')}` : ''}`,
      ),
    );
  }
  let settings = { ...options.settings, metric: knownMetric(page.overview, options.settings.metric) };
  const detail = h('div');
  const tally = h('span.num.muted', { role: 'status' });
  const restricted = {
    ...(campaign === undefined ? {} : { campaign }),
    ...(template === undefined ? {} : { template }),
  };
  const map = heatmap({
    page,
    label: `${t(title)}. ${t('Arrow keys move, Enter opens the log lines of a cell, A opens the account, plus and minus zoom, 0 shows all.')}`,
    period: [period.start, period.end + 1],
    ...restricted,
    settings,
    opened: (selection, name) =>
      detail.replaceChildren(
        section(
          'Requests in this cell',
          name,
          requestList(page, selection, ['account', ...(template === undefined ? [] : ['template' as const])]),
        ),
      ),
    ranged: (range) => {
      apply({ range }, false);
      brush.sync();
    },
    counted: (rows) => {
      tally.textContent = numberOf(rows, 'account');
    },
  });
  const brush = timeBrush({
    from: period.start,
    to: period.end + 1,
    requests: campaign === undefined && template === undefined ? timeline.requests : [],
    range: map.range,
    left: map.plotLeft,
    brushed: (range) => map.set({ range }),
    signal: page.signal,
  });

  const isPart = campaign !== undefined || template !== undefined;
  const key = verdictKey(page, isPart ? { verdicts: [], campaigns: [] } : undefined);
  if (isPart) void strip();

  /** The strip and the key of a part of the log show that part. */
  async function strip(): Promise<void> {
    const bins = timeline.requests.length;
    const whole = { filter: '', from: 0, to: 0, bins, firstRow: 0, rows: STRIP_ROWS } as const;
    const asked = page.ask('heatmap', { ...whole, ...restricted, metric: 'requests', sort: 'requests', group: 'none' });
    const grid = await asked.catch(() => undefined);
    if (grid === undefined || page.signal.aborted) return;
    const sums = new Array<number>(bins).fill(0);
    grid.values.forEach((value, at) => (sums[at % bins] = (sums[at % bins] ?? 0) + value));
    brush.fill(sums);
    key.replaceWith(verdictKey(page, grid));
  }

  function apply(change: Partial<HeatmapSettings>, redraw = true): void {
    settings = { ...settings, ...change };
    options.changed(change);
    if (redraw) map.set(change);
  }

  options.steer?.((change) => apply(change));
  let typing = 0;
  const filter = h('input', {
    type: 'search',
    placeholder: t('Search accounts'),
    title: t('Account, organisation or campaign'),
    'aria-label': t('Filter accounts'),
    value: settings.filter,
    oninput: () => {
      clearTimeout(typing);
      typing = window.setTimeout(() => apply({ filter: filter.value }), TYPING);
    },
  });
  const controls = h(
    'div.controls',
    filter,
    choice<Metric>('Show', metricNames(page.overview), settings.metric, (metric) => apply({ metric })),
    choice<SortOrder>('Sort', translated(SORTS), settings.sort, (sort) => apply({ sort })),
    choice<Grouping>('Group', translated(GROUPS), settings.group, (group) => apply({ group })),
    choice<Density>('Rows', translated(DENSITIES), settings.density, (density) => apply({ density })),
    h(
      'div.button-group',
      { role: 'group', 'aria-label': t('Zoom in time') },
      h('button.quiet', { 'aria-label': t('Zoom in'), onclick: () => map.zoom(0.5) }, '+'),
      h('button.quiet', { 'aria-label': t('Zoom out'), onclick: () => map.zoom(2) }, '−'),
      h('button.quiet', { onclick: () => map.set({ range: null }) }, t('Whole period')),
    ),
    tally,
  );
  const shown = h(
    'div',
    { class: options.tall ? 'heatmap-figure tall' : 'heatmap-figure' },
    figure({
      title,
      hideTitle: options.tall,
      controls,
      chart: h('div.hm-holder', brush.element, map.element, key),
      table: () =>
        heatmapTable({ page, settings, ...restricted, period: [period.start, period.end + 1], label: title }),
    }),
    detail,
  );
  if (options.tall) fitWindow(shown, map.element, page.signal);
  return shown;
}

/** Keeps `--rest` the height of all that is above the grid of a heatmap and in its figure: notes and wrapped controls take room. */
function fitWindow(shown: HTMLElement, map: HTMLElement, signal: AbortSignal): void {
  const [head, grid] = [shown.querySelector('figure'), map.querySelector('.hm-grid')];
  if (head === null || grid === null) return;
  const fit = (): void => {
    const around = head.getBoundingClientRect();
    if (!grid.isConnected || around.height === 0) return;
    const rest = around.top + scrollY + around.height - grid.getBoundingClientRect().height + BELOW;
    shown.style.setProperty('--rest', `${Math.ceil(rest)}px`);
  };
  const watch = new ResizeObserver(fit);
  watch.observe(document.body);
  watch.observe(head);
  signal.addEventListener('abort', () => watch.disconnect());
}
