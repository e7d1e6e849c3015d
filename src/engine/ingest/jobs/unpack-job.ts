import { readBlocks } from '../../../reader/bytes/access/block-reader.ts';
import { changeSince } from '../../../reader/bytes/files/file-state.ts';
import { hasRestarts } from '../../../reader/bytes/compression/gzip-reader.ts';
import { GzipRestarts, type RestartPoint } from '../../../reader/bytes/compression/gzip-restarts.ts';
import type { Source } from '../../../reader/bytes/files/source.ts';
import { ChunkReader, type TextChunk } from '../../../reader/bytes/access/chunk-reader.ts';
import { reasonOf } from '../../../reader/bytes/files/system-error.ts';
import { seekText } from '../../../reader/bytes/access/seek-text.ts';
import type { ProgressBoard } from './progress-board.ts';

/**
 * Places to begin at when lines are read back: half a megabyte of the file apart, as long as there are no more than this many.
 * There are a few thousand lines, and what comes before each is unpacked; a place takes a third of a millisecond and 11 KB.
 */
export const scanRestarts = (): GzipRestarts => new GzipRestarts(1 << 19, 1 << 13);

/** The next chunk of the text of a source is to be unpacked. */
export interface UnpackJob {
  source: Source;
  /** Byte of the text at which it begins: 0, or the end of the one before. */
  start: number;
  /** Memory for twice the size of a chunk. */
  memory: SharedArrayBuffer;
}

/** As it crosses threads. */
export interface UnpackAnswer extends Omit<TextChunk, 'error'> {
  /** Bytes of the file that were read for it. */
  packedBytes: number;
  /** Why the text cannot be unpacked further. */
  error?: string;
  /** Where reading back can begin in the whole text; with its last chunk. */
  restarts?: RestartPoint[];
}

/** Unpacks sources, one after another. */
export class Unpacker {
  private reader: ChunkReader | undefined;
  private restarts: GzipRestarts | undefined;
  private packedBytes = 0;

  constructor(private readonly board: ProgressBoard) {}

  /** Never throws: what was unpacked before an error stands. */
  async run({ source, start, memory }: UnpackJob): Promise<UnpackAnswer> {
    this.packedBytes = 0;
    const stopped = (): boolean => {
      this.board.beat();
      return this.board.stopped;
    };
    try {
      if (start === 0) this.open(source);
      const { reader } = this;
      // A thread that took the place of another does not know the text before.
      if (reader?.position !== start) return { bytes: 0, kind: 'uncut', packedBytes: 0 };
      const { error, ...chunk } = await reader.readInto(Buffer.from(memory), stopped);
      if (chunk.kind !== 'more') await reader.close();
      return {
        ...chunk,
        packedBytes: this.packedBytes,
        ...(chunk.kind === 'last' && this.restarts && { restarts: this.restarts.points }),
        ...(error !== undefined && { error: reasonOf(error) }),
      };
    } catch (error) {
      return { bytes: 0, kind: 'last', packedBytes: this.packedBytes, error: reasonOf(error) };
    }
  }

  /** What is open is read no further. */
  async close(): Promise<void> {
    await this.reader?.close();
  }

  private open(source: Source): void {
    // Another file must not be taken for this one.
    const change = source.state && changeSince(source.file, source.state);
    if (change?.kind === 'lost') throw new Error(change.sentence);
    const onBytes = (bytes: number): void => {
      this.packedBytes += bytes;
      this.board.addBytes(bytes);
    };
    this.restarts = hasRestarts(source) ? scanRestarts() : undefined;
    const blocks = this.restarts ? seekText(source, 0, this.restarts, onBytes).blocks : readBlocks(source, 0, onBytes);
    this.reader = new ChunkReader(blocks);
  }
}
