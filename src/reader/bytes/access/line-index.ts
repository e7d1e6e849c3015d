/** Where a line begins: its number from 1, and a byte of the uncompressed text. */
interface LineStart {
  line: number;
  offset: number;
}

/**
 * Distance between two marks in bytes of text. Reading a mark's chunk takes a millisecond from a plain file, and 40 GB of log
 * need 40,000 marks of 16 bytes.
 */
const MARK_STEP = 1 << 20;

/**
 * Says from which byte to read on to come to a line: where a line begins about once a megabyte. A text is read to its end once;
 * after that line 12,000,000 of 40 GB is a jump to a mark and one megabyte of reading away.
 */
export class LineIndex {
  private readonly marks: LineStart[] = [{ line: 1, offset: 0 }];

  constructor(private readonly step = MARK_STEP) {}

  /**
   * Records where a line begins. It is kept if it is at least a step after the last mark; anything closer costs only a
   * comparison.
   */
  mark(line: number, offset: number): void {
    const last = this.marks.at(-1)!;
    if (offset >= last.offset + this.step && line > last.line) this.marks.push({ line, offset });
  }

  /** The last mark at or before a line. */
  locate(line: number): LineStart {
    return this.before((mark) => mark.line <= line);
  }

  /** The last mark at or before a byte. */
  locateOffset(offset: number): LineStart {
    return this.before((mark) => mark.offset <= offset);
  }

  private before(fits: (mark: LineStart) => boolean): LineStart {
    let low = 0;
    let high = this.marks.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (fits(this.marks[middle]!)) low = middle;
      else high = middle;
    }
    return this.marks[low]!;
  }
}
