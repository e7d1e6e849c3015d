/**
 * A table of any length that keeps only the rows in sight on the page. One tab stop: arrow keys, Page Up and Down, Home
 * and End move the cursor, Enter opens the row, L opens its log line.
 */
import { rowByKey } from './controls/roving.ts';
import { freshId, h, onWidth } from './dom.ts';
import { highlight } from './highlight.ts';
import type { Column } from './table-column.ts';
import { t } from './words.ts';

export interface VirtualTableOptions<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** What Enter and a click do. */
  open: (row: Row) => void;
  /** What the key L does. */
  openLine?: (row: Row) => void;
  /** The row that is chosen at first; the first one when absent. */
  chosen?: (row: Row) => boolean;
  /** Told of the row that the keyboard moves to. */
  moved?: (row: Row) => void;
  /** Told of the row that the keyboard moves to or the pointer is on, and of none when the pointer leaves. */
  pointed?: (row: Row | null) => void;
  /** Title of the column sorted at first; absent when the rows come in their own order. */
  sorted?: string;
  /** Shown when there are no rows. */
  empty: string;
  /** Height of the table at most, as rows in sight; the whole page height when absent. */
  inSight?: number;
  signal: AbortSignal;
}

export interface VirtualTable<Row> {
  element: HTMLElement;
  /** Shows other rows, sorted as before, with the words marked that they were searched for. */
  setRows: (rows: readonly Row[], words?: readonly string[]) => void;
  /** Moves the cursor to the first such row, where there is one. */
  choose: (is: (row: Row) => boolean) => void;
}

/** CSS pixels; the style sheet sets the same height. */
const ROW_HEIGHT = 28;
/** Rows drawn above and below those in sight, so that a fast scroll shows no gap. */
const OVERSCAN_ROWS = 8;

const inOrder = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? b - a : a === b ? 0 : String(a) < String(b) ? -1 : 1;

