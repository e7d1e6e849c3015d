/** A column of a table of any length. */
import { count } from '../../src/text/numbers.ts';
import type { Child } from './dom.ts';

export interface Column<Row> {
  title: string;
  /** Track of a CSS grid: `minmax(8rem, 1fr)`, `5rem`. */
  width: string;
  align?: 'right';
  /** Makes the column sortable. Numbers start with the largest, text with the smallest. */
  sort?: (row: Row) => number | string;
  /** Width of the table in CSS pixels from which the column is shown; 0 when absent. */
  from?: number;
  cell: (row: Row) => Child;
}

/** A column; `>` is before the title of one whose cells stand to the right. */
export const column = <Row>(
  title: string,
  width: string,
  cell: (row: Row) => Child,
  more: Pick<Column<Row>, 'sort' | 'from'> = {},
): Column<Row> =>
  title.startsWith('>')
    ? { title: title.slice(1), width, align: 'right', cell, ...more }
    : { title, width, cell, ...more };

/** A column of counts that can be sorted by. */
export const countColumn = <Row>(title: string, width: string, countOf: (row: Row) => number, from = 0): Column<Row> =>
  column(`>${title}`, width, (row) => count(countOf(row)), { sort: countOf, from });
