import { open } from 'node:fs/promises';
import { readBlocks } from './block-reader.ts';
import { isSeekable, type Source } from './source.ts';

/** Bytes of the uncompressed text of a source. */
export interface ByteRef {
  offset: number;
  length: number;
}

/**
 * Reads a few lines back, one after the other, so that only one of them need be held. Plain files are read at the offset;
 * for compressed and UTF-16 sources the text is unpacked once from the start up to the last wanted byte. What lies behind
 * the end of the text is missing from the line.
 * @param take gets each line once, with its number among the references; in the order of their offsets
 * @param onBlock called after each block that is unpacked on the way
 * @throws when the source can no longer be read
 */
export async function eachLine(
  source: Source,
  refs: readonly ByteRef[],
  take: (line: Buffer, ref: number) => void,
  onBlock: () => void = () => undefined,
): Promise<void> {
  const order = refs.map((ref, number) => ({ ...ref, number })).sort((a, b) => a.offset - b.offset);
  if (isSeekable(source)) await readAt(source.file, source.within?.start ?? 0, order, take);
  else await readThrough(source, order, take, onBlock);
}

/** The same, with all lines at once in the order of the references. */
export async function readLines(source: Source, refs: readonly ByteRef[]): Promise<Buffer[]> {
  const lines: Buffer[] = refs.map(() => Buffer.alloc(0));
  await eachLine(source, refs, (line, ref) => (lines[ref] = line));
  return lines;
}

interface NumberedRef extends ByteRef {
  number: number;
}

async function readAt(
  file: string,
  start: number,
  order: readonly NumberedRef[],
  take: (line: Buffer, ref: number) => void,
): Promise<void> {
  const handle = await open(file, 'r');
  try {
    for (const { offset, length, number } of order) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start + offset);
      take(buffer.subarray(0, bytesRead), number);
    }
  } finally {
    await handle.close();
  }
}

async function readThrough(
  source: Source,
  order: readonly NumberedRef[],
  take: (line: Buffer, ref: number) => void,
  onBlock: () => void,
): Promise<void> {
  const parts: Buffer[][] = order.map(() => []);
  let position = 0;
  let first = 0;
  const next = (): void => {
    take(Buffer.concat(parts[first]!), order[first]!.number);
    parts[first++] = [];
  };
  for await (const block of readBlocks(source)) {
    const blockEnd = position + block.length;
    for (let index = first; index < order.length && order[index]!.offset < blockEnd; index++) {
      const { offset, length } = order[index]!;
      // Copied: the block is reused by the reader.
      const part = block.subarray(Math.max(0, offset - position), Math.max(0, offset + length - position));
      if (part.length > 0) parts[index]!.push(Buffer.from(part));
    }
    while (first < order.length && order[first]!.offset + order[first]!.length <= blockEnd) next();
    position = blockEnd;
    onBlock();
    if (first === order.length) break;
  }
  while (first < order.length) next();
}
