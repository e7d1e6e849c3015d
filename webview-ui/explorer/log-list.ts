/**
 * The list of rows: any number of them, of which only those in sight are on the page. One tab stop; arrow keys, Page Up
 * and Down, Home and End move the chosen row. A browser cannot make an element higher than some 30 million pixels, so a
 * longer list is scrolled by its share while wheel and keys still move row by row.
 * Longer than 250 lines: scrolling, choosing and drawing share the position.
 */
import { rowByKey } from '../parts/controls/roving.ts';
import { freshId, h, onWidth, type Child } from '../parts/dom.ts';
import { highlight } from '../parts/highlight.ts';
import { t } from '../parts/words.ts';

/** CSS pixels; the style sheet sets the same heights. */
const ROW_HEIGHT = 24;
const HEAD_HEIGHT = 26;
const MAX_HEIGHT = 8_000_000;
const OVERSCAN_ROWS = 6;

export interface ListColumn<Row> {
  title: string;
  /** Track of a CSS grid. */
  width: string;
  align?: 'right';
  /** Width of the list in CSS pixels from which the column is shown. */
  from?: number;
  cell: (row: Row, index: number) => Child;
}

export interface ListOptions<Row> {
  label: string;
  row: (index: number) => Row | undefined;
  want: (first: number, last: number) => void;
  /** Read by screen readers for the whole row. */
  describe: (row: Row, index: number) => string;
  /** First cell of a row that is not there yet. */
  pending: (index: number) => string;
  flagged: (row: Row) => boolean;
  /** A row was chosen, by hand or by `choose`. */
  chosen: (index: number, by: 'hand' | 'program') => void;
  opened: () => void;
  /** Words to mark in the rows. */
  hits: () => readonly string[];
  /** The person moved away from the end of the list. */
  leftEnd: () => void;
  signal: AbortSignal;
}

export class LogList<Row> {
  readonly element: HTMLElement;
  private total = 0;
  private estimated = false;
  /** Row at the upper edge; not whole while scrolling. */
  private top = 0;
  private current = 0;
  private columns: readonly ListColumn<Row>[] = [];
  private shown: readonly ListColumn<Row>[] = [];
  private width = 0;
  private frame = 0;
  /** Scroll position set by the list itself. */
  private set = 0;
  private readonly prefix = freshId('log');
  private readonly head = h('div.log-head', { role: 'row', 'aria-rowindex': 1 });
  private readonly layer = h('div.log-layer', { role: 'rowgroup' });
  private readonly space = h('div.log-space', { role: 'presentation' }, this.layer);

  constructor(private readonly options: ListOptions<Row>) {
    this.element = h(
      'div.log-list',
      { role: 'grid', tabindex: 0, 'aria-label': t(options.label), 'aria-readonly': 'true' },
      h('div.log-top', { role: 'rowgroup' }, this.head),
      this.space,
    );
    const { element } = this;
    element.addEventListener('scroll', () => this.onScroll(), { passive: true });
    element.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    element.addEventListener('keydown', (event) => this.onKey(event));
    onWidth(element, options.signal, (width) => {
      this.width = width;
      this.setColumns(this.columns);
    });
    const observer = new ResizeObserver(() => this.draw());
    observer.observe(element);
    options.signal.addEventListener('abort', () => observer.disconnect());
  }

  get index(): number {
    return this.current;
  }

  /** The last row is in sight. */
  get atEnd(): boolean {
    return this.top >= this.lastTop - 1;
  }

  setColumns(columns: readonly ListColumn<Row>[]): void {
    this.columns = columns;
    this.shown = columns.filter((column) => (column.from ?? 0) <= this.width);
    this.drawHead();
    this.draw();
  }

  /** Another list, at one of its rows; nothing is chosen by hand. */
  reset(total: number, estimated: boolean, row = 0): void {
    this.top = row + 1 > this.inSight ? row - this.inSight / 3 : 0;
    this.current = row;
    this.resize(total, estimated);
    this.moveTo(this.top);
  }

  /** Rows arrived, and with them perhaps another number of rows. */
  setTotal(total: number, estimated: boolean): void {
    const isOther = total !== this.total;
    this.resize(total, estimated);
    // A list of the same length stays where it is: a person may have scrolled since it was drawn.
    if (isOther) this.moveTo(this.top);
    else this.draw();
  }

  private resize(total: number, estimated: boolean): void {
    this.total = total;
    this.estimated = estimated;
    this.current = Math.max(0, Math.min(this.current, total - 1));
    this.element.setAttribute('aria-rowcount', estimated ? '-1' : String(total + 1));
    this.space.style.setProperty('height', `${this.spaceHeight}px`);
  }

