import { open } from 'node:fs/promises';
import { readBlocks } from './block-reader.ts';
import { isSeekable, type Source } from './source.ts';

/** Bytes of the uncompressed text of a source. */
export interface ByteRef {
  offset: number;
  length: number;
}

/**
 * Reads a few lines back. Plain files are read at the offset; for compressed and UTF-16 sources the text is unpacked
 * once from the start up to the last wanted byte. What lies behind the end of the text is missing from the result.
 * @returns one buffer for each reference, in their order
 * @throws when the source can no longer be read
 */
export async function readLines(source: Source, refs: readonly ByteRef[]): Promise<Buffer[]> {
  return isSeekable(source) ? readAt(source.file, source.within?.start ?? 0, refs) : readThrough(source, refs);
}

async function readAt(file: string, start: number, refs: readonly ByteRef[]): Promise<Buffer[]> {
  const handle = await open(file, 'r');
  try {
    const lines: Buffer[] = [];
    for (const { offset, length } of refs) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start + offset);
      lines.push(buffer.subarray(0, bytesRead));
    }
    return lines;
  } finally {
    await handle.close();
  }
}

async function readThrough(source: Source, refs: readonly ByteRef[]): Promise<Buffer[]> {
  const wanted = refs.map(({ offset, length }) => ({ offset, end: offset + length, parts: [] as Buffer[] }));
  const order = [...wanted].sort((a, b) => a.offset - b.offset);
  let position = 0;
  let first = 0;
  for await (const block of readBlocks(source)) {
    const blockEnd = position + block.length;
    for (let index = first; index < order.length && order[index]!.offset < blockEnd; index++) {
      const { offset, end, parts } = order[index]!;
      // Copied: the block is reused by the reader.
      if (end > position) parts.push(Buffer.from(block.subarray(Math.max(0, offset - position), end - position)));
    }
    while (first < order.length && order[first]!.end <= blockEnd) first++;
    position = blockEnd;
    if (first === order.length) break;
  }
  return wanted.map(({ parts }) => Buffer.concat(parts));
}
