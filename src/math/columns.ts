/** Growable columns of numbers with one common length: a table that can be merged and moved between threads cheaply. */
import { MessageChannel } from 'node:worker_threads';

export type ColumnArray =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

type ColumnType = 'u8' | 'u16' | 'u32' | 'f32' | 'f64';

interface ArrayOf {
  u8: Uint8Array<ArrayBuffer>;
  u16: Uint16Array<ArrayBuffer>;
  u32: Uint32Array<ArrayBuffer>;
  f32: Float32Array<ArrayBuffer>;
  f64: Float64Array<ArrayBuffer>;
}

/** Column names with their number types. */
export type ColumnSpec = Readonly<Record<string, ColumnType>>;

export type Columns<S extends ColumnSpec> = { -readonly [K in keyof S]: ArrayOf[S[K]] };

const CREATE: { [T in ColumnType]: (length: number) => ArrayOf[T] } = {
  u8: (length) => new Uint8Array(length),
  u16: (length) => new Uint16Array(length),
  u32: (length) => new Uint32Array(length),
  f32: (length) => new Float32Array(length),
  f64: (length) => new Float64Array(length),
};

const VIEW: { [T in ColumnType]: (memory: ArrayBuffer, at: number, length: number) => ArrayOf[T] } = {
  u8: (...view) => new Uint8Array(...view),
  u16: (...view) => new Uint16Array(...view),
  u32: (...view) => new Uint32Array(...view),
  f32: (...view) => new Float32Array(...view),
  f64: (...view) => new Float64Array(...view),
};

/** New zeroed columns of the given length. */
export const allocate = <S extends ColumnSpec>(spec: S, length: number): Columns<S> =>
  columnsOf(spec, (type) => CREATE[type](length));

/** Made at once: an object that gets so many fields one by one is a slow one, and each row that is looked at asks for some of them. */
const columnsOf = <S extends ColumnSpec>(
  spec: S,
  create: (type: ColumnType, name: keyof S & string) => ColumnArray,
): Columns<S> =>
  Object.fromEntries(Object.entries(spec).map(([name, type]) => [name, create(type, name)])) as Columns<S>;

/** Copies of the first `length` values of every column, in room for `capacity` values. */
export function resize<S extends ColumnSpec>(spec: S, from: Columns<S>, length: number, capacity: number): Columns<S> {
  const to = allocate(spec, capacity);
  copyRows(spec, from, 0, length, to, 0);
  return to;
}

/**
 * Copies of the first `length` values of every column, to be moved to another thread. Small ones stand in one piece of memory: to
 * move dozens takes longer than to read the file that they are of. None of it is given back before all of it is of no use.
 */
export function compact<S extends ColumnSpec>(spec: S, from: Columns<S>, length: number): Columns<S> {
  const sizes = Object.values<ColumnArray>(from).map((column) => alignedBytes(column, length));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes >= LARGE) return resize(spec, from, length, length);
  const memory = new ArrayBuffer(bytes);
  let at = 0;
  return columnsOf(spec, (type, name) => {
    const column = VIEW[type](memory, at, length);
    column.set(from[name].subarray(0, length));
    at += alignedBytes(column, length);
    return column;
  });
}

/** The next column begins where any may. */
function alignedBytes({ BYTES_PER_ELEMENT }: ColumnArray, length: number): number {
  return Math.ceil((BYTES_PER_ELEMENT * length) / 8) * 8;
}

/**
 * Gives columns room for `capacity` values, one after another: memory holds all but one of them once. The old ones are
 * let go: no other table may be in use that shares them.
 */
export function grow<S extends ColumnSpec>(spec: S, columns: Columns<S>, length: number, capacity: number): void {
  for (const name in spec) {
    const to = CREATE[spec[name] as ColumnType](capacity) as Columns<S>[typeof name];
    const old = columns[name];
    copyValues(old.subarray(0, length), to, 0);
    columns[name] = to;
    discard([old.buffer]);
  }
}

/** Copies `count` rows of `from`, starting at `fromRow`, to `to` at `toRow`, where there are zeros. */
export function copyRows<S extends ColumnSpec>(
  spec: S,
  from: Columns<S>,
  fromRow: number,
  count: number,
  to: Columns<S>,
  toRow: number,
): void {
  for (const name in spec) copyValues(from[name].subarray(fromRow, fromRow + count), to[name], toRow);
}

/** Puts runs of rows, each by its first and their number, one after another in new columns of `to`, which may be `from`. */
export function takeRuns<S extends ColumnSpec>(
  spec: S,
  from: Columns<S>,
  runs: readonly (readonly [first: number, count: number])[],
  to: Columns<S>,
): void {
  const length = runs.reduce((sum, [, count]) => sum + count, 0);
  for (const name in spec) {
    const [old, column] = [from[name], CREATE[spec[name] as ColumnType](length) as Columns<S>[typeof name]];
    let at = 0;
    for (const [first, count] of runs) {
      copyValues(old.subarray(first, first + count), column, at);
      at += count;
    }
    to[name] = column;
  }
}

