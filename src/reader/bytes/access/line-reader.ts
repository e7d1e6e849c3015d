import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { readBlocks } from './block-reader.ts';
import { GzipRestarts } from '../compression/gzip-restarts.ts';
import { isSeekable, type Source } from '../files/source.ts';
import { seekText } from './seek-text.ts';

/** Bytes of the uncompressed text of a source. */
export interface ByteRef {
  offset: number;
  length: number;
}

/**
 * Reads a few lines back, one after another, so that only one of them need be held. Plain files are read at the offset;
 * for compressed and UTF-16 sources the text is unpacked once from the start up to the last wanted byte, and with `restarts`
 * only from the places before the lines. What lies after the end of the text is missing from the line.
 * @param take gets each line once, with its number among the references; in the order of their offsets. A line is only
 * valid until the next one
 * @param onBlock called after each block that is unpacked on the way
 * @throws when the source can no longer be read
 */
export async function eachLine(
  source: Source,
  refs: readonly ByteRef[],
  take: (line: Buffer, ref: number) => void,
  onBlock: () => void = () => undefined,
  restarts = new GzipRestarts(),
): Promise<void> {
  const order = refs.map((ref, number) => ({ ...ref, number })).sort((a, b) => a.offset - b.offset);
  if (isSeekable(source)) await readAt(source.file, source.within?.start ?? 0, order, take);
  else await readThrough(source, order, take, onBlock, restarts);
}

/** The same, with all lines at once in the order of the references. */
export async function readLines(source: Source, refs: readonly ByteRef[]): Promise<Buffer[]> {
  const lines: Buffer[] = refs.map(() => Buffer.alloc(0));
  await eachLine(source, refs, (line, ref) => (lines[ref] = Buffer.from(line)));
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
    let room = Buffer.alloc(0);
    for (const { offset, length, number } of order) {
      if (room.length < length) room = Buffer.allocUnsafeSlow(length);
      // Being told by another thread that a few kilobytes have arrived takes much longer than fetching them.
      const bytes = readSync(handle.fd, room, 0, length, start + offset);
      take(room.subarray(0, bytes), number);
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
  restarts: GzipRestarts,
): Promise<void> {
  const lines = new WantedLines(order, take);
  let goesOn = true;
  while (goesOn && lines.next !== undefined)
    goesOn = await readFrom(source, lines.next.offset, lines, onBlock, restarts);
  lines.end();
}

/** Reads on from a byte until another known place is closer to the next line. False at the end of the text. */
async function readFrom(
  source: Source,
  from: number,
  lines: WantedLines,
  onBlock: () => void,
  restarts: GzipRestarts,
): Promise<boolean> {
  const isMarked = restarts.before(from) !== undefined;
  const { offset: begin, blocks } = isMarked
    ? seekText(source, from, restarts)
    : { offset: 0, blocks: readBlocks(source) };
  let position = begin;
  for await (const block of blocks) {
    lines.push(block, position);
    position += block.length;
    onBlock();
    const { next } = lines;
    if (next === undefined || (restarts.before(next.offset)?.offset ?? 0) > position) return true;
  }
  return false;
}

/** Puts lines together from the blocks that they are in. */
class WantedLines {
  private readonly parts: Buffer[][];
  private first = 0;

  /** @param order lines by their offsets */
  constructor(
    private readonly order: readonly NumberedRef[],
    private readonly take: (line: Buffer, ref: number) => void,
  ) {
    this.parts = order.map(() => []);
  }

  /** The first line that is not whole yet. */
  get next(): NumberedRef | undefined {
    return this.order[this.first];
  }

  push(block: Buffer, position: number): void {
    const blockEnd = position + block.length;
    for (let index = this.first; index < this.order.length && this.order[index]!.offset < blockEnd; index++) {
      const { offset, length } = this.order[index]!;
      // Copied, because the reader reuses the block.
      const part = block.subarray(Math.max(0, offset - position), Math.max(0, offset + length - position));
      if (part.length > 0) this.parts[index]!.push(Buffer.from(part));
    }
    while (this.next !== undefined && this.next.offset + this.next.length <= blockEnd) this.giveFirst();
  }

  /** There is no more text. */
  end(): void {
    while (this.next !== undefined) this.giveFirst();
  }

  private giveFirst(): void {
    const at = this.first++;
    const line = Buffer.concat(this.parts[at]!);
    this.parts[at] = [];
    this.take(line, this.order[at]!.number);
  }
}
