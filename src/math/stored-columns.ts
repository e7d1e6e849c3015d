import { largest } from './lists/many.ts';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { allocate, type Column, type ColumnArray, type Columns, type ColumnSpec, discard, isZero } from './columns.ts';

/** Bytes that are read or written in one call: systems refuse more than 2 GB. */
const CALL_BYTES = 64 << 20;

/** Bytes of a column from which on a part of it is read by itself. */
const LARGE_COLUMN = 16 << 20;
/** The same where one value is asked for: to read it takes microseconds, and the lines that a report shows are few. */
const LARGE_FOR_ONE = 1 << 20;

/** Values that stand together in the file; without a place all of them are 0. Those that the file has no room for are held. */
interface Written {
  at: number | undefined;
  length: number;
  held?: Column;
}

/** Values of a column from a row on. */
interface Piece extends Written {
  start: number;
}

/** A column in the file, and in memory if it is held. */
interface Waiting {
  readonly type: ColumnSpec[string];
  pieces: Piece[];
  held: ColumnArray | undefined;
  /** Somebody asked for it since columns were let go last. */
  isUsed: boolean;
}

const OPEN = new FinalizationRegistry<number>(closeSync);

/** Rows in all of them, which follow each other. */
function lengthOf(pieces: readonly Piece[]): number {
  const last = pieces.at(-1);
  return last === undefined ? 0 : last.start + last.length;
}

function pieceWith(pieces: readonly Piece[], row: number): Piece {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (pieces[middle]!.start <= row) low = middle;
    else high = middle - 1;
  }
  return pieces[low]!;
}

/**
 * Columns that wait in a file. Each is read when it is asked for, as a whole, and stays until `evict` is called: a step that goes
 * over a table again and again finds in memory what it uses, and what it does not use takes none.
 */
export class StoredColumns<S extends ColumnSpec> {
  /** A column that is put in place of another one goes to the file, and is read again when it is asked for. */
  readonly columns: Columns<S>;
  private readonly all = new Map<string, Waiting>();
  /** Closed once nobody can ask about a column any more. */
  private readonly file: number;
  private end = 0;

  /**
   * @param path of a file that is not there yet; it may be removed at once where the system allows it
   * @param kept bytes of columns that stay in memory when columns are let go
   */
  constructor(
    path: string,
    spec: S,
    private readonly kept = 0,
  ) {
    this.file = openSync(path, 'wx+', 0o600);
    OPEN.register(this, this.file);
    const properties: PropertyDescriptorMap = {};
    for (const name in spec) {
      const one: Waiting = { type: spec[name]!, pieces: [], held: undefined, isUsed: false };
      this.all.set(name, one);
      properties[name] = {
        enumerable: true,
        get: () => {
          one.isUsed = true;
          return one.held ?? this.read(one);
        },
        set: (column: ColumnArray) => this.replace(one, column),
      };
    }
    this.columns = Object.defineProperties({}, properties) as Columns<S>;
  }

  /** Adds copies of the first rows of other columns. */
  append(from: Columns<S>, count: number): void {
    for (const [name, one] of this.all) {
      letGo(one);
      one.pieces.push({ start: lengthOf(one.pieces), ...this.write(from[name]!.subarray(0, count)) });
    }
  }

  /** Rows of all columns. */
  get length(): number {
    return largest(Array.from(this.all.values(), ({ pieces }) => lengthOf(pieces)));
  }

  /** Whether a column is so large that a part of it is better read by itself. */
  isLarge(name: keyof S & string, bytes = LARGE_COLUMN): boolean {
    const { type, pieces } = this.all.get(name)!;
    return allocate({ type }, 1).type.byteLength * lengthOf(pieces) >= bytes;
  }

  /** Copies so many rows from one on to the beginning of other columns, and holds nothing of them. */
  copy(row: number, count: number, to: Columns<S>): void {
    for (const [name, { pieces }] of this.all) {
      const values = to[name]!.subarray(0, count);
      for (let next = row; next < row + count;) {
        const piece = pieceWith(pieces, next);
        const end = Math.min(row + count, piece.start + piece.length);
        this.fill(values.subarray(next - row, end - row), piece, next - piece.start);
        next = end;
      }
    }
  }

