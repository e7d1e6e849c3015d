import { firstCut, isJsonLines, PROBE_BYTES } from './split-points.ts';

/** What was read of a text in one go: this many bytes of whole lines, at the start of the memory that was given. */
export interface TextChunk {
  bytes: number;
  /**
   * - `more`: the next chunk begins after it.
   * - `last`: the text ends with it, cannot be unpacked further, or reading was stopped.
   * - `uncut`: nothing was given, there is no place to cut. The text is to be read from here to its end by one reader.
   */
  kind: 'more' | 'last' | 'uncut';
  /** Why the text cannot be unpacked further. */
  error?: unknown;
}

/**
 * Reads a text that can only be read from its start, chunk by chunk, so that one thread unpacks it and others parse it. Cuts
 * depend only on the text and the chunk size: they are made before the first line with an object that begins after that size,
 * if there is one before twice the size.
 */
export class ChunkReader {
  /** Byte of the text at which the next chunk begins. */
  position = 0;
  private readonly blocks: AsyncIterator<Buffer>;
  /** What came after the last cut: the rest of the block that was read last. */
  private carried: Buffer = NOTHING;
  private block: Buffer = NOTHING;

  /** @param blocks the text; each block is valid until the next one is asked for */
  constructor(blocks: AsyncIterable<Buffer>) {
    this.blocks = blocks[Symbol.asyncIterator]();
  }

  /**
   * @param into memory for the text; half of it is the size of chunks
   * @param stopped asked between blocks; true ends the text there
   */
  async readInto(into: Buffer, stopped: () => boolean): Promise<TextChunk> {
    const size = into.length / 2;
    let used = this.carried.copy(into);
    this.carried = NOTHING;
    for (let looked = size - 1; ;) {
      const taken = this.block.copy(into, used);
      this.block = this.block.subarray(taken);
      used += taken;
      if (used > size) {
        const found = firstCut(into.subarray(0, used), looked);
        if (this.position === 0 && !isJsonLines(into.subarray(0, Math.min(PROBE_BYTES, size)))) return UNCUT;
        if (found >= 0) return this.cut(into, found + 1, used);
        if (used === into.length) return UNCUT;
        looked = used - 1;
      }
      if (this.block.length > 0) continue;
      try {
        const next = stopped() ? OVER : await this.blocks.next();
        if (next.done === true) return this.last(used);
        this.block = next.value;
      } catch (error) {
        return { ...this.last(used), error };
      }
    }
  }

  async close(): Promise<void> {
    await this.blocks.return?.();
  }

  private cut(into: Buffer, end: number, used: number): TextChunk {
    this.carried = Buffer.from(into.subarray(end, used));
    return this.give(end, 'more');
  }

  /** A text of one chunk is read as a whole: it may be of any kind. */
  private last(used: number): TextChunk {
    return this.position === 0 ? UNCUT : this.give(used, 'last');
  }

  private give(bytes: number, kind: 'more' | 'last'): TextChunk {
    this.position += bytes;
    return { bytes, kind };
  }
}

const NOTHING = Buffer.alloc(0);
const OVER = { done: true } as const;
const UNCUT: TextChunk = { bytes: 0, kind: 'uncut' };
