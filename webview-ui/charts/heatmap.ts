/** Accounts × time on canvas: any number of accounts, any part of the period. Every cell leads to its log lines. */
import { axisTop, scaleUtc, select } from 'd3';
import type { Metric, Selection, SortOrder } from '../../src/protocol/messages.ts';
import type { PageContext } from '../app/context.ts';
import { freshId, h, s } from '../parts/dom.ts';
import { likelihood, percent, span } from '../parts/format.ts';
import { notice } from '../parts/notice.ts';
import { tooltip } from '../parts/tooltip.ts';
import { verdictMark, VERDICTS } from '../parts/verdict.ts';
import { short, visible } from '../parts/visible.ts';
import { bindInput } from './heatmap-input.ts';
import { binSpan, labelWidth, plotWidth, rowHeight, STRIP, visibleRows } from './heatmap-layout.ts';
import type { Density, Layout } from './heatmap-layout.ts';
import { Painter } from './heatmap-paint.ts';
import type { Cell } from './heatmap-paint.ts';
import { HeatmapRows } from './heatmap-rows.ts';
import { legend } from './legend.ts';
import { METRICS } from './metrics.ts';
import { ramp } from './ramp.ts';
import type { Ramp } from './ramp.ts';
import { onTheme, readTheme } from './theme.ts';
import { timeBins } from './time-bins.ts';
import type { TimeBins } from './time-bins.ts';

export interface HeatmapSettings {
  metric: Metric;
  sort: SortOrder;
  filter: string;
  density: Density;
  /** Part of the period in sight, null for all. */
  range: [number, number] | null;
}

export interface HeatmapOptions {
  page: PageContext;
  label: string;
  /** Whole period, `end` exclusive. */
  period: [number, number];
  /** Restricts accounts and requests. */
  campaign?: string;
  template?: string;
  settings: HeatmapSettings;
  /** Called with the requests behind a cell that was opened. */
  opened: (selection: Selection, title: string) => void;
  /** Called when pan or zoom changed the range. */
  ranged: (range: [number, number] | null) => void;
  /** Called when the number of rows is known. */
  counted: (rows: number) => void;
}

export interface Heatmap {
  element: HTMLElement;
  set: (change: Partial<HeatmapSettings>) => void;
  zoom: (factor: number) => void;
  range: () => [number, number];
  /** Left edge of the plot when the element is `width` wide. */
  plotLeft: (width: number) => number;
}

/** A cell narrower than this cannot be hit with a pointer. */
const CELL_WIDTH = 4;
const MOST_BINS = 1000;
/** Shortest range in sight, ms. */
const SHORTEST = 10 * 60_000;
/** The host is asked when pan or zoom has rested for this long, ms. */
const REST = 120;
const AXIS_HEIGHT = 24;

const plotLeft = (width: number): number => labelWidth(width) + 2 * STRIP;

