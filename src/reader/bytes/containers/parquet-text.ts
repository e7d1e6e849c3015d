import type { FileHandle } from 'node:fs/promises';
import zlib from 'node:zlib';
import { decompress as unpackZstd } from 'fzstd';
import { type Compressors, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors';
import { snappyUncompressor } from 'hysnappy';
import type { BytesRead } from '../files/file-blocks.ts';
import { openFile } from '../files/file-head.ts';
import { checkFooter, checkRowGroup, checkSize } from './parquet-check.ts';

/** Length of the text that is handed on at once. */
const BLOCK_CHARACTERS = 1 << 18;

/**
 * What unpacks the pages of one table. Compressions that Node has by itself are left to it; snappy runs in WebAssembly, which is set up
 * once for all pages, when the first of them comes.
 */
function makeCompressors(): Compressors {
  let unpackSnappy: ReturnType<typeof snappyUncompressor> | undefined;
  return {
    GZIP: (input, length) => zlib.gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
    BROTLI: (input, length) => zlib.brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
    ZSTD: (input) => unpackZstd(input),
    SNAPPY: (input, length) => (unpackSnappy ??= snappyUncompressor())(input, length),
    LZ4: (input, length) => (length === 0 ? EMPTY : decompressLz4(input, length)),
    LZ4_RAW: (input, length) => (length === 0 ? EMPTY : decompressLz4Raw(input, length)),
  };
}

/** A column that contains only gaps has pages without bytes, which the library takes for damage. */
const EMPTY = new Uint8Array();

/**
 * A Parquet table as JSON Lines, one row per line: line 7 is the seventh row, and offsets are bytes of this text. Memory holds
 * one row group at a time.
 * @throws when the file is damaged or uses an encoding that is not known
 */
export async function* readParquetText(file: string, onBytes: BytesRead): AsyncGenerator<Buffer> {
  const handle = await openFile(file);
  const table: TableFile = { isClosed: false };
  const compressors = makeCompressors();
  try {
    const buffer = { byteLength: (await handle.stat()).size, slice: sliceReader(handle, onBytes, table) };
    // What is checked is read again, and counts as read only then.
    const unwatched = { byteLength: buffer.byteLength, slice: sliceReader(handle, () => undefined, table) };
    await checkFooter(unwatched);
    const metadata = await parquetMetadataAsync(buffer);
    checkSize(metadata);
    for (const group of metadata.row_groups) {
      await checkRowGroup(group, metadata.schema, unwatched, compressors);
      const rows: unknown[] = await parquetReadObjects({
        file: buffer,
        // For each of its calls the library walks over all row groups.
        metadata: { ...metadata, row_groups: [group] },
        rowEnd: Number(group.num_rows),
        compressors,
      });
      yield* linesOf(rows);
    }
  } catch (error) {
    // The library fails on unexpected input with messages about its own code.
    throw error instanceof TypeError || error instanceof RangeError
      ? new Error('the Parquet table is damaged', { cause: error })
      : error;
  } finally {
    table.isClosed = true;
    await handle.close();
  }
}

/**
 * The library may continue reading pages after it has failed on one: nobody waits for these, and their errors do not matter.
 */
interface TableFile {
  isClosed: boolean;
}

const NEVER = new Promise<never>(() => undefined);

function sliceReader(
  handle: FileHandle,
  onBytes: BytesRead,
  table: TableFile,
): (start: number, end?: number) => Promise<ArrayBuffer> {
  const read = async (start: number, end?: number): Promise<ArrayBuffer> => {
    const size = (await handle.stat()).size;
    const from = start < 0 ? size + start : start;
    const bytes = new Uint8Array(Math.max(0, (end ?? size) - from));
    await handle.read(bytes, 0, bytes.length, from);
    onBytes(bytes.length);
    return bytes.buffer;
  };
  return (start, end) =>
    read(start, end).catch((error: unknown) => {
      if (table.isClosed) return NEVER;
      throw error;
    });
}

function* linesOf(rows: readonly unknown[]): Generator<Buffer> {
  let text = '';
  for (const row of rows) {
    text += `${JSON.stringify(row, plain)}\n`;
    if (text.length < BLOCK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** Numbers that JSON cannot express become text, bytes their length. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  return value instanceof Uint8Array ? `<${value.length} bytes>` : value;
}
