/**
 * Checks that the pages of a Parquet table contain what they claim. The library that reads them trusts their counts: a
 * page of a few bytes that claims a run of a billion values would keep it busy for minutes and exhaust memory.
 */
import type {
  AsyncBuffer,
  ColumnChunk,
  ColumnMetaData,
  Compressors,
  FileMetaData,
  RowGroup,
  SchemaElement,
} from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getSchemaPath, isFlatColumn } from 'hyparquet/src/schema.js';
import { readVarInt } from 'hyparquet/src/thrift.js';
import { checkThrift } from './thrift-check.ts';

/** Values of a column, or rows, in one row group, however little room they take: a column of one value takes none. */
const FREE_VALUES = 1 << 21;
/** Values that one byte may stand for above those. */
const VALUES_PER_BYTE = 64;

/** Bytes that a page may have unpacked, whatever it takes, and how many one byte of it may stand for above those. */
const FREE_BYTES = 64 << 20;
const BYTES_PER_BYTE = 1100;
/** A packed run is filled up: writers differ in how far. */
const FILLED_VALUES = 512;

/** The length of the description and the sign of the format, after it. */
const TAIL_BYTES = 8;
const MAX_FOOTER_BYTES = 64 << 20;
/** Row groups are numbered in 15 bits (`ordinal` in the format). */
const MAX_GROUPS = 32_767;
/** The library walks over the whole schema for every column of every row group. */
const MAX_STEPS = 1 << 28;

interface Reader {
  view: DataView;
  offset: number;
}

/** @throws RangeError when the description of the table, at the end of the file, is not what a writer makes */
export async function checkFooter(file: AsyncBuffer): Promise<void> {
  const end = file.byteLength - TAIL_BYTES;
  if (end < 0) throw new RangeError('a file without an end');
  const length = new DataView(await file.slice(end, file.byteLength)).getUint32(0, true);
  if (length > Math.min(end, MAX_FOOTER_BYTES)) throw new RangeError('a description longer than is read');
  checkThrift(new DataView(await file.slice(end - length, end)), 0);
}

/** @throws RangeError for more row groups and columns than are read; Error for encrypted columns */
export function checkSize({ schema, row_groups: groups }: FileMetaData): void {
  const columns = groups.reduce((sum, group) => sum + 1 + group.columns.length, 0);
  if (groups.length > MAX_GROUPS || columns * schema.length > MAX_STEPS)
    throw new RangeError('more columns than are read');
  if (groups.some((group) => group.columns.some(isEncrypted))) throw new Error(ENCRYPTED);
}

function isEncrypted({ crypto_metadata: sign, encrypted_column_metadata: data }: ColumnChunk): boolean {
  return sign !== undefined || data !== undefined;
}

const ENCRYPTED = 'columns of the Parquet table are encrypted. Decrypt it first';

/** @throws RangeError when there are more rows or values than are read, or a page is not what it says */
export async function checkRowGroup(
  group: RowGroup,
  schema: SchemaElement[],
  file: AsyncBuffer,
  compressors: Compressors,
): Promise<void> {
  const rows = Number(group.num_rows);
  let bytes = 0;
  for (const { meta_data: column } of group.columns) {
    if (column === undefined) continue;
    const start = Number(column.dictionary_page_offset || column.data_page_offset);
    const end = start + Number(column.total_compressed_size);
    if (!(start >= 0 && end >= start && end <= file.byteLength)) throw new RangeError('a column outside of the file');
    const chunk = await file.slice(start, end);
    bytes += chunk.byteLength;
    new ColumnCheck(column, schema, compressors).check({ view: new DataView(chunk), offset: 0 }, rows);
  }
  checkCount(rows, bytes);
}

function checkCount(values: number, bytes: number): void {
  if (!(values >= 0)) throw new RangeError('a count below nothing');
  if (values > FREE_VALUES + VALUES_PER_BYTE * bytes) throw new RangeError('more values than are read');
}

class ColumnCheck {
  private readonly repetition: number;
  private readonly definition: number;
  private readonly isFlat: boolean;

  constructor(
    private readonly column: ColumnMetaData,
    schema: SchemaElement[],
    private readonly compressors: Compressors,
  ) {
    const path = getSchemaPath(schema, column.path_in_schema);
    this.repetition = getMaxRepetitionLevel(path);
    this.definition = getMaxDefinitionLevel(path);
    this.isFlat = isFlatColumn(path);
  }

