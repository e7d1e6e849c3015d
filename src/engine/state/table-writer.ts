import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { ColumnMetaData, RowGroup } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { type Block, type Column, copyRows, emptyBlock, plainText, type RowOf } from './block.ts';
import type { TableSpec, ValueType } from './tables.ts';

/** A file of a table, as the list of a state names it. */
export interface WrittenFile {
  rows: number;
  bytes: number;
  /** In hexadecimal. */
  sha256: string;
}

/** A row group as it is in a file. */
export interface WrittenGroup {
  bytes: Uint8Array;
  /** Where they are in the file. */
  start: number;
  group: RowGroup;
}

/** How each kind of column is written down. Nothing is ever missing in one. */
const TYPES = {
  small: { type: 'INT32' },
  bits: { type: 'INT32' },
  whole: { type: 'INT64' },
  real: { type: 'DOUBLE' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
} as const;

/** Letters of long texts in a row group: some 32 MB in memory. */
const GROUP_LETTERS = 1 << 24;

/** Writes a table to a Parquet file that only its owner may read, a row group at a time. Rows come in the order of the table. */
export class TableWriter<S extends TableSpec> {
  private readonly file: HashedFile;
  private readonly parquet: ParquetWriter;
  private readonly rows: Block<S>;
  private count = 0;
  private letters = 0;

  constructor(
    path: string,
    private readonly spec: S,
  ) {
    this.file = new HashedFile(path);
    const columns = Object.entries(spec.columns);
    const schema = columns.map(([name, type]) => ({ name, repetition_type: 'REQUIRED' as const, ...TYPES[type] }));
    this.parquet = new ParquetWriter({
      writer: this.file,
      schema: [{ name: 'root', num_children: columns.length }, ...schema],
      statistics: false,
      createdBy: 'prompt-audit',
    });
    this.rows = emptyBlock(spec, spec.groupRows);
  }

  /** Adds copies of rows. */
  copy(from: Block<S>, start: number, end: number): void {
    const { long, groupRows } = this.spec;
    for (let row = start; row < end;) {
      // The limit of long texts may be reached with any row.
      const count = long === undefined ? Math.min(end - row, groupRows - this.rows.length) : 1;
      copyRows(this.spec, from, row, row + count, this.rows, this.rows.length);
      this.added(count);
      row += count;
    }
  }

  /** Adds a row group as it is written elsewhere; gives its rows. */
  copyGroup({ bytes, start, group }: WrittenGroup): number {
    this.flush();
    const moved = BigInt(this.file.offset - start);
    this.file.appendBytes(bytes);
    this.file.flush();
    this.parquet.row_groups.push({
      ...group,
      columns: group.columns.map(({ file_offset: place, meta_data: meta }) => ({
        file_offset: place + moved,
        ...(meta && { meta_data: movedBy(moved, meta) }),
      })),
    });
    this.parquet.num_rows += group.num_rows;
    const rows = Number(group.num_rows);
    this.count += rows;
    return rows;
  }

  add(row: Readonly<RowOf<S>>): void {
    for (const name in this.spec.columns) (this.rows.columns[name] as Column)[this.rows.length] = row[name]!;
    this.added(1);
  }

  end(): WrittenFile {
    this.flush();
    void this.parquet.finish();
    return { rows: this.count, bytes: this.file.offset, sha256: this.file.close() };
  }

  private added(count: number): void {
    const at = this.rows.length;
    this.rows.length += count;
    const { long, groupRows } = this.spec;
    if (long !== undefined) this.letters += (this.rows.columns[long] as string[])[at]!.length;
    if (this.rows.length === groupRows || this.letters > GROUP_LETTERS) this.flush();
  }

  private flush(): void {
    const { length, columns } = this.rows;
    if (length === 0) return;
    const columnData = Object.entries<ValueType>(this.spec.columns).map(([name, type]) => ({
      name,
      data: written(columns[name] as Column, type, length),
      offsetIndex: false,
      // Texts come again and again, and are left to the library.
      ...(type !== 'text' && { encoding: 'PLAIN' as const }),
    }));
    void this.parquet.write({ columnData, rowGroupSize: length });
    this.count += length;
    this.rows.length = this.letters = 0;
  }
}

function movedBy(moved: bigint, { dictionary_page_offset: dictionary, ...meta }: ColumnMetaData): ColumnMetaData {
  return {
    ...meta,
    data_page_offset: meta.data_page_offset + moved,
    ...(dictionary !== undefined && { dictionary_page_offset: dictionary + moved }),
  };
}

function written(
  values: Column,
  type: ValueType,
  length: number,
): Int32Array | Float64Array | BigInt64Array | string[] {
  if (Array.isArray(values)) return values.slice(0, length).map(plainText);
  if (type !== 'whole') return values.slice(0, length);
  return wholeNumbers(values, length);
}

/** By halves: to make an object of each takes longer than to write it. */
function wholeNumbers(values: ArrayLike<number>, length: number): BigInt64Array {
  const numbers = new BigInt64Array(length);
  const halves = new Int32Array(numbers.buffer);
  for (let at = 0; at < length; at++) {
    halves[2 * at] = values[at]!;
    halves[2 * at + 1] = Math.floor(values[at]! / 2 ** 32);
  }
  return numbers;
}

/** Where the library writes to. What is in memory goes to the disk after each row group. */
class HashedFile extends ByteWriter {
  private readonly handle: number;
  private readonly hash = createHash('sha256');

  constructor(path: string) {
    super(1 << 16);
    this.handle = openSync(path, 'wx', 0o600);
  }

  flush(): void {
    const bytes = this.getBytes();
    for (let from = 0; from < bytes.length;) from += writeSync(this.handle, bytes, from);
    this.hash.update(bytes);
    this.index = 0;
  }

  override finish(): void {
    this.flush();
  }

  close(): string {
    closeSync(this.handle);
    return this.hash.digest('hex');
  }
}
