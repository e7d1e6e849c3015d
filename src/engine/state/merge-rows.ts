/**
 * Rows of many files of a table as one sequence in table order. Memory holds a row group of each file whose turn it is, and of the
 * others the columns of the order: states of different logs come one after another. Rows of a file that stand together are handed on
 * together: to look at each by itself takes longer than all else.
 */
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { type Block, type Column, copyRow, emptyBlock } from './block.ts';
import type { TableReader } from './table-reader.ts';
import type { TableSpec } from './tables.ts';

/** Called with rows that follow each other, in order. */
export type TakeRows<S extends TableSpec> = (block: Block<S>, from: number, to: number) => void;

/**
 * Called with a file in place of `TakeRows` where a row group of it comes as a whole, to be taken as it is written. Its block has the
 * columns of the order.
 */
export type TakeGroup<S extends TableSpec> = (reader: TableReader<S>, block: Block<S>) => Promise<void>;

/** A file and the next of its rows. */
interface Cursor<S extends TableSpec> {
  reader: TableReader<S>;
  /** Place among the files, which breaks ties between equal rows. */
  number: number;
  block: Block<S>;
  /** Whether all columns of the block are there. */
  isWhole: boolean;
  row: number;
}

/**
 * Goes through the rows of files, each in the order of the table, and closes them. Which file comes first makes no difference.
 * @throws InputError for rows that no two files may have
 */
export async function mergeRows<S extends TableSpec>(
  spec: S,
  readers: readonly TableReader<S>[],
  take: TakeRows<S>,
  takeGroup?: TakeGroup<S>,
): Promise<void> {
  try {
    await mergeOpen(spec, readers, take, takeGroup);
  } finally {
    for (const reader of readers) await reader.close();
  }
}

async function mergeOpen<S extends TableSpec>(
  spec: S,
  readers: readonly TableReader<S>[],
  take: TakeRows<S>,
  takeGroup: TakeGroup<S> | undefined,
): Promise<void> {
  // Of other tables, rows may have to be put together. Small groups would become more and more.
  const least = spec.same === 'refused' && takeGroup !== undefined ? spec.groupRows / 2 : Infinity;
  const cursors: Cursor<S>[] = [];
  const compareRows = comparison(spec);
  const compare = (a: Cursor<S>, b: Cursor<S>, row = a.row): number =>
    compareRows(a.block, row, b.block, b.row) || a.number - b.number;
  const give = taker(spec, take);
  for (const [number, reader] of readers.entries()) {
    const block = await reader.next();
    if (block !== undefined) cursors.push({ reader, number, block, isWhole: false, row: 0 });
  }
  cursors.sort((a, b) => compare(a, b));
  for (let first = cursors.shift(); first !== undefined; first = cursors.shift()) {
    const [second] = cursors;
    const to: number = second === undefined ? first.block.length : endOfRun(first, second, compare);
    if (takeGroup !== undefined && !first.isWhole && to === first.block.length && to >= least) {
      give.rows(first.block, 0, to, first.number, () => undefined);
      await takeGroup(first.reader, first.block);
    } else {
      if (!first.isWhole) await first.reader.complete(first.block);
      first.isWhole = true;
      give.rows(first.block, first.row, to, first.number);
    }
    first.row = to;
    if (to === first.block.length) {
      const next = await first.reader.next();
      if (next === undefined) continue;
      first.block = next;
      first.isWhole = false;
      first.row = 0;
    }
    cursors.splice(placeOf(first, cursors, compare), 0, first);
  }
  give.end();
}

type Compare<S extends TableSpec> = (a: Cursor<S>, b: Cursor<S>, row?: number) => number;