  check(reader: Reader, rows: number): void {
    const { byteLength } = reader.view;
    let values = 0;
    // What comes after the last row of a flat column is not read.
    while (reader.offset < byteLength - 1 && !(this.isFlat && values >= rows)) {
      checkThrift(reader.view, reader.offset);
      const header = parquetHeader(reader);
      const { compressed_page_size: size, uncompressed_page_size: unpacked } = header;
      if (!(size >= 0 && unpacked >= 0 && reader.offset + size <= byteLength))
        throw new RangeError('a page of no size');
      const bytes = new Uint8Array(reader.view.buffer, reader.offset, size);
      reader.offset += size;
      if (header.dictionary_page_header !== undefined) {
        checkCount(header.dictionary_page_header.num_values, size);
        continue;
      }
      const { data_page_header: first, data_page_header_v2: second } = header;
      values += second?.num_values ?? first?.num_values ?? 0;
      checkCount(values, byteLength);
      if (second !== undefined) {
        const levels = [second.repetition_levels_byte_length, second.definition_levels_byte_length] as const;
        this.checkLevels(bytes, second.num_values, levels);
        const from = levels[0] + levels[1];
        const isPacked = second.is_compressed !== false;
        const page = isPacked ? this.unpack(bytes.subarray(from), unpacked - from) : bytes.subarray(from);
        this.checkValues(readerOf(page), second.encoding, second.num_values - second.num_nulls, true);
      } else if (first !== undefined) {
        const page = readerOf(this.unpack(bytes, unpacked));
        for (const level of [this.repetition, this.definition])
          if (level > 0) checkRuns(page, level, first.num_values, undefined);
        this.checkValues(page, first.encoding, first.num_values, this.column.type === 'BOOLEAN');
      }
    }
  }

  private checkLevels(bytes: Uint8Array, values: number, lengths: readonly [number, number]): void {
    const reader = readerOf(bytes);
    if (this.repetition > 0) checkRuns(reader, this.repetition, values, lengths[0]);
    reader.offset = lengths[0];
    if (this.definition > 0) checkRuns(reader, this.definition, values, lengths[1]);
  }

  /** @param isBit a run is one of single bits, after its length */
  private checkValues(page: Reader, encoding: string, values: number, isBit: boolean): void {
    if (!(values >= 0)) throw new RangeError('a count below nothing');
    if (page.offset >= page.view.byteLength || !RUNS.has(encoding)) return;
    if (encoding === 'RLE' && isBit) checkWidth(page, 1, values);
    else checkWidth(page, page.view.getUint8(page.offset++), values, page.view.byteLength - page.offset);
  }

  private unpack(bytes: Uint8Array, size: number): Uint8Array {
    if (!(size >= 0 && size <= FREE_BYTES + BYTES_PER_BYTE * bytes.length))
      throw new RangeError('a page of no such size');
    return decompressPage(bytes, size, this.column.codec, this.compressors);
  }
}

/** Encodings of values that are written in runs. */
const RUNS: ReadonlySet<string> = new Set(['RLE', 'PLAIN_DICTIONARY', 'RLE_DICTIONARY']);

function readerOf({ buffer, byteOffset, byteLength }: Uint8Array): Reader {
  return { view: new DataView(buffer, byteOffset, byteLength), offset: 0 };
}

function checkRuns(reader: Reader, level: number, values: number, length: number | undefined): void {
  checkWidth(reader, 32 - Math.clz32(level), values, length);
}

function checkWidth(reader: Reader, width: number, values: number, given?: number): void {
  let length = given;
  if (length === undefined) {
    length = reader.view.getUint32(reader.offset, true);
    reader.offset += 4;
  }
  const start = reader.offset;
  // Gaps have no value: there may be fewer than there are rows.
  for (let seen = 0; seen < values && reader.offset < reader.view.byteLength;) {
    const header = readVarInt(reader);
    const isPacked = (header & 1) === 1;
    const count = isPacked ? (header >> 1) << 3 : header >>> 1;
    if (count < 0 || count > values - seen + FILLED_VALUES) throw new RangeError('a run longer than its page');
    reader.offset += isPacked ? (count / 8) * width : (width + 7) >> 3;
    seen += count;
  }
  reader.offset = start + length;
}
