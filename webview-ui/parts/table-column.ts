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

/** A column of counts that can be sorted by. */
export const countColumn = <Row>(
  title: string,
  width: string,
  countOf: (row: Row) => number,
  from = 0,
): Column<Row> => ({ title, width, align: 'right', sort: countOf, from, cell: (row) => count(countOf(row)) });
