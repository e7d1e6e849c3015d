import { largest } from './lists/many.ts';
import { openSync, readSync, writeSync } from 'node:fs';
import { allocate, type Column, type ColumnArray, type Columns, type ColumnSpec, discard } from './columns.ts';

/** Bytes that are read or written in one call: systems refuse more than 2 GB. */
const CALL_BYTES = 64 << 20;

/** Bytes of a column from which on a part of it is read by itself. */
const LARGE_COLUMN = 16 << 20;
/** The same where one value is asked for: to read it takes microseconds, and the lines that a report shows are few. */
const LARGE_FOR_ONE = 1 << 20;

/** Values of a column that stand together in the file, from a row on; without a place all of them are 0. */
interface Piece {
  start: number;
  at: number | undefined;
  length: number;
}

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
  private readonly held = new Map<string, ColumnArray>();
  private readonly pieces = new Map<string, Piece[]>();
  /** Never closed before the process ends: what was found may be asked about columns at any time. */
  private readonly file: number;
  private end = 0;

  /** @param path of a file that is not there yet; it may be removed at once where the system allows it */
  constructor(
    path: string,
    private readonly spec: S,
  ) {
    this.file = openSync(path, 'wx+', 0o600);
    const properties: PropertyDescriptorMap = {};
    for (const name in spec) {
      this.pieces.set(name, []);
      properties[name] = {
        enumerable: true,
        get: () => this.held.get(name) ?? this.read(name),
        set: (column: ColumnArray) => this.replace(name, column),
      };
    }
    this.columns = Object.defineProperties({}, properties) as Columns<S>;
  }

  /** Adds copies of the first rows of other columns. */
  append(from: Columns<S>, count: number): void {
    this.evict();
    for (const [name, pieces] of this.pieces)
      pieces.push({ start: lengthOf(pieces), ...this.write(from[name]!.subarray(0, count)) });
  }

  /** Rows of all columns. */
  get length(): number {
    return largest(Array.from(this.pieces.values(), lengthOf));
  }

  /** Whether a column is so large that a part of it is better read by itself. */
  isLarge(name: keyof S & string, bytes = LARGE_COLUMN): boolean {
    const { one } = allocate({ one: this.spec[name]! }, 1);
    return one.byteLength * lengthOf(this.pieces.get(name)!) >= bytes;
  }

  /** Copies so many rows from one on to the beginning of other columns, and holds nothing of them. */
  copy(row: number, count: number, to: Columns<S>): void {
    for (const [name, pieces] of this.pieces) {
      const values = to[name]!.subarray(0, count);
      for (let next = row; next < row + count;) {
        const { start, at, length } = pieceWith(pieces, next);
        const end = Math.min(row + count, start + length);
        const part = values.subarray(next - row, end - row);
        if (at === undefined) part.fill(0);
        else this.fill(part, at + part.BYTES_PER_ELEMENT * (next - start));
        next = end;
      }
    }
  }

  /** One value. A large column that nobody has asked for is not read for it. */
  valueAt(name: keyof S & string, row: number): number {
    const held = this.held.get(name);
    if (held !== undefined) return held[row]!;
    if (!this.isLarge(name, LARGE_FOR_ONE)) return this.read(name)[row]!;
    const { one } = allocate({ one: this.spec[name]! }, 1);
    const { start, at } = pieceWith(this.pieces.get(name)!, row);
    if (at !== undefined) this.fill(one, at + one.byteLength * (row - start));
    return one[0]!;
  }

  /**
   * Writes values that are not a column behind all others and gives their memory back.
   * @returns reads them again
   */
  spill<A extends Column>(values: A): () => A {
    const { length } = values;
    const Values = values.constructor as new (length: number) => A;
    const { at } = this.write(values);
    discard([values.buffer]);
    return () => {
      const again = new Values(length);
      if (at !== undefined) this.fill(again, at);
      return again;
    };
  }

  /**
   * Gives the memory of what was read back at once: nothing may hold a column any more. Left to the collector, columns of a large log
   * would be there several times.
   */
  evict(): void {
    discard([...this.held.values()].map(({ buffer }) => buffer));
    this.held.clear();
  }

  private replace(name: string, column: ColumnArray): void {
    this.pieces.set(name, [{ start: 0, ...this.write(column) }]);
    this.held.delete(name);
  }

  private read(name: string): ColumnArray {
    const pieces = this.pieces.get(name)!;
    const { column } = allocate({ column: this.spec[name]! }, lengthOf(pieces));
    for (const { start, at, length } of pieces)
      if (at !== undefined) this.fill(column.subarray(start, start + length), at);
    this.held.set(name, column);
    return column;
  }

  private fill(values: Column, at: number): void {
    eachPart(values, (part, from) => readSync(this.file, part, 0, part.length, at + from));
  }

  private write(values: Column): Omit<Piece, 'start'> {
    const at = this.end;
    // Room that nobody writes to takes no memory: columns that a log leaves empty stay so.
    if (values.every((value) => value === 0)) return { at: undefined, length: values.length };
    eachPart(values, (part, from) => writeSync(this.file, part, 0, part.length, at + from));
    this.end += values.byteLength;
    return { at, length: values.length };
  }
}

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
