/** Some rows of a table of a state, as columns in memory. */
import { toUSVString } from 'node:util';
import type { TableSpec, ValueType } from './tables.ts';

interface ArrayOf {
  small: Int32Array;
  bits: Int32Array;
  whole: Float64Array;
  real: Float64Array;
  text: string[];
}

export type Column = ArrayOf[ValueType];

export interface Block<S extends TableSpec = TableSpec> {
  length: number;
  columns: { [C in keyof S['columns']]: ArrayOf[S['columns'][C]] };
}

/** Values of a row by column. */
export type RowOf<S extends TableSpec> = {
  [C in keyof S['columns']]: S['columns'][C] extends 'text' ? string : number;
};

const CREATE: { [T in ValueType]: (length: number) => ArrayOf[T] } = {
  small: (length) => new Int32Array(length),
  bits: (length) => new Int32Array(length),
  whole: (length) => new Float64Array(length),
  real: (length) => new Float64Array(length),
  text: (length) => new Array<string>(length).fill(''),
};

/** An empty block with room for this many rows. */
export function emptyBlock<S extends TableSpec>(spec: S, room: number): Block<S> {
  const columns = Object.entries(spec.columns).map(([name, type]) => [name, CREATE[type](room)]);
  return { length: 0, columns: Object.fromEntries(columns) as Block<S>['columns'] };
}

/** Writes a copy of a row of another block over a row of this one. */
export function copyRow<S extends TableSpec>(spec: S, from: Block<S>, row: number, to: Block<S>, at: number): void {
  for (const name in spec.columns) (to.columns[name] as Column)[at] = (from.columns[name] as Column)[row]!;
}

/** Rows from which on a view costs less than to copy each value. */
const VIEWED = 16;

/** Writes copies of rows of another block over rows of this one. */
export function copyRows<S extends TableSpec>(
  spec: S,
  from: Block<S>,
  start: number,
  end: number,
  to: Block<S>,
  at: number,
): void {
  for (const name in spec.columns) copyValues(from.columns[name] as Column, start, end, to.columns[name] as Column, at);
}

function copyValues(from: Column, start: number, end: number, to: Column, at: number): void {
  if (Array.isArray(from) || Array.isArray(to) || end - start < VIEWED) {
    for (let row = start; row < end; row++) to[at + row - start] = from[row]!;
  } else to.set(from.subarray(start, end), at);
}

/** Rows in the order of their table. */
export function inOrder<S extends TableSpec>(spec: S, rows: readonly RowOf<S>[]): RowOf<S>[] {
  return [...rows].sort((a, b) => {
    const name = spec.order.find((one) => a[one] !== b[one]);
    return name === undefined ? 0 : a[name]! < b[name]! ? -1 : 1;
  });
}

/** Marks what is not the text itself. */
const MARK = '\u0000';

/**
 * A text as a column holds it: itself or, if it is not valid Unicode (half a surrogate pair), which no column can hold, as JSON
 * after a zero.
 */
export function plainText(text: string): string {
  return toUSVString(text) === text && !text.startsWith(MARK) ? text : MARK + JSON.stringify(text);
}

/** @throws SyntaxError if `plainText` did not make it */
export function originalText(plain: string): string {
  return plain.startsWith(MARK) ? String(JSON.parse(plain.slice(MARK.length))) : plain;
}
