import type { FileHandle } from 'node:fs/promises';
import { BEFORE_CUT, firstCut, isJsonLines, PROBE_BYTES } from '../../../reader/bytes/access/split-points.ts';
import { openFile } from '../../../reader/bytes/files/file-head.ts';
import { isSeekable, type Source } from '../../../reader/bytes/files/source.ts';
import type { MappingProfile } from '../../../reader/mapping/mapping-profile.ts';
import type { ReadJob } from './read-job.ts';

/**
 * Size of the ranges a large file is cut into. Fixed, so that the cuts, and with them the report, depend neither on the number
 * of workers nor on what is added to the file later. A worker takes about a fifth of a second for 32 MB.
 */
const RANGE_BYTES = 32 << 20;

/**
 * Further into a file ranges are larger, a sixty-fourth to a thirty-second of what comes before, up to four times the size:
 * accounts and texts that occur in many ranges are read, moved and looked up again for each. This saves 6% of the time for 10
 * GB.
 */
const PARTS = 32;
const MAX_RANGE_FACTOR = 4;

/** Text that is looked at in one step for a line to cut before. */
const STEP_BYTES = 64 << 10;

/** Cuts sources into jobs, in the order of the sources and of the bytes in them. */
export async function planJobs(
  sources: readonly Source[],
  mappings: readonly MappingProfile[] = [],
  rangeBytes = RANGE_BYTES,
): Promise<ReadJob[]> {
  const jobs: ReadJob[] = [];
  const bytes = sources.reduce((sum, { size }) => sum + size, 0);
  for (const [number, source] of sources.entries()) {
    const cuts = source.size <= rangeBytes || !isSeekable(source) ? [] : await cutsOf(source, rangeBytes);
    if (cuts.length === 0) {
      jobs.push({
        number,
        source,
        mappings,
        ...(isChunked(source, bytes, rangeBytes) && { chunkBytes: rangeBytes }),
      });
      continue;
    }
    // The last range has no end: a log may grow while it is read.
    for (const [index, start] of [0, ...cuts].entries()) {
      jobs.push({ number, source, mappings, range: { start, end: cuts[index] ?? Infinity } });
    }
  }
  return jobs;
}

/**
 * True for a log that can only be read from its beginning and makes up half of everything: other readers would wait for the one
 * that has it. Small ones are done before it pays: logs pack to a quarter or less.
 */
function isChunked(source: Source, bytes: number, rangeBytes: number): boolean {
  return !isSeekable(source) && 2 * source.size >= Math.max(bytes, rangeBytes);
}

/** Where a file of one JSON value per line is cut. None for other files, and for one that cannot be read. */
async function cutsOf(source: Source, rangeBytes: number): Promise<number[]> {
  const handle = await openFile(source.file).catch(() => undefined);
  if (handle === undefined) return [];
  try {
    const text = new Text(handle, source);
    if (!isJsonLines(await text.read(0, PROBE_BYTES))) return [];
    const cuts: number[] = [];
    for (let at = rangeBytes; at < source.size; at += rangeBytes * timesAt(at / rangeBytes)) {
      const cut = await cutBehind(text, at, Math.min(at + rangeBytes, source.size));
      if (cut !== undefined && cut > (cuts.at(-1) ?? 0)) cuts.push(cut);
    }
    return cuts;
  } catch {
    return [];
  } finally {
    await handle.close();
  }
}

/** How many times the usual size the range is that begins so many usual ranges into a file. */
function timesAt(ranges: number): number {
  const doubled = Math.max(0, Math.floor(Math.log2(ranges / PARTS)));
  return Math.min(MAX_RANGE_FACTOR, 2 ** doubled);
}

/** The bytes of a source that can be read from the middle. */
class Text {
  private readonly start: number;
  private readonly size: number;

  constructor(
    private readonly handle: FileHandle,
    { within, size }: Source,
  ) {
    this.start = within?.start ?? 0;
    this.size = size;
  }

  async read(from: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.size - from));
    const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(wanted), 0, wanted, this.start + from);
    return buffer.subarray(0, bytesRead);
  }
}

/**
 * Start of the first line from `from` on that begins with a brace: a value that is written over several lines has its
 * other lines indented or beginning with a closing bracket, so no value is cut in two. Undefined when there is none.
 */
async function cutBehind(text: Text, from: number, to: number): Promise<number | undefined> {
  // A step starts with the last byte of the one before, which may be the line break.
  for (let at = from - 1; at < to; at += STEP_BYTES) {
    const start = Math.max(0, at - BEFORE_CUT);
    const block = await text.read(start, at - start + STEP_BYTES + 1);
    const found = firstCut(block, at - start);
    if (found >= 0) return start + found + 1;
    if (block.length <= at - start + 1) return undefined;
  }
  return undefined;
}
