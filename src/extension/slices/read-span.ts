import { detectSource, isRefusal } from '../../core/bytes/detect.ts';
import { readBlocks } from '../../core/bytes/block-reader.ts';
import { isSeekable } from '../../core/bytes/source.ts';

/** Bytes of the uncompressed text, `end` exclusive; null for the end of the file. */
export interface Span {
  file: string;
  offset: number;
  end: number | null;
}

export interface SpanText {
  bytes: Buffer;
  /** True when the span is longer than the limit and was cut. */
  cut: boolean;
}

/**
 * Reads a part of a log, at most `limit` bytes. A plain log is read from the middle; a compressed one is unpacked from
 * its start, a block at a time, so memory stays at the size of the span.
 * @throws a sentence when the file cannot be read, and the signal's reason when it is aborted
 */
export async function readSpan(span: Span, limit: number, signal?: AbortSignal): Promise<SpanText> {
  const source = await detectSource(span.file);
  if (isRefusal(source)) throw new Error(`${span.file}: ${source.error}`);
  const start = isSeekable(source) ? span.offset : 0;
  const wanted = Math.min((span.end ?? Infinity) - span.offset, limit);
  const parts: Buffer[] = [];
  let taken = 0;
  let position = start;
  let more = false;
  for await (const block of readBlocks(source, start)) {
    signal?.throwIfAborted();
    const from = Math.max(0, span.offset - position);
    position += block.length;
    if (from >= block.length) continue;
    // The reader uses its blocks again: keep a copy.
    const part = Buffer.from(block.subarray(from, from + wanted - taken));
    parts.push(part);
    taken += part.length;
    more = from + part.length < block.length;
    if (taken >= wanted) break;
  }
  const cut = taken >= limit && (span.end === null ? more : span.end - span.offset > limit);
  return { bytes: Buffer.concat(parts), cut };
}
