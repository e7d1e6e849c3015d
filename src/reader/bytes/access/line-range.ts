import { LineIndex } from './line-index.ts';
import type { Source } from '../files/source.ts';
import { seekText } from './seek-text.ts';

/** One line of a log. */
export interface LogLine {
  /** From 1. */
  line: number;
  /** Where it begins in the uncompressed text. */
  offset: number;
  /** Its bytes without the line break, all of them, even where `bytes` is cut. */
  length: number;
  /** Its text, or the beginning of it. */
  bytes: Buffer;
}

export interface LineRangeOptions {
  /** Bytes that are kept of a line; default 1 MB. Longer ones are cut. */
  longest?: number;
  /** Bytes of all lines together after which no further line is given; default 64 MB. The first is always given. */
  most?: number;
  signal?: AbortSignal;
}

/**
 * Lines `from` to `to` of a log, both counted from 1 and inclusive; fewer where the log ends or `most` is reached.
 * A plain file is read from the mark before `from`, in a millisecond or two, and a gzip log that was read once from a point
 * before it, in some ten. Other texts are unpacked up to it. What is passed on the way is marked in the index, so that the
 * next jump into that part is short.
 * @throws when the log cannot be read, and the signal's reason when it is aborted
 */
export async function readLineRange(
  source: Source,
  index: LineIndex,
  from: number,
  to: number,
  options: LineRangeOptions = {},
): Promise<LogLine[]> {
  const range = new RangeReader(index, Math.max(1, from), to, options);
  if (to < range.from) return [];
  const start = index.locate(range.from);
  const { offset, blocks } = seekText(source, start.offset, index.restarts);
  // Text before the mark is passed over: its lines are not counted from here.
  let toPass = start.offset - offset;
  range.begin(start.line, start.offset);
  for await (const block of blocks) {
    options.signal?.throwIfAborted();
    const part = block.subarray(toPass);
    toPass -= block.length - part.length;
    if (part.length > 0 && !range.push(part)) return range.lines;
  }
  return range.end();
}

/**
 * Reads a log to its end and counts its lines, for a log that was not scanned: about four gigabytes a second where the
 * disk gives them.
 * @param onBytes told how many bytes left the disk
 * @throws when the log cannot be read, and the signal's reason when it is aborted
 */
export async function indexLines(
  source: Source,
  { signal, onBytes }: { signal?: AbortSignal; onBytes?: (bytes: number) => void } = {},
): Promise<LineIndex> {
  const index = new LineIndex();
  const range = new RangeReader(index, Infinity, Infinity, {});
  range.begin(1, 0);
  for await (const block of seekText(source, 0, index.restarts, onBytes).blocks) {
    signal?.throwIfAborted();
    range.push(block);
  }
  range.end();
  return index;
}

const MAX_LINE_BYTES = 1 << 20;
const MAX_BYTES = 64 << 20;

/** Cuts blocks into lines, keeps the wanted ones and marks the others. */
class RangeReader {
  readonly lines: LogLine[] = [];
  private readonly longest: number;
  private readonly most: number;
  private line = 1;
  /** Where the current line and the next block begin. */
  private lineStart = 0;
  private position = 0;
  private parts: Buffer[] = [];
  private kept = 0;
  private total = 0;

  constructor(
    private readonly index: LineIndex,
    readonly from: number,
    private readonly to: number,
    { longest = MAX_LINE_BYTES, most = MAX_BYTES }: LineRangeOptions,
  ) {
    this.longest = longest;
    this.most = most;
  }

  begin(line: number, offset: number): void {
    this.line = line;
    this.lineStart = this.position = offset;
  }

  /** @returns false when no more is wanted */
  push(block: Buffer): boolean {
    let at = 0;
    for (let end = block.indexOf(10); end >= 0; end = block.indexOf(10, at)) {
      if (this.line >= this.from) {
        this.keep(block, at, end);
        this.emit(this.position + end);
        if (this.line >= this.to || this.total >= this.most) return false;
      }
      this.line++;
      at = end + 1;
      this.lineStart = this.position + at;
    }
    // One mark per block is enough: marks are a block apart.
    if (at > 0) this.index.mark(this.line, this.lineStart);
    if (this.line >= this.from) this.keep(block, at, block.length);
    this.position += block.length;
    return true;
  }

  /** The text has ended: the last line needs no line break. */
  end(): LogLine[] {
    const isOpen = this.position > this.lineStart;
    this.index.lines = isOpen ? this.line : this.line - 1;
    if (isOpen && this.line >= this.from) this.emit(this.position);
    return this.lines;
  }

  private keep(block: Buffer, from: number, to: number): void {
    const part = block.subarray(from, Math.min(to, from + this.longest - this.kept));
    if (part.length === 0) return;
    // Copied, because the reader reuses its blocks.
    this.parts.push(Buffer.from(part));
    this.kept += part.length;
  }

  private emit(end: number): void {
    const { line, lineStart: offset } = this;
    this.lines.push({ line, offset, length: end - offset, bytes: Buffer.concat(this.parts) });
    this.total += this.kept;
    this.parts = [];
    this.kept = 0;
  }
}
