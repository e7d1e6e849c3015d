import type { GzipRestarts } from '../../reader/bytes/compression/gzip-restarts.ts';
import { LineIndex } from '../../reader/bytes/access/line-index.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import { seekText } from '../../reader/bytes/access/seek-text.ts';
import type { TextBytes } from './text-bytes.ts';

const BREAK = 0x0a;
/** Milliseconds between two reports of how far counting is. */
const PACE_MS = 100;

/**
 * Counts the lines of a log from its start and marks places, so that a line and a byte lead to each other. What is not
 * counted yet has no line number: nothing here guesses.
 */
export class LineCounter {
  /** Lines that begin in what is counted, and the bytes of the text that are. */
  lines = 0;
  bytes = 0;
  complete = false;
  private readonly index = new LineIndex();
  /** Where the line begins that is being read. */
  private start = 0;

  constructor(
    private readonly source: Source,
    private readonly text: TextBytes,
    /** Where a gzip log can be read from: found while it is counted. */
    private readonly restarts: GzipRestarts,
  ) {}

  /** Counts to the end of the text: all of it at first, later what was added. */
  async run(tell: () => void, stopped: () => boolean): Promise<void> {
    this.complete = false;
    let told = Date.now();
    const { offset, blocks } = seekText(this.source, this.bytes, this.restarts);
    let toPass = this.bytes - offset;
    for await (const block of blocks) {
      if (stopped()) return;
      const part = block.subarray(toPass);
      toPass -= block.length - part.length;
      this.push(part);
      if (Date.now() - told < PACE_MS) continue;
      told = Date.now();
      tell();
    }
    this.complete = true;
    tell();
  }

  /** Byte at which a counted line begins. */
  async offsetOf(line: number): Promise<number> {
    const mark = this.index.locate(line);
    let at = mark.offset;
    let passed = mark.line;
    while (passed < line) {
      const bytes = await this.text.read(at, 1 << 20);
      if (bytes.length === 0) break;
      let end = bytes.indexOf(BREAK);
      while (end >= 0 && ++passed < line) end = bytes.indexOf(BREAK, end + 1);
      at += end < 0 ? bytes.length : end + 1;
    }
    return at;
  }

  /** Line that begins at a byte, or null when the lines before it are not counted. */
  async lineAt(offset: number): Promise<number | null> {
    if (offset >= this.bytes) return null;
    const mark = this.index.locateOffset(offset);
    let { line } = mark;
    for (let at = mark.offset; at < offset;) {
      const bytes = await this.text.read(at, Math.min(1 << 20, offset - at));
      if (bytes.length === 0) return null;
      for (let end = bytes.indexOf(BREAK); end >= 0; end = bytes.indexOf(BREAK, end + 1)) line++;
      at += bytes.length;
    }
    return line;
  }

  private push(block: Buffer): void {
    // A line begins at the first byte and after every break that has something after it.
    if (this.bytes === this.start && block.length > 0) this.lines++;
    for (let at = block.indexOf(BREAK); at >= 0; at = block.indexOf(BREAK, at + 1)) {
      this.start = this.bytes + at + 1;
      if (at + 1 < block.length) this.lines++;
    }
    this.bytes += block.length;
    if (this.start < this.bytes) this.index.mark(this.lines, this.start);
  }
}