  /** The rows in sight are elsewhere in the list than was thought. */
  shift(by: number): void {
    this.current = Math.max(0, this.current + by);
    this.moveTo(this.top + by);
  }

  redraw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  /**
   * Chooses a row and brings it into sight when it was out of it: with rows before and after it, or at the nearer edge as
   * keys that move row by row do.
   */
  choose(index: number, by: 'hand' | 'program' = 'program', atEdge = false): void {
    this.current = Math.max(0, Math.min(this.total - 1, index));
    if (this.current < this.top || this.current + 1 > this.top + this.inSight) {
      const edge = this.current < this.top ? this.current : this.current + 1 - this.inSight;
      this.moveTo(atEdge ? edge : this.current - this.inSight / 3);
    } else {
      this.draw();
    }
    this.options.chosen(this.current, by);
  }

  private get inSight(): number {
    return Math.max(1, (this.element.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT);
  }

  private get lastTop(): number {
    return Math.max(0, this.total - this.inSight);
  }

  private get spaceHeight(): number {
    return Math.min(this.total * ROW_HEIGHT, MAX_HEIGHT);
  }

  private get isScaled(): boolean {
    return this.total * ROW_HEIGHT > MAX_HEIGHT;
  }

  private get scrollable(): number {
    return Math.max(0, this.spaceHeight - (this.element.clientHeight - HEAD_HEIGHT));
  }

  private moveTo(top: number): void {
    this.top = Math.max(0, Math.min(this.lastTop, top));
    const share = this.lastTop === 0 ? 0 : this.top / this.lastTop;
    this.set = this.isScaled ? share * this.scrollable : this.top * ROW_HEIGHT;
    this.element.scrollTop = this.set;
    this.draw();
  }

  private onScroll(): void {
    const { scrollTop } = this.element;
    if (Math.abs(scrollTop - this.set) < 1) return;
    this.set = scrollTop;
    const before = this.top;
    this.top = this.isScaled ? (scrollTop / Math.max(1, this.scrollable)) * this.lastTop : scrollTop / ROW_HEIGHT;
    if (this.top < before && !this.atEnd) this.options.leftEnd();
    this.redraw();
  }

  private onWheel(event: WheelEvent): void {
    if (!this.isScaled || event.ctrlKey) return;
    event.preventDefault();
    const rows = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY / ROW_HEIGHT : event.deltaY;
    if (rows < 0) this.options.leftEnd();
    this.moveTo(this.top + rows);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.target !== this.element || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.inSight) - 1);
    const next = rowByKey(event.key, this.current, page, this.total - 1);
    if (next !== undefined) {
      if (next < this.current) this.options.leftEnd();
      this.choose(next, 'hand', true);
    } else if (event.key === 'Enter') {
      this.options.opened();
    } else {
      return;
    }
    event.preventDefault();
  }

  private drawHead(): void {
    this.element.style.setProperty('--tracks', this.shown.map((column) => column.width).join(' '));
    this.head.replaceChildren(
      ...this.shown.map((column, at) =>
        h('div', { role: 'columnheader', class: column.align ?? null, 'aria-colindex': at + 1 }, t(column.title)),
      ),
    );
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.top) - OVERSCAN_ROWS);
    const last = Math.min(this.total, Math.ceil(this.top + this.inSight) + OVERSCAN_ROWS);
    this.options.want(first, last);
    const rows: HTMLElement[] = [];
    for (let index = first; index < last; index++) rows.push(this.drawRow(index));
    this.layer.replaceChildren(...rows);
    highlight(this.layer, this.options.hits());
    const inView = this.current >= first && this.current < last;
    if (inView) this.element.setAttribute('aria-activedescendant', `${this.prefix}-${this.current}`);
    else this.element.removeAttribute('aria-activedescendant');
  }

  private drawRow(index: number): HTMLElement {
    const { options } = this;
    const row = options.row(index);
    const element = h(
      'div.log-row',
      {
        role: 'row',
        id: `${this.prefix}-${index}`,
        'aria-rowindex': this.estimated ? null : index + 2,
        'aria-selected': index === this.current ? 'true' : 'false',
        'aria-label': row === undefined ? options.pending(index) : options.describe(row, index),
        onclick: () => this.choose(index, 'hand'),
        ondblclick: () => options.opened(),
      },
      ...this.shown.map((column, at) =>
        h(
          'div',
          { role: 'gridcell', class: column.align ?? null, 'aria-colindex': at + 1 },
          row === undefined ? (at === 0 ? options.pending(index) : '') : column.cell(row, index),
        ),
      ),
    );
    if (row === undefined) element.classList.add('pending');
    else if (options.flagged(row)) element.classList.add('flagged');
    element.style.setProperty('transform', `translateY(${(index - this.top) * ROW_HEIGHT}px)`);
    return element;
  }
}
