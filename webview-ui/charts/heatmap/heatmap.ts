/**
 * Accounts × time on canvas: any number of accounts, any part of the period. Every cell leads to its log lines. Longer
 * than 250 lines: the pointer, the keyboard and the reader of the screen share one cursor.
 */
import type { Selection } from '../../../src/protocol/messages.ts';
import { h } from '../../parts/dom.ts';
import { span } from '../../parts/format.ts';
import { notice } from '../../parts/notice.ts';
import { tooltip } from '../../parts/controls/tooltip.ts';
import { t } from '../../parts/words.ts';
import { short } from '../../../src/text/visible.ts';
import { timeAxis } from './heatmap-axis.ts';
import { bindInput } from './heatmap-input.ts';
import { binSpan, labelWidth, plotWidth, rowHeight, STRIP, visibleRows, within } from './heatmap-layout.ts';
import type { Layout } from './heatmap-layout.ts';
import { gridQuery, type Heatmap, type HeatmapOptions } from './heatmap-options.ts';
import { Painter, type Cell } from './heatmap-paint.ts';
import { HeatmapRows } from './heatmap-rows.ts';
import { cellTip, cellWords, spokenCell } from './heatmap-words.ts';
import { legend } from '../legend.ts';
import { ramp, type Ramp } from '../ramp.ts';
import { onTheme, readTheme } from '../theme.ts';
import { timeBins, type TimeBins } from './time-bins.ts';

/** A cell narrower than this cannot be hit with a pointer. */
const CELL_WIDTH = 4;
const MAX_BINS = 1000;
/** The host is asked when pan or zoom has rested for this long, ms. */
const DEBOUNCE_MS = 120;

const plotLeft = (width: number): number => labelWidth(width) + 2 * STRIP;

export function heatmap(options: HeatmapOptions): Heatmap {
  const { page, period } = options;
  const { signal } = page;
  const settings = { ...options.settings };
  const spoken = spokenCell();
  const tip = tooltip(signal);

  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const space = h('div.hm-space', { role: 'presentation' }, canvas);
  const grid = h(
    'div.hm-grid',
    { role: 'grid', tabindex: 0, 'aria-label': options.label, 'aria-activedescendant': spoken.cell.id },
    space,
    spoken.element,
  );
  const axis = timeAxis();
  const message = h('div.hm-message', { hidden: true });
  const scale = h('div');
  const element = h('div.hm', axis.element, h('div.hm-plot', grid, message), scale);

  const painter = new Painter(
    canvas,
    page.overview.campaigns.map(({ id }) => id),
  );
  const rows = new HeatmapRows(page.ask, signal, arrived, (error) => tell(notice(error, () => requery())));
  let theme = readTheme();
  let colours: Ramp | null = null;
  let bins: TimeBins = timeBins(...period, MAX_BINS);
  let view: [number, number] = settings.range ?? period;
  let size = { width: 0, height: 0 };
  let cursor: Cell | null = null;
  let hover: Cell | null = null;
  let drag: [number, number] | null = null;
  let lit: string | null = null;
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
      const focused = grid.matches(':focus');
      painter.paint({ layout: now, rows, theme, ramp: colours, cursor, hover, lit, drag, focused });
      rows.want(...visibleRows(now));
    });
  }

  function requery(): void {
    if (size.width === 0) return;
    tell(rows.totalRows === null ? h('p.muted', t('Loading…')) : null);
    showHover(null, 0, 0);
    const most = Math.min(MAX_BINS, Math.max(10, Math.floor(plotWidth(layout()) / CELL_WIDTH)));
    bins = timeBins(...view, most);
    rows.setQuery(gridQuery(settings, bins, options));
    const sight: [number, number] = rows.totalRows === null ? [0, 1] : visibleRows(layout());
    rows.want(...sight);
  }

  function arrived(): void {
    const total = rows.totalRows ?? 0;
    space.style.setProperty('height', `${Math.max(total * layout().rowHeight, 1)}px`);
    grid.setAttribute('aria-rowcount', String(total));
    grid.setAttribute('aria-colcount', String(bins.bins));
    colours = ramp(theme, settings.metric, rows.max);
    scale.replaceChildren(legend(colours, settings.metric));
    tell(total === 0 ? h('p.muted', t('No account matches.')) : null);
    options.counted(total);
    if (total > 0) moveCursor(0, 0);
    draw();
  }

  function tell(child: HTMLElement | null): void {
    message.hidden = child === null;
    message.replaceChildren(...(child === null ? [] : [child]));
  }

  function setRange(from: number, to: number, patience = 0): void {
    view = within(period, from, to);
    const all = view[0] <= period[0] && view[1] >= period[1];
    settings.range = all ? null : view;
    axis.draw(layout());
    draw();
    clearTimeout(rest);
    rest = window.setTimeout(() => {
      if (signal.aborted) return;
      requery();
      options.ranged(settings.range);
    }, patience);
  }

  function zoom(factor: number, at = (view[0] + view[1]) / 2): void {
    setRange(at - (at - view[0]) * factor, at + (view[1] - at) * factor, DEBOUNCE_MS);
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
      if (from < view[0]) setRange(from, from + length, DEBOUNCE_MS);
      else if (to > view[1] + bins.step) setRange(to - length, to, DEBOUNCE_MS);
    }
    speak();
    draw();
  }

  function speak(): void {
    if (cursor === null) return;
    const words = cellWords(rows, cursor, settings.metric);
    spoken.row.textContent = words.account;
    spoken.cell.textContent = `${words.account}; ${words.value}`;
    spoken.element.setAttribute('aria-rowindex', String(cursor.row + 1));
    spoken.cell.setAttribute('aria-colindex', String(Math.round((cursor.from - bins.from) / bins.step) + 1));
  }

  function showHover(cell: Cell | null, x: number, y: number): void {
    if (cell !== null && cell.row !== hover?.row) options.pointed?.(rows.row(cell.row)?.campaign ?? '');
    hover = cell;
    canvas.classList.toggle('over-name', cell === null && rows.totalRows !== 0);
    const lines = cell === null ? [] : cellTip(rows, cell, settings.metric);
    if (lines.length === 0) tip.hide();
    else tip.show(x, y, ...lines);
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
    pan: (share) => setRange(view[0] + share * (view[1] - view[0]), view[1] + share * (view[1] - view[0]), DEBOUNCE_MS),
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
      axis.draw(layout());
      requery();
    }
    draw();
  });
  observer.observe(grid);
  signal.addEventListener('abort', () => observer.disconnect());

  return {
    element,
    light(campaign) {
      if (campaign === lit) return;
      lit = campaign;
      const at = campaign === null ? -1 : rows.findIndex((row) => row.campaign === campaign);
      const [first, last] = visibleRows(layout());
      if (at >= 0 && (at < first || at >= last)) grid.scrollTop = at * layout().rowHeight;
      draw();
    },
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