export function heatmap(options: HeatmapOptions): Heatmap {
  const { page, period } = options;
  const { signal } = page;
  const settings = { ...options.settings };
  const ids = { row: freshId('cell-row'), cell: freshId('cell') };
  const tip = tooltip(signal);

  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const space = h('div.hm-space', { role: 'presentation' }, canvas);
  const spokenRow = h('span', { role: 'rowheader' });
  const spokenCell = h('span', { role: 'gridcell', id: ids.cell });
  const grid = h(
    'div.hm-grid',
    { role: 'grid', tabindex: 0, 'aria-label': options.label, 'aria-activedescendant': ids.cell },
    space,
    h('div.sr-only', { role: 'row', id: ids.row }, spokenRow, spokenCell),
  );
  const axis = s('svg', { class: 'chart hm-axis', height: AXIS_HEIGHT, 'aria-hidden': 'true' });
  const message = h('div.hm-message', { hidden: true });
  const scale = h('div', {});
  const element = h('div.hm', {}, axis, h('div.hm-plot', {}, grid, message), scale);

  const painter = new Painter(canvas);
  const rows = new HeatmapRows(page.ask, signal, arrived, (error) => tell(notice(error, () => requery())));
  let theme = readTheme();
  let colours: Ramp | null = null;
  let bins: TimeBins = timeBins(...period, MOST_BINS);
  let view: [number, number] = settings.range ?? period;
  let size = { width: 0, height: 0 };
  let cursor: Cell | null = null;
  let hover: Cell | null = null;
  let drag: [number, number] | null = null;
  let frame = 0;
  let rest = 0;

  function layout(): Layout {
    const left = labelWidth(size.width);
    return {
      ...size,
      rowHeight: rowHeight(settings.density, theme.highContrast),
      scrollTop: grid.scrollTop,
      totalRows: rows.totalRows ?? 0,
      campaignX: left,
      verdictX: left + STRIP - 2,
      plotX: plotLeft(size.width),
      from: view[0],
      to: view[1],
    };
  }

  function draw(): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (signal.aborted || size.width === 0) return;
      const now = layout();
      colours ??= ramp(theme, settings.metric, rows.max);
      painter.paint({ layout: now, rows, theme, ramp: colours, cursor, hover, drag, focused: grid.matches(':focus') });
      rows.want(...visibleRows(now));
    });
  }

  function drawAxis(): void {
    const now = layout();
    const x = scaleUtc(view, [now.plotX, now.width]);
    axis.setAttribute('width', String(now.width));
    select<SVGSVGElement, unknown>(axis)
      .selectAll<SVGGElement, number>('g.axis')
      .data([0])
      .join('g')
      .attr('class', 'axis')
      .attr('transform', `translate(0,${AXIS_HEIGHT - 1})`)
      .call(
        axisTop(x)
          .ticks(Math.max(2, plotWidth(now) / 90))
          .tickSizeOuter(0),
      );
  }

  function requery(): void {
    if (size.width === 0) return;
    tell(null);
    showHover(null, 0, 0);
    const most = Math.min(MOST_BINS, Math.max(10, Math.floor(plotWidth(layout()) / CELL_WIDTH)));
    bins = timeBins(...view, most);
    const { metric, sort, filter } = settings;
    const { campaign, template } = options;
    rows.setQuery({
      metric,
      sort,
      filter,
      from: bins.from,
      to: bins.to,
      bins: bins.bins,
      ...(campaign === undefined ? {} : { campaign }),
      ...(template === undefined ? {} : { template }),
    });
    const sight: [number, number] = rows.totalRows === null ? [0, 1] : visibleRows(layout());
    rows.want(...sight);
  }

  function arrived(): void {
    const total = rows.totalRows ?? 0;
    space.style.setProperty('height', `${Math.max(total * layout().rowHeight, 1)}px`);
    grid.setAttribute('aria-rowcount', String(total));
    grid.setAttribute('aria-colcount', String(bins.bins));
    if (colours?.max !== rows.max) {
      colours = ramp(theme, settings.metric, rows.max);
      scale.replaceChildren(legend(colours, settings.metric));
    }
    tell(total === 0 ? h('p.muted', {}, 'No account matches.') : null);
    options.counted(total);
    if (total > 0) moveCursor(0, 0);
    draw();
  }

  function tell(child: HTMLElement | null): void {
    message.hidden = child === null;
    message.replaceChildren(...(child === null ? [] : [child]));
  }

  function setRange(from: number, to: number, patience = 0): void {
    const length = Math.max(SHORTEST, Math.min(to - from, period[1] - period[0]));
    const start = Math.max(period[0], Math.min(from, period[1] - length));
    view = [start, start + length];
    const all = view[0] <= period[0] && view[1] >= period[1];
    settings.range = all ? null : view;
    drawAxis();
    draw();
    clearTimeout(rest);
    rest = window.setTimeout(() => {
      if (signal.aborted) return;
      requery();
      options.ranged(settings.range);
    }, patience);
  }

  function zoom(factor: number, at = (view[0] + view[1]) / 2): void {
    setRange(at - (at - view[0]) * factor, at + (view[1] - at) * factor, REST);
  }

  function cellAt(row: number, time: number): Cell | null {
    if (row < 0 || row >= (rows.totalRows ?? 0) || time < view[0] || time >= view[1]) return null;
    const [from, to] = binSpan(bins, time);
    return { row, from, to };
  }

  function moveCursor(down: number, right: number): void {
    const last = (rows.totalRows ?? 1) - 1;
    const row = Math.max(0, Math.min(last, (cursor?.row ?? 0) + down));
    const time = (cursor === null ? view[0] : (cursor.from + cursor.to) / 2) + right * bins.step;
    putCursor(row, time, down !== 0 || right !== 0);
  }

  function putCursor(row: number, time: number, reveal: boolean): void {
    const [from, to] = binSpan(bins, Math.max(period[0], Math.min(period[1] - 1, time)));
    cursor = { row, from, to };
    if (reveal) {
      const now = layout();
      const top = row * now.rowHeight;
      if (top < now.scrollTop) grid.scrollTop = top;
      else if (top + now.rowHeight > now.scrollTop + now.height) grid.scrollTop = top + now.rowHeight - now.height;
      const length = view[1] - view[0];
      if (from < view[0]) setRange(from, from + length, REST);
      else if (to > view[1] + bins.step) setRange(to - length, to, REST);
    }
    speak();
    draw();
  }

  function speak(): void {
    if (cursor === null) return;
    const row = rows.row(cursor.row);
    const value = rows.value(cursor.row, cursor.from);
    document.getElementById(ids.row)?.setAttribute('aria-rowindex', String(cursor.row + 1));
    spokenCell.setAttribute('aria-colindex', String(Math.round((cursor.from - bins.from) / bins.step) + 1));
    spokenRow.textContent =
      row === undefined
        ? 'Loading'
        : `${short(row.account, 80)}, ${VERDICTS[row.verdict].word}, ${likelihood(row.score)}`;
    const amount = value === undefined ? 'loading' : METRICS[settings.metric].unit(value);
    spokenCell.textContent = `${visible(spokenRow.textContent)}; ${span(cursor.from, cursor.to)}: ${amount}`;
  }

  function showHover(cell: Cell | null, x: number, y: number): void {
    hover = cell;
    canvas.classList.toggle('over-name', cell === null && rows.totalRows !== 0);
    const row = cell === null ? undefined : rows.row(cell.row);
    const value = cell === null ? undefined : rows.value(cell.row, cell.from);
    if (cell === null || row === undefined) tip.hide();
    else {
      const amount = value === undefined ? 'loading' : METRICS[settings.metric].unit(value);
      const campaign =
        row.campaign === '' ? null : h('span.muted', {}, 'Campaign ', h('bdi', {}, short(row.campaign, 40)));
      tip.show(
        x,
        y,
        h('b', {}, amount),
        span(cell.from, cell.to),
        h('bdi', {}, short(row.account, 60)),
        h('span', {}, verdictMark(row.verdict), ` ${percent(row.score)}, ${likelihood(row.score)}`),
        ...(campaign === null ? [] : [campaign]),
      );
    }
    draw();
  }

  function open(cell: Cell): void {
    const row = rows.row(cell.row);
    if (row === undefined) return;
    cursor = cell;
    speak();
    draw();
    const { template } = options;
    const selection: Selection = {
      account: row.account,
      from: cell.from,
      to: cell.to,
      ...(template === undefined ? {} : { template }),
    };
    page.openFirst(selection);
    options.opened(selection, `${short(row.account, 60)}, ${span(cell.from, cell.to)}`);
  }

  function openAccount(index: number): void {
    const row = rows.row(index);
    if (row !== undefined) page.go({ page: 'account', account: row.account });
  }

  bindInput(grid, canvas, {
    layout,
    cellAt,
    cursor: () => cursor,
    moveCursor,
    cursorTo: (row, bin) => {
      const last = (rows.totalRows ?? 1) - 1;
      const time = bin === 'first' ? view[0] : view[1] - bins.step / 2;
      putCursor(row === null ? (cursor?.row ?? 0) : row === 'first' ? 0 : last, time, true);
    },
    hover: showHover,
    drag: (range) => {
      drag = range;
      draw();
    },
    setRange: (from, to) => setRange(from, to),
    zoom,
    pan: (share) => setRange(view[0] + share * (view[1] - view[0]), view[1] + share * (view[1] - view[0]), REST),
    reset: () => setRange(...period),
    open,
    openAccount,
  });
  grid.addEventListener('scroll', () => showHover(null, 0, 0));
  grid.addEventListener('focus', draw);
  grid.addEventListener('blur', draw);
  onTheme(signal, () => {
    theme = readTheme();
    colours = null;
    arrived();
  });
  const observer = new ResizeObserver(() => {
    const next = { width: grid.clientWidth, height: grid.clientHeight };
    const wider = next.width !== size.width;
    size = next;
    canvas.style.setProperty('width', `${size.width}px`);
    canvas.style.setProperty('height', `${size.height}px`);
    if (wider) {
      drawAxis();
      requery();
    }
    draw();
  });
  observer.observe(grid);
  signal.addEventListener('abort', () => observer.disconnect());

  return {
    element,
    zoom,
    plotLeft,
    range: () => view,
    set(change) {
      Object.assign(settings, change);
      if (change.density !== undefined) arrived();
      else if (change.range !== undefined) setRange(...(change.range ?? period));
      else {
        colours = null;
        grid.scrollTop = 0;
        cursor = null;
        requery();
      }
    },
  };
}
