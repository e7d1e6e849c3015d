import type { FileHandle } from 'node:fs/promises';
import { DEFAULT_LIMITS, withinRatio } from '../files/limits.ts';
import type { Source } from '../files/source.ts';
import { decompress } from '../compression/decompress.ts';
import { openFile } from '../files/file-state.ts';
import { toUtf8 } from '../containers/utf16.ts';

/**
 * Size of a block read from disk. Measured on a warm 385 MB file: 256 KB to 4 MB are equally fast, larger blocks
 * leave the processor cache.
 */
export const BLOCK_BYTES = 1 << 20;

/** Counts bytes as they leave the disk, for progress. */
export type BytesRead = (bytes: number) => void;

/**
 * The uncompressed text of a source as UTF-8, block by block, reading one block ahead of the consumer.
 * A block is only valid until the next one is asked for. A source that can be read from the middle may start at a byte.
 * @throws when the file cannot be read or its compressed data is damaged; blocks before that were good.
 */
export async function* readBlocks(source: Source, start = 0, onBytes: BytesRead = ignore): AsyncGenerator<Buffer> {
  const raw = await rawBlocks(source, start, onBytes);
  const unpacked = source.compression === 'none' ? raw : decompress(raw, source.compression);
  const text = isPacked(source) ? withinRatio(unpacked, source.size, source.limits ?? DEFAULT_LIMITS) : unpacked;
  yield* source.encoding === 'utf8' ? text : toUtf8(text, source.encoding);
}

/** True when the text may be much longer than what is on disk. A tar archive has been unpacked by then. */
function isPacked({ compression, container }: Source): boolean {
  return compression !== 'none' || container === 'zip' || container === 'parquet';
}

/** What the container holds. The readers of archives and tables are loaded when the first of them is read. */
async function rawBlocks(source: Source, start: number, onBytes: BytesRead): Promise<AsyncIterable<Buffer>> {
  const { file, within } = source;
  switch (source.container) {
    case 'parquet':
      return (await import('../containers/parquet-text.ts')).readParquetText(file, onBytes);
    case 'zip':
      return (await import('../containers/zip-archive.ts')).readZipMember(file, source.member ?? '', onBytes);
    case 'tar':
    case 'file':
      if (source.packed !== undefined) {
        return slice(decompress(readFileBlocks(file, 0, onBytes), source.packed), within?.start, within?.end);
      }
      return readFileBlocks(file, (within?.start ?? 0) + start, onBytes, within?.end);
  }
}

/**
 * Reads a file into two buffers in turn: one is filled while the consumer works on the other.
 * @param blockBytes size of a block: smaller where little is wanted
 */
export async function* readFileBlocks(
  file: string,
  start: number,
  onBytes: BytesRead = ignore,
  end = Infinity,
  blockBytes = BLOCK_BYTES,
): AsyncGenerator<Buffer> {
  const handle = await openFile(file);
  let position = start;
  let ahead: Promise<Buffer> | undefined;
  try {
    const buffers = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)] as const;
    ahead = readBlock(handle, buffers[0], position, end);
    for (let turn = 1; ; turn ^= 1) {
      const block: Buffer = await ahead;
      if (block.length === 0) return;
      position += block.length;
      onBytes(block.length);
      ahead = readBlock(handle, turn === 1 ? buffers[1] : buffers[0], position, end);
      yield block;
    }
  } finally {
    // The read ahead must land before its file is closed; its error, if any, no longer matters.
    await ahead?.catch(ignore);
    await handle.close();
  }
}

async function readBlock(handle: FileHandle, into: Buffer, position: number, end: number): Promise<Buffer> {
  const wanted = Math.max(0, Math.min(into.length, end - position));
  if (wanted === 0) return into.subarray(0, 0);
  const { bytesRead } = await handle.read(into, 0, wanted, position);
  return into.subarray(0, bytesRead);
}

/** Bytes `start` to `end` of a text. */
async function* slice(text: AsyncIterable<Buffer>, start = 0, end = Infinity): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const block of text) {
    const part = block.subarray(Math.max(0, start - position), Math.max(0, end - position));
    position += block.length;
    if (part.length > 0) yield part;
    if (position >= end) return;
  }
}

function ignore(): void {
  // Nobody wants to know.
}