  /** One value. A large column that nobody has asked for is not read for it. */
  valueAt(name: keyof S & string, row: number): number {
    const waiting = this.all.get(name)!;
    const { held, type, pieces } = waiting;
    if (held !== undefined) return held[row]!;
    if (!this.isLarge(name, LARGE_FOR_ONE)) return this.read(waiting)[row]!;
    const { one } = allocate({ one: type }, 1);
    const piece = pieceWith(pieces, row);
    this.fill(one, piece, row - piece.start);
    return one[0]!;
  }

  /**
   * Writes values that are not a column behind all others and gives their memory back.
   * @returns reads them again
   */
  spill<A extends Column>(values: A): () => A {
    const { length } = values;
    const Values = values.constructor as new (length: number) => A;
    const written = this.write(values);
    discard([values.buffer]);
    return () => {
      const again = new Values(length);
      if (!isEmpty(written)) this.fill(again, written, 0);
      return again;
    };
  }

  /**
   * Gives the memory of what was read back at once, but for as much as is kept of what was used last: nothing may hold a column any more.
   * Left to the collector, columns of a large log would be there several times.
   */
  evict(): void {
    let room = this.kept;
    for (const one of [...this.all.values()].sort((a, b) => Number(b.isUsed) - Number(a.isUsed))) {
      room -= one.held?.byteLength ?? 0;
      if (room < 0) letGo(one);
      one.isUsed = false;
    }
  }

  private replace(one: Waiting, column: ColumnArray): void {
    one.pieces = [{ start: 0, ...this.write(column) }];
    one.held = undefined;
  }

  private read(one: Waiting): ColumnArray {
    const { column } = allocate({ column: one.type }, lengthOf(one.pieces));
    for (const piece of one.pieces)
      if (!isEmpty(piece)) this.fill(column.subarray(piece.start, piece.start + piece.length), piece, 0);
    one.held = column;
    return column;
  }

  /** Fills values with those that were written, from one of them on. */
  private fill(values: Column, written: Written, first: number): void {
    const { at, held } = written;
    if (held !== undefined) values.set(held.subarray(first, first + values.length));
    else if (at === undefined) values.fill(0);
    else {
      const start = at + values.BYTES_PER_ELEMENT * first;
      eachPart(values, (part, from) => readSync(this.file, part, 0, part.length, start + from));
    }
  }

  private write(values: Column): Written {
    const { length } = values;
    // Room that nobody writes to takes no memory: columns that a log leaves empty stay so.
    if (isZero(values)) return { at: undefined, length };
    const at = this.end;
    try {
      eachPart(values, (part, from) => writeSync(this.file, part, 0, part.length, at + from));
    } catch {
      return { at: undefined, length, held: values.slice() };
    }
    this.end += values.byteLength;
    return { at, length };
  }
}

function letGo(one: Waiting): void {
  if (one.held !== undefined) discard([one.held.buffer]);
  one.held = undefined;
}

/** Whether all values are zero: then a column of zeros need not be written to, which would take memory. */
const isEmpty = ({ at, held }: Written): boolean => at === undefined && held === undefined;

/** Goes through the bytes of a column. `take` gives how many bytes it took. */
function eachPart(column: Column, take: (part: Buffer, from: number) => number): void {
  const bytes = Buffer.from(column.buffer, column.byteOffset, column.byteLength);
  for (let from = 0; from < bytes.length;) {
    const taken = take(bytes.subarray(from, from + CALL_BYTES), from);
    if (taken === 0) throw new Error('A temporary file is shorter than what was written to it.');
    from += taken;
  }
}

/** The columns with others in place of some; the rest is shared. */
export function withColumns<S extends ColumnSpec>(columns: Columns<S>, others: Partial<Columns<S>>): Columns<S> {
  const properties = { ...Object.getOwnPropertyDescriptors(columns), ...Object.getOwnPropertyDescriptors(others) };
  return Object.defineProperties({}, properties) as Columns<S>;
}