/** The place behind the last row that comes before the next one of another file. */
function endOfRun<S extends TableSpec>(first: Cursor<S>, second: Cursor<S>, compare: Compare<S>): number {
  const { length } = first.block;
  if (compare(first, second, length - 1) < 0) return length;
  // Runs are short, or end with the block.
  let [low, step] = [first.row + 1, 1];
  while (low + step < length && compare(first, second, low + step - 1) < 0) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step - 1, length - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(first, second, middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placeOf<S extends TableSpec>(cursor: Cursor<S>, cursors: readonly Cursor<S>[], compare: Compare<S>): number {
  let [low, high] = [0, cursors.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(cursors[middle]!, cursor) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Negative when a row comes before another one in the order of the table, 0 when they have the same place. */
type CompareRows = (a: Block, rowA: number, b: Block, rowB: number) => number;

function comparison({ order, columns }: TableSpec): CompareRows {
  const [only = ''] = order;
  if (order.length === 1 && columns[only] === 'whole') {
    return (a, rowA, b, rowB) => (a.columns[only] as Float64Array)[rowA]! - (b.columns[only] as Float64Array)[rowB]!;
  }
  return (a, rowA, b, rowB) => {
    for (const name of order) {
      const [one, other] = [(a.columns[name] as Column)[rowA]!, (b.columns[name] as Column)[rowB]!];
      if (one < other) return -1;
      if (one > other) return 1;
    }
    return 0;
  };
}

/** Whether rows have the same place. What tells neighbours apart comes last in the order. */
function equality({ order }: TableSpec): (a: Block, rowA: number, b: Block, rowB: number) => boolean {
  const names = [...order].reverse();
  return (a, rowA, b, rowB) =>
    names.every((name) => (a.columns[name] as Column)[rowA] === (b.columns[name] as Column)[rowB]);
}

interface Taker<S extends TableSpec> {
  /** @param taken what is called with those that stay; default: what all are for */
  rows: (block: Block<S>, from: number, to: number, file: number, taken?: TakeRows<S>) => void;
  end: () => void;
}

/** Decides what becomes of rows with the same place. */
function taker<S extends TableSpec>(spec: S, take: TakeRows<S>): Taker<S> {
  const nothing = (): void => undefined;
  if (spec.same === 'all') return { rows: take, end: nothing };
  const isEqual = equality(spec);
  if (spec.same === 'one') return mergingTaker(spec, take, isEqual);
  /** The row before, and the file that it is from. */
  let last: { block: Block<S>; row: number; file: number } | undefined;
  if (spec.same === 'first') {
    return {
      rows: (block, from, to, file) => {
        let start = from;
        if (last !== undefined && last.file !== file)
          while (start < to && isEqual(last.block, last.row, block, start)) start++;
        if (start === to) return;
        take(block, start, to);
        last = { block, row: to - 1, file };
      },
      end: nothing,
    };
  }
  return {
    rows: (block, from, to, file, taken = take) => {
      let before = last;
      for (let row = from; row < to; row++) {
        if (before !== undefined && isEqual(before.block, before.row, block, row))
          throw new InputError(twice(spec, block, row));
        if (before?.block === block) before.row = row;
        else before = { block, row, file };
      }
      last = before;
      taken(block, from, to);
    },
    end: nothing,
  };
}

/** Rows that wait for more of the same place: the last of them may be made more of. */
function mergingTaker<S extends TableSpec>(spec: S, take: TakeRows<S>, isEqual: ReturnType<typeof equality>): Taker<S> {
  let waiting: { block: Block<S>; from: number; to: number } | undefined;
  const give = (): void => {
    if (waiting !== undefined && waiting.from < waiting.to) take(waiting.block, waiting.from, waiting.to);
    waiting = undefined;
  };
  return {
    rows: (block, from, to) => {
      for (let row = from; row < to; row++) {
        if (waiting === undefined || !isEqual(waiting.block, waiting.to - 1, block, row)) {
          if (waiting?.block === block && waiting.to === row) {
            waiting.to++;
            continue;
          }
          give();
          waiting = { block, from: row, to: row + 1 };
          continue;
        }
        const one = emptyBlock(spec, 1);
        copyRow(spec, waiting.block, --waiting.to, one, 0);
        one.length = 1;
        give();
        complete(spec, one, block, row);
        waiting = { block: one, from: 0, to: 1 };
      }
    },
    end: give,
  };
}

/** What a row does not know and another of the same place does. */
function complete<S extends TableSpec>(spec: S, to: Block<S>, block: Block<S>, row: number): void {
  for (const name in spec.columns) (to.columns[name] as Column)[0] ||= (block.columns[name] as Column)[row]!;
}

function twice<S extends TableSpec>(spec: S, { columns }: Block<S>, row: number): string {
  const [source = '', place = ''] = spec.order.map((name) => String((columns[name] as Column)[row]));
  return `${source}: The data at byte ${place} was read twice. Give each part of a log to only one map, and name each state only once.`;
}