const ZEROS = Buffer.alloc(64 << 10);

/** Leaves out what is zero: room that nobody wrote to takes no memory, and most logs leave some columns empty. */
function copyValues(from: ColumnArray, to: ColumnArray, at: number): void {
  const step = ZEROS.length / from.BYTES_PER_ELEMENT;
  for (let start = 0; start < from.length; start += step) {
    const part = from.subarray(start, start + step);
    if (!isZero(part)) to.set(part, at + start);
  }
}

/** Whether all values are zero. */
export function isZero({ buffer, byteOffset, byteLength }: Column): boolean {
  for (let from = 0; from < byteLength; from += ZEROS.length) {
    const bytes = Math.min(ZEROS.length, byteLength - from);
    if (ZEROS.compare(Buffer.from(buffer, byteOffset + from, bytes), 0, bytes, 0, bytes) !== 0) return false;
  }
  return true;
}

/** The first rows of columns, which are not copied. */
export function firstRows<S extends ColumnSpec>(columns: Columns<S>, length: number): Columns<S> {
  return Object.fromEntries(
    Object.entries<ColumnArray>(columns).map(([name, column]) => [name, column.subarray(0, length)]),
  ) as Columns<S>;
}

/** Gives the values from row `from` to `to` new numbers; 0 stays what it is. */
export function renumber(
  column: Uint8Array | Uint16Array | Uint32Array,
  from: number,
  to: number,
  numbers: Uint32Array,
): void {
  // What is zero is not written to: see `copyRows`.
  for (let row = from; row < to; row++) if (column[row] !== 0) column[row] = numbers[column[row]!]!;
}

/** The values that are in these places, in their order. */
export function valuesAt(column: Uint32Array, places: Uint32Array): Uint32Array<ArrayBuffer> {
  const values = new Uint32Array(places.length);
  for (let at = 0; at < places.length; at++) values[at] = column[places[at]!]!;
  return values;
}

/** The different values in these places. Values that stand together are often the same. */
export function valuesIn(column: Uint32Array, places: Uint32Array): Set<number> {
  const values = new Set<number>();
  let last = -1;
  for (let at = 0; at < places.length; at++) {
    const value = column[places[at]!]!;
    if (value !== last) values.add((last = value));
  }
  return values;
}

/** Numbers, all below one of them: in as few bytes as that takes. */
export type Numbers = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** A zeroed column of numbers below `most`. */
export function numbersBelow(most: number, length: number): Numbers {
  if (most <= 1 << 8) return new Uint8Array(length);
  return most <= 1 << 16 ? new Uint16Array(length) : new Uint32Array(length);
}

/** A longer column that begins as a shorter one does. */
export function extended<A extends ColumnArray | Int32Array<ArrayBuffer>>(from: A, to: A): A {
  to.set(from);
  return to;
}

/** The buffers behind the columns, to be moved to another thread. */
export function buffersOf<S extends ColumnSpec>(columns: Columns<S>): ArrayBuffer[] {
  return [...new Set(Object.values<ColumnArray>(columns).map((column) => column.buffer))];
}

/** Bytes from which on it is worth while to give memory back. */
export const LARGE = 64 << 10;

const { port1: drain } = new MessageChannel();
drain.close();

/**
 * Gives the memory of columns back at once; large ones are empty from then on. The collector knows little of what lies off the
 * heap and comes late: by then the parts of a large log have taken several times the memory of the table they are merged
 * into. What is moved to a closed port is let go.
 */
export function discard(buffers: readonly ArrayBuffer[]): void {
  const large = [...new Set(buffers)].filter(({ byteLength }) => byteLength >= LARGE);
  if (large.length > 0) drain.postMessage(null, large);
}

/**
 * Columns that are of use within one call alone: their memory is given back as soon as that ends.
 * `using scratch = new Scratch();`
 */
export class Scratch {
  private readonly owned: object[] = [];

  /** A column, or what has columns as its fields in the end. */
  keep<T extends object>(owned: T): T {
    this.owned.push(owned);
    return owned;
  }

  [Symbol.dispose](): void {
    const columns = this.owned.flatMap((own) => (isColumn(own) ? [own] : Object.values(own).filter(isColumn)));
    discard(columns.map(({ buffer }) => buffer));
  }
}

export type Column = ColumnArray | Int32Array<ArrayBuffer>;

export const isColumn = (value: unknown): value is Column =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) && value.buffer instanceof ArrayBuffer;

/** Makes room for `needed` values in every column, of which `length` are there. */
export function reserve<S extends ColumnSpec>(spec: S, columns: Columns<S>, length: number, needed: number): void {
  const room = Object.values<ArrayLike<number>>(columns)[0]!.length;
  if (needed > room) grow(spec, columns, length, Math.max(needed, Math.ceil(room * 1.5), 64));
}