export function virtualTable<Row>(options: VirtualTableOptions<Row>): VirtualTable<Row> {
  const { signal } = options;
  let given = options.rows;
  let rows = [...given];
  let sortColumn = options.columns.find((column) => column.title === options.sorted);
  let turned = false;
  let shown = options.columns;
  let cursor = 0;
  /** Where the cursor goes once there is room. */
  let start = 0;
  let hits: readonly string[] = [];
  /** Rows on the page, by their place. */
  const drawn = new Map<number, HTMLElement>();

  const prefix = freshId('row');
  const head = h('div.vt-head', { role: 'row', 'aria-rowindex': 1 });
  const body = h('div.vt-body', { role: 'rowgroup' });
  const empty = h('p.muted.vt-empty', { hidden: true }, options.empty);
  const grid = h(
    'div.vt',
    { role: 'grid', tabindex: 0, 'aria-label': t(options.label), 'aria-readonly': 'true' },
    h('div.vt-top', { role: 'rowgroup' }, head),
    body,
  );
  if (options.inSight !== undefined) {
    grid.style.setProperty('max-height', `${(options.inSight + 1) * ROW_HEIGHT + ROW_HEIGHT / 2}px`);
  } else {
    grid.classList.add('vt-tall');
  }

  /** Always from the rows as they were given: which of two equals comes first does not depend on columns sorted by before. */
  function sort(): void {
    const key = sortColumn?.sort;
    rows = [...given];
    if (key === undefined) return;
    const keyed = rows.map((row) => ({ row, key: key(row) }));
    keyed.sort((a, b) => (turned ? -1 : 1) * inOrder(a.key, b.key));
    rows = keyed.map((entry) => entry.row);
  }

  function drawHead(): void {
    const tracks = shown.map((column) => column.width).join(' ');
    grid.style.setProperty('--tracks', tracks);
    head.replaceChildren(
      ...shown.map((column, index) => {
        const active = column === sortColumn;
        const down = typeof (rows[0] && column.sort?.(rows[0])) === 'number' ? !turned : turned;
        return h(
          'div',
          {
            role: 'columnheader',
            class: column.align ?? null,
            'aria-colindex': index + 1,
            'aria-sort': active ? (down ? 'descending' : 'ascending') : null,
          },
          column.sort === undefined
            ? t(column.title)
            : h(
                'button.sort',
                { onclick: () => sortBy(column) },
                t(column.title),
                h('span.arrow', { 'aria-hidden': 'true' }, active ? (down ? ' ↓' : ' ↑') : ''),
              ),
        );
      }),
    );
  }

  function sortBy(column: Column<Row>): void {
    turned = column === sortColumn ? !turned : false;
    sortColumn = column;
    const at = shown.indexOf(column);
    refresh();
    head.children[at]?.querySelector('button')?.focus();
  }

  function refresh(): void {
    sort();
    cursor = 0;
    grid.scrollTop = 0;
    grid.setAttribute('aria-rowcount', String(rows.length + 1));
    body.style.setProperty('height', `${rows.length * ROW_HEIGHT}px`);
    empty.hidden = rows.length > 0;
    grid.hidden = rows.length === 0;
    drawHead();
    drawRows(true);
  }

  /** Rows that stay in sight stay as they are, unless `anew`: a scroll by a few rows draws only those. */
  function drawRows(anew = false): void {
    const first = Math.max(0, Math.floor(grid.scrollTop / ROW_HEIGHT) - OVERSCAN_ROWS);
    const height = grid.clientHeight === 0 ? 800 : grid.clientHeight;
    const last = Math.min(rows.length, Math.ceil((grid.scrollTop + height) / ROW_HEIGHT) + OVERSCAN_ROWS);
    for (const [index, element] of drawn) {
      if (!anew && index >= first && index < last) continue;
      element.remove();
      drawn.delete(index);
    }
    let below: HTMLElement | null = null;
    for (let index = last - 1; index >= first; index--) {
      let element = drawn.get(index);
      if (element === undefined) {
        element = drawRow(rows[index]!, index);
        body.insertBefore(element, below);
        drawn.set(index, element);
      }
      const selected = String(index === cursor);
      if (element.ariaSelected !== selected) element.ariaSelected = selected;
      below = element;
    }
    highlight(body, hits);
    if (cursor >= first && cursor < last) grid.setAttribute('aria-activedescendant', `${prefix}-${cursor}`);
    else grid.removeAttribute('aria-activedescendant');
  }

  function drawRow(row: Row, index: number): HTMLElement {
    const element = h(
      'div.vt-row',
      {
        role: 'row',
        id: `${prefix}-${index}`,
        'aria-rowindex': index + 2,
        onclick: (event: MouseEvent) => {
          cursor = index;
          if (event.target instanceof Element && event.target.closest('button') !== null) return;
          options.open(row);
        },
        onpointerenter: () => options.pointed?.(row),
        onpointerleave: () => options.pointed?.(null),
      },
      ...shown.map((column, at) =>
        h('div', { role: 'gridcell', class: column.align ?? null, 'aria-colindex': at + 1 }, column.cell(row)),
      ),
    );
    // A name that can be cut in its middle is read out as one.
    for (const { parentElement, textContent } of element.querySelectorAll('[role=gridcell] > .long-name'))
      parentElement?.setAttribute('aria-label', textContent);
    // Buttons inside a row are for the pointer: the keyboard has Enter and L, so that the table is one tab stop.
    for (const button of element.querySelectorAll('button')) button.tabIndex = -1;
    element.style.setProperty('transform', `translateY(${index * ROW_HEIGHT}px)`);
    return element;
  }

  function moveTo(index: number): void {
    cursor = Math.max(0, Math.min(rows.length - 1, index));
    const top = cursor * ROW_HEIGHT;
    const space = grid.clientHeight - ROW_HEIGHT;
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (top + ROW_HEIGHT > grid.scrollTop + space) grid.scrollTop = top + ROW_HEIGHT - space;
    drawRows();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.target !== grid || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(grid.clientHeight / ROW_HEIGHT) - 2);
    const next = rowByKey(event.key, cursor, page, rows.length - 1);
    const row = rows[cursor];
    if (next !== undefined) {
      moveTo(next);
      if (rows[cursor] !== undefined) {
        options.moved?.(rows[cursor]!);
        options.pointed?.(rows[cursor]!);
      }
    } else if (event.key === 'Enter' && row !== undefined) options.open(row);
    else if (event.key.toLowerCase() === 'l' && row !== undefined && options.openLine) options.openLine(row);
    else return;
    event.preventDefault();
  }

  let frame = 0;
  grid.addEventListener('scroll', () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => drawRows());
  });
  grid.addEventListener('keydown', onKey);
  const element = h('div.vt-frame', grid, empty);
  onWidth(element, signal, (width) => {
    const before = shown.length;
    // A column goes where it would be cut: what it needs grows with the font.
    for (let room = width; room > 0; room = Math.max(...shown.map(({ from = 0 }) => from)) - 1) {
      shown = options.columns.filter((column) => (column.from ?? 0) <= room);
      if (room < width || shown.length !== before) drawHead();
      if (grid.scrollWidth <= grid.clientWidth) break;
    }
    drawRows(shown.length !== before);
    if (start < 1) return;
    moveTo(start);
    start = 0;
    // Who works elsewhere on the page is not taken away from there.
    if (document.activeElement === document.body || document.activeElement?.id === 'main') grid.focus();
  });
  refresh();
  if (options.chosen !== undefined) start = rows.findIndex(options.chosen);

  return {
    element,
    choose(is) {
      const at = rows.findIndex(is);
      if (at >= 0) moveTo(at);
    },
    setRows(next, words = []) {
      given = next;
      hits = words;
      refresh();
    },
  };
}
