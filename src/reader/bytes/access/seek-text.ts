import { readBlocks } from './block-reader.ts';
import { type BytesRead, readFileBlocks } from '../files/file-blocks.ts';
import { hasRestarts, readGzipFrom, unpackGzip } from '../compression/gzip-reader.ts';
import type { GzipRestarts } from '../compression/gzip-restarts.ts';
import { DEFAULT_LIMITS, withinRatio } from '../files/limits.ts';
import { isSeekable, type Source } from '../files/source.ts';

/** Text from a byte on. */
export interface SeekResult {
  /** Where `blocks` begin: at the byte that was asked for, or before it. */
  offset: number;
  /** As `readBlocks` gives them: each is valid until the next one is asked for. */
  blocks: AsyncIterable<Buffer>;
}

/**
 * The text of a log from a byte on, or from a place before it where reading can begin: at the byte for plain files, at a
 * point that is known for gzip, at the start for all others. A gzip log that is read from its start leaves points.
 * @throws while blocks are read: see `readBlocks`
 */
export function seekText(source: Source, offset: number, restarts: GzipRestarts, onBytes?: BytesRead): SeekResult {
  if (isSeekable(source)) return { offset, blocks: readBlocks(source, offset, onBytes) };
  if (!hasRestarts(source)) return { offset: 0, blocks: readBlocks(source, 0, onBytes) };
  if (restarts.before(offset) !== undefined) {
    const { offset: begin, text } = readGzipFrom(source, restarts, offset);
    return { offset: begin, blocks: text };
  }
  const text = unpackGzip(readFileBlocks(source.file, 0, onBytes), restarts);
  return { offset: 0, blocks: withinRatio(text, source.size, source.limits ?? DEFAULT_LIMITS) };
}
