/** Bytes of a file, block by block, as they are on the disk. */
import { closeSync, fstatSync, read, readSync } from 'node:fs';
import { openNow } from './file-head.ts';

/**
 * Size of a block read from disk. Measured on a warm 385 MB file: 256 KB to 4 MB are equally fast, larger blocks
 * leave the processor cache.
 */
export const BLOCK_BYTES = 1 << 20;

/** A file of fewer bytes is read on this thread: to be told by another that a few kilobytes are there takes much longer. */
const SMALL_BYTES = 16 << 10;

/** Counts bytes as they leave the disk, for progress. */
export type BytesRead = (bytes: number) => void;

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
  const descriptor = openNow(file);
  let position = start;
  let ahead: Promise<Buffer> | undefined;
  try {
    const facts = fstatSync(descriptor);
    const rest = facts.isFile() ? facts.size - start : 0;
    if (rest > 0 && rest < SMALL_BYTES) {
      const all = readSmall(descriptor, start, end);
      position += all.length;
      onBytes(all.length);
      if (all.length > 0) yield all;
      // Only a file that grows meanwhile fills so much.
      if (all.length < SMALL_BYTES) return;
    }
    const room = rest > 0 ? Math.min(blockBytes, Math.max(SMALL_BYTES, rest)) : blockBytes;
    const buffers = [Buffer.allocUnsafeSlow(room), Buffer.allocUnsafeSlow(room)] as const;
    ahead = readBlock(descriptor, buffers[0], position, end);
    for (let turn = 1; ; turn ^= 1) {
      const block: Buffer = await ahead;
      if (block.length === 0) return;
      position += block.length;
      onBytes(block.length);
      ahead = readBlock(descriptor, turn === 1 ? buffers[1] : buffers[0], position, end);
      yield block;
    }
  } finally {
    // The read ahead must land before its file is closed; its error, if any, no longer matters.
    await ahead?.catch(ignore);
    closeSync(descriptor);
  }
}

/** Reads to the end of a file, or so much that it is no small one. */
function readSmall(descriptor: number, start: number, end: number): Buffer {
  const room = Buffer.allocUnsafe(Math.max(0, Math.min(SMALL_BYTES, end - start)));
  for (let used = 0; ;) {
    const bytes = used < room.length ? readSync(descriptor, room, used, room.length - used, start + used) : 0;
    if (bytes === 0) return room.subarray(0, used);
    used += bytes;
  }
}

function readBlock(descriptor: number, into: Buffer, position: number, end: number): Promise<Buffer> {
  const wanted = Math.max(0, Math.min(into.length, end - position));
  if (wanted === 0) return Promise.resolve(into.subarray(0, 0));
  return new Promise((resolve, reject) => {
    read(descriptor, into, 0, wanted, position, (error, bytes) => {
      if (error) reject(error);
      else resolve(into.subarray(0, bytes));
    });
  });
}

function ignore(): void {
  // Nobody wants to know.
}
