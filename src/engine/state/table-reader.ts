import { largest, smallest } from '../../math/lists/many.ts';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type FileMetaData, parquetMetadataAsync, parquetRead } from 'hyparquet';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { reasonOf } from '../../reader/bytes/files/system-error.ts';
import { type Block, emptyBlock, originalText } from './block.ts';
import type { TableSpec, ValueType } from './tables.ts';
import type { WrittenFile, WrittenGroup } from './table-writer.ts';

/** @throws InputError when the file is not what was written, in one bit */
export async function checkFile(path: string, { bytes, sha256 }: WrittenFile): Promise<void> {
  const hash = createHash('sha256');
  try {
    const { size } = await stat(path);
    if (size !== bytes) throw new InputError(`${path}: This file is damaged: it has ${size} of ${bytes} bytes.`);
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${path}: This file cannot be read: ${reasonOf(error)}.`);
  }
  if (hash.digest('hex') !== sha256) throw new InputError(`${path}: This file is damaged: its checksum is wrong.`);
}

/** Reads a table of a state a row group at a time, in two steps: most files of a merge wait for their turn. */
export class TableReader<S extends TableSpec> {
  private group = 0;
  /** The first row of the group, and the one behind its last. */
  private rows = { start: 0, end: 0 };

  private constructor(
    private readonly path: string,
    private readonly spec: S,
    private readonly handle: FileHandle,
    private readonly size: number,
    private readonly metadata: FileMetaData,
  ) {}

  static async open<S extends TableSpec>(path: string, spec: S): Promise<TableReader<S>> {
    const handle = await open(path, 'r');
    const { size } = await handle.stat();
    const metadata = await parquetMetadataAsync({ byteLength: size, slice: slicesOf(handle, size) });
    return new TableReader(path, spec, handle, size, metadata);
  }

  /**
   * The next rows, with the columns of their order alone; undefined after the last. Those before are of no use any more.
   * @throws InputError when the table has other columns than it should
   */
  async next(): Promise<Block<S> | undefined> {
    const group = this.metadata.row_groups[this.group++];
    if (group === undefined) {
      await this.close();
      return undefined;
    }
    const start = this.rows.end;
    this.rows = { start, end: start + Number(group.num_rows) };
    const block = emptyBlock(this.spec, 0);
    block.length = this.rows.end - start;
    await this.read(block, this.spec.order);
    return block;
  }

  /** Reads the other columns of the rows that `next` gave last, or some of them. */
  async complete(block: Block<S>, names?: readonly (keyof S['columns'] & string)[]): Promise<void> {
    const { order, columns } = this.spec;
    await this.read(block, names ?? Object.keys(columns).filter((name) => !order.includes(name)));
  }

  /** Some columns of one row group, by its number. The others stay empty. */
  async columnsOf(group: number, names: readonly string[]): Promise<Block<S>> {
    const lengths = this.metadata.row_groups.map(({ num_rows: rows }) => Number(rows));
    const start = lengths.slice(0, group).reduce((sum, rows) => sum + rows, 0);
    this.rows = { start, end: start + (lengths[group] ?? 0) };
    const block = emptyBlock(this.spec, 0);
    block.length = this.rows.end - start;
    await this.read(block, names);
    return block;
  }

  private async read(block: Block<S>, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const chunks = new Map<string, unknown>();
    await parquetRead({
      file: { byteLength: this.size, slice: slicesOf(this.handle, this.size) },
      metadata: this.metadata,
      rowStart: this.rows.start,
      rowEnd: this.rows.end,
      columns: [...names],
      onChunk: ({ columnName, columnData }) => chunks.set(columnName, joined(chunks.get(columnName), columnData)),
    });
    for (const name of names) {
      const values = valuesOf(chunks.get(name), this.spec.columns[name]!, block.length);
      if (values === undefined) throw this.withoutColumn(name);
      Object.assign(block.columns, { [name]: values });
    }
  }

  /** The row group that `next` gave last as it is written. */
  async written(): Promise<WrittenGroup> {
    const group = this.metadata.row_groups[this.group - 1]!;
    const columns = group.columns.map(({ meta_data: meta }) => meta);
    const names = Object.keys(this.spec.columns);
    const places: number[] = [];
    for (const [at, name] of names.entries()) {
      const meta = columns[at];
      if (meta?.path_in_schema.join('.') !== name) throw this.withoutColumn(name);
      const start = Number(meta.dictionary_page_offset ?? meta.data_page_offset);
      places.push(start, start + Number(meta.total_compressed_size));
    }
    const [start, end] = [smallest(places), largest(places)];
    return { bytes: new Uint8Array(await slicesOf(this.handle, this.size)(start, end)), start, group };
  }

  private withoutColumn(name: string): InputError {
    return new InputError(`${this.path}: This table has no proper column "${name}".`);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

function joined(before: unknown, more: ArrayLike<unknown>): unknown {
  return before === undefined ? more : [...(before as unknown[]), ...Array.from(more)];
}

/** Values as a block has them; undefined for others than those that are written. */
function valuesOf(values: unknown, type: ValueType, length: number): Int32Array | Float64Array | string[] | undefined {
  if (typeof values !== 'object' || values === null || !('length' in values) || values.length !== length)
    return undefined;
  if (type === 'text') return Array.isArray(values) ? texts(values) : undefined;
  if (type === 'whole') {
    if (values instanceof BigInt64Array) return wholeNumbers(values);
    return Array.isArray(values) && values.every(isBigInt) ? Float64Array.from(values, Number) : undefined;
  }
  const numbers = values as ArrayLike<number>;
  if (type === 'real') return values instanceof Float64Array ? values : Float64Array.from(numbers);
  return values instanceof Int32Array ? values : Int32Array.from(numbers);
}

/** By halves: to make an object of each takes longer than to read it. */
function wholeNumbers({ buffer, byteOffset, length }: BigInt64Array): Float64Array {
  const halves = new Int32Array(buffer, byteOffset, 2 * length);
  const numbers = new Float64Array(length);
  for (let at = 0; at < length; at++) numbers[at] = halves[2 * at + 1]! * 2 ** 32 + (halves[2 * at]! >>> 0);
  return numbers;
}

function texts(values: readonly unknown[]): string[] | undefined {
  const plain = new Array<string>(values.length);
  for (let at = 0; at < plain.length; at++) {
    const value = values[at];
    if (typeof value !== 'string') return undefined;
    plain[at] = originalText(value);
  }
  return plain;
}

function isBigInt(value: unknown): value is bigint {
  return typeof value === 'bigint';
}

function slicesOf(handle: FileHandle, size: number): (start: number, end?: number) => Promise<ArrayBuffer> {
  return async (start, end = size) => {
    const from = start < 0 ? size + start : start;
    const bytes = new Uint8Array(Math.max(0, end - from));
    await handle.read(bytes, 0, bytes.length, from);
    return bytes.buffer;
  };
}
