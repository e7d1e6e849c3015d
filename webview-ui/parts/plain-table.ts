/** A small table with all its rows on the page. */
import { h, type Child } from './dom.ts';
import { t } from './words.ts';

export interface PlainColumn {
  title: string;
  align?: 'right';
}

/** Columns by their titles; `>` is before the title of one whose cells stand to the right. */
export const columns = (...titles: readonly string[]): readonly PlainColumn[] =>
  titles.map((title) => (title.startsWith('>') ? { title: title.slice(1), align: 'right' } : { title }));

/**
 * The first cell of each row is its heading.
 * @param options `whole`: the page scrolls, and not the table, of which few rows are taller than its place
 */
export function plainTable(
  label: string,
  columns: readonly PlainColumn[],
  rows: readonly (readonly Child[])[],
  { whole = false } = {},
): HTMLElement {
  const side = (index: number): string | null => (columns[index]?.align === 'right' ? 'right' : null);
  const head = columns.map(({ title }, index) =>
    title === '' ? h('td') : h('th', { scope: 'col', class: side(index) }, t(title)),
  );
  const body = rows.map((row) =>
    h(
      'tr',
      ...row.map((cell, index) =>
        index === 0
          ? h('th', { scope: 'row', class: side(index) }, cell)
          : h('td', { class: side(index), 'data-title': t(columns[index]?.title ?? '') }, cell),
      ),
    ),
  );
  const box = h(
    whole ? 'div.table-scroll.whole-table' : 'div.table-scroll',
    { tabindex: 0, role: 'group', 'aria-label': t(label) },
    h('table', { 'aria-label': t(label) }, h('thead', h('tr', ...head)), h('tbody', ...body)),
  );
  stackedWhereNarrow(box);
  return box;
}

/** A table that is wider than its place shows a row as lines below its heading: nobody finds columns that are out of sight. */
function stackedWhereNarrow(box: HTMLElement): void {
  let last = -1;
  new ResizeObserver(() => {
    const { clientWidth } = box;
    if (clientWidth === last || clientWidth === 0) return;
    last = clientWidth;
    box.classList.remove('stacked');
    box.classList.toggle('stacked', box.scrollWidth > clientWidth);
  }).observe(box);
}

/** A sentence in a cell: a column of single words would be as tall as the page. */
export const tableWords = (...words: readonly Child[]): HTMLElement => h('span.table-words', ...words);
