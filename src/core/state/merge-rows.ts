/**
 * Rows of many files of a table as one sequence in table order. Memory holds a row group of each file whose turn it is, and of the
 * others the columns of the order: states of different logs come one after another.
 */
import { InputError } from '../bytes/files/input-error.ts';
import { type Block, type Column, compareRows, copyRow, emptyBlock } from './block.ts';
import type { TableReader } from './table-reader.ts';
import type { TableSpec } from './tables.ts';

/** Called with each row in order; the block is valid until the next call. */
export type TakeRow<S extends TableSpec> = (block: Block<S>, row: number) => void;

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
 * Goes through the rows of files, each in the order of the table. Which file comes first makes no difference.
 * @throws InputError for rows that no two files may have
 */
export async function mergeRows<S extends TableSpec>(
  spec: S,
  readers: readonly TableReader<S>[],
  take: TakeRow<S>,
): Promise<void> {
  const cursors: Cursor<S>[] = [];
  const compare = (a: Cursor<S>, b: Cursor<S>): number =>
    compareRows(spec, a.block, a.row, b.block, b.row) || a.number - b.number;
  const give = taker(spec, take);
  for (const [number, reader] of readers.entries()) {
    const block = await reader.next();
    if (block !== undefined) cursors.push({ reader, number, block, isWhole: false, row: 0 });
  }
  cursors.sort(compare);
  for (let first = cursors.shift(); first !== undefined; first = cursors.shift()) {
    const [second] = cursors;
    // Files have long runs of rows that stand together.
    do {
      if (!first.isWhole) {
        await first.reader.complete(first.block);
        first.isWhole = true;
      }
      give.row(first);
      first.row++;
      if (first.row < first.block.length) continue;
      const next = await first.reader.next();
      if (next === undefined) break;
      first.block = next;
      first.isWhole = false;
      first.row = 0;
    } while (second === undefined || compare(first, second) < 0);
    if (first.row < first.block.length) cursors.splice(placeOf(first, cursors, compare), 0, first);
  }
  give.end();
}

function placeOf<S extends TableSpec>(
  cursor: Cursor<S>,
  cursors: readonly Cursor<S>[],
  compare: (a: Cursor<S>, b: Cursor<S>) => number,
): number {
  let [low, high] = [0, cursors.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(cursors[middle]!, cursor) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Decides what becomes of rows with the same place. */
function taker<S extends TableSpec>(spec: S, take: TakeRow<S>): { row: (cursor: Cursor<S>) => void; end: () => void } {
  if (spec.same === 'all') return { row: ({ block, row }) => take(block, row), end: () => undefined };
  /** The row before, which waits for more of the same place. */
  const last = emptyBlock(spec, 1);
  let from = -1;
  const isSame = ({ block, row }: Cursor<S>): boolean => from >= 0 && compareRows(spec, last, 0, block, row) === 0;
  const keep = ({ block, row, number }: Cursor<S>): void => {
    copyRow(spec, block, row, last, 0);
    from = number;
  };
  if (spec.same === 'one') {
    return {
      row: (cursor) => {
        if (isSame(cursor)) {
          complete(spec, last, cursor);
          return;
        }
        if (from >= 0) take(last, 0);
        keep(cursor);
      },
      end: () => {
        if (from >= 0) take(last, 0);
      },
    };
  }
  return {
    row: (cursor) => {
      const same = isSame(cursor);
      if (same && spec.same === 'refused') throw new InputError(twice(spec, last));
      if (same && cursor.number !== from) return;
      keep(cursor);
      take(cursor.block, cursor.row);
    },
    end: () => undefined,
  };
}

/** What a row does not know and another of the same place does. */
function complete<S extends TableSpec>(spec: S, to: Block<S>, { block, row }: Cursor<S>): void {
  for (const name in spec.columns) (to.columns[name] as Column)[0] ||= (block.columns[name] as Column)[row]!;
}

function twice<S extends TableSpec>(spec: S, { columns }: Block<S>): string {
  const [source = '', place = ''] = spec.order.map((name) => String((columns[name] as Column)[0]));
  return `${source}: The data at byte ${place} was read twice. Give each part of a log to only one map, and name each state only once.`;
}
