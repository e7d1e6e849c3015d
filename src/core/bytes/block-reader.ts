import { open, type FileHandle } from 'node:fs/promises';
import type { Source } from './source.ts';
import { decompress } from './decompress.ts';
import { toUtf8 } from './utf16.ts';

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
  const raw = readFileBlocks(source.file, start, onBytes);
  const text = source.compression === 'none' ? raw : decompress(raw, source.compression);
  yield* source.encoding === 'utf8' ? text : toUtf8(text, source.encoding);
}

/** Reads a file into two buffers in turn: one is filled while the consumer works on the other. */
async function* readFileBlocks(file: string, start: number, onBytes: BytesRead): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r');
  let position = start;
  let ahead: Promise<Buffer> | undefined;
  try {
    const buffers = [Buffer.allocUnsafeSlow(BLOCK_BYTES), Buffer.allocUnsafeSlow(BLOCK_BYTES)] as const;
    ahead = readBlock(handle, buffers[0], position);
    for (let turn = 1; ; turn ^= 1) {
      const block: Buffer = await ahead;
      if (block.length === 0) return;
      position += block.length;
      onBytes(block.length);
      ahead = readBlock(handle, turn === 1 ? buffers[1] : buffers[0], position);
      yield block;
    }
  } finally {
    // The read ahead must land before its file is closed; its error, if any, no longer matters.
    await ahead?.catch(ignore);
    await handle.close();
  }
}

async function readBlock(handle: FileHandle, into: Buffer, position: number): Promise<Buffer> {
  const { bytesRead } = await handle.read(into, 0, into.length, position);
  return into.subarray(0, bytesRead);
}

function ignore(): void {
  // Nobody wants to know.
}
