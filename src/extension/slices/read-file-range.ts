import { detectSource, isRefusal } from '../../reader/bytes/sources/detect.ts';
import { GzipRestarts } from '../../reader/bytes/compression/gzip-restarts.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import { seekText } from '../../reader/bytes/access/seek-text.ts';

/** Bytes of the uncompressed text, `end` exclusive; null for the end of the file. */
export interface FileRange {
  file: string;
  offset: number;
  end: number | null;
}

export interface RangeText {
  bytes: Buffer;
  /** True when the span is longer than the limit and was cut. */
  cut: boolean;
}

/**
 * Reads a part of a log, at most `limit` bytes. A plain log is read from the middle; a compressed one is unpacked from
 * its start, a block at a time, so memory stays at the size of the span. A gzip log is unpacked from its start once: later
 * spans are reached from points that were found then.
 * @throws a sentence when the file cannot be read, and the signal's reason when it is aborted
 */
export async function readFileRange(range: FileRange, limit: number, signal?: AbortSignal): Promise<RangeText> {
  const source = await detectSource(range.file);
  if (isRefusal(source)) throw new Error(`${range.file}: ${source.error}`);
  const wanted = Math.min((range.end ?? Infinity) - range.offset, limit);
  const parts: Buffer[] = [];
  let taken = 0;
  const { offset: start, blocks } = seekText(source, range.offset, restartsOf(source));
  let position = start;
  let more = false;
  for await (const block of blocks) {
    signal?.throwIfAborted();
    const from = Math.max(0, range.offset - position);
    position += block.length;
    if (from >= block.length) continue;
    // The reader uses its blocks again: keep a copy.
    const part = Buffer.from(block.subarray(from, from + wanted - taken));
    parts.push(part);
    taken += part.length;
    more = from + part.length < block.length;
    if (taken >= wanted) break;
  }
  const cut = taken >= limit && (range.end === null ? more : range.end - range.offset > limit);
  return { bytes: Buffer.concat(parts), cut };
}

/** Logs whose points are kept: some 16 MB each at most. */
const MAX_CACHED_LOGS = 4;

const kept = new Map<string, GzipRestarts>();

/** Points of a log as it is on disk now. */
function restartsOf({ file, size, state }: Source): GzipRestarts {
  const key = `${file}\0${size}\0${state?.modifiedMs}\0${state?.inode}`;
  const restarts = kept.get(key) ?? new GzipRestarts();
  kept.delete(key);
  kept.set(key, restarts);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_CACHED_LOGS) break;
    kept.delete(oldest);
  }
  return restarts;
}
