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

/** The first cell of each row is its heading. */
export function plainTable(
  label: string,
  columns: readonly PlainColumn[],
  rows: readonly (readonly Child[])[],
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
  return h(
    'div.table-scroll',
    { tabindex: 0, role: 'group', 'aria-label': t(label) },
    h('table', { 'aria-label': t(label) }, h('thead', h('tr', ...head)), h('tbody', ...body)),
  );
}
