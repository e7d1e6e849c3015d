import { DEFAULT_LIMITS } from '../files/limits.ts';

/** Bytes `start` to `end` of `bytes`, without the line break; `offset` is where they are in the text. */
export type OnLine = (bytes: Buffer, start: number, end: number, offset: number) => void;

export interface LineEvents {
  line: OnLine;
  /** A line over the limit; its bytes are gone. */
  longLine: (offset: number, length: number) => void;
}

/**
 * Cuts blocks into lines at `\n`. Lines are handed on as ranges of the block they came in; only a line that straddles
 * blocks is copied, once.
 */
export class LineSplitter {
  /** Offset of the first byte of the line that is being read. */
  private lineStart: number;
  private carried: Buffer[] = [];
  private carriedBytes = 0;
  private dropping = false;

  /**
   * @param offset where the first block starts in the text
   * @param stop lines that start here or later are left alone
   * @param limit longest line in bytes; a longer one is reported and passed over, the lines around it are read as usual
   */
  constructor(
    private readonly events: LineEvents,
    offset = 0,
    private readonly stop = Infinity,
    private readonly limit = DEFAULT_LIMITS.lineBytes,
  ) {
    this.lineStart = offset;
  }

  /** False when the next line starts at or after the stop: no more blocks are wanted. */
  get wantsMore(): boolean {
    return this.lineStart < this.stop;
  }

  /** Offset of the line that is read next. */
  get nextLine(): number {
    return this.lineStart;
  }

  push(block: Buffer): void {
    let at = 0;
    if (this.carriedBytes > 0 || this.dropping) at = this.finishCarried(block);
    while (this.wantsMore && at < block.length) {
      const end = block.indexOf(10, at);
      if (end < 0) return this.carry(block.subarray(at));
      if (end - at > this.limit) this.events.longLine(this.lineStart, end - at);
      else this.events.line(block, at, end, this.lineStart);
      this.lineStart += end - at + 1;
      at = end + 1;
    }
  }

  /** Hands on the last line when it has no line break. */
  end(): void {
    if (this.carriedBytes === 0 || !this.wantsMore) return;
    this.emitCarried();
  }

  private finishCarried(block: Buffer): number {
    const end = block.indexOf(10);
    if (end < 0) {
      this.carry(block);
      return block.length;
    }
    this.carry(block.subarray(0, end));
    this.emitCarried();
    return end + 1;
  }

  private carry(rest: Buffer): void {
    this.carriedBytes += rest.length;
    if (this.carriedBytes > this.limit) {
      this.dropping = true;
      this.carried = [];
    }
    if (!this.dropping) this.carried.push(Buffer.from(rest));
  }

  private emitCarried(): void {
    const length = this.carriedBytes;
    const offset = this.lineStart;
    const bytes = this.carried.length === 1 ? this.carried[0] : Buffer.concat(this.carried);
    const dropped = this.dropping;
    this.carried = [];
    this.carriedBytes = 0;
    this.dropping = false;
    this.lineStart = offset + length + 1;
    if (dropped || bytes === undefined) this.events.longLine(offset, length);
    else this.events.line(bytes, 0, length, offset);
  }
}
