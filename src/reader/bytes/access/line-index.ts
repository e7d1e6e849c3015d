import { GzipRestarts } from '../compression/gzip-restarts.ts';

/** Where a line begins: its number from 1, and a byte of the uncompressed text. */
export interface LineStart {
  line: number;
  offset: number;
}

/** An index as plain data, for `postMessage` and for disk: line and offset in turn. */
export interface PackedLineIndex {
  marks: Float64Array<ArrayBuffer>;
  /** Lines of the whole text; 0 while its end has not been seen. */
  lines: number;
}

/**
 * Distance between two marks in bytes of text. Reading a mark's chunk takes a millisecond from a plain file, and 40 GB of log
 * need 40,000 marks of 16 bytes.
 */
const MARK_STEP = 1 << 20;

/**
 * Says from which byte to read on to come to a line: where a line begins about once a megabyte. A text is read to its end
 * once, by a scan, by `indexLines` or by `readLineRange` as people move through it; after that line 12,000,000 of 40 GB is
 * a jump to a mark and one megabyte of reading away.
 *
 * - build: `mark(line, offset)` for lines in the order of the text, as often as is handy (all of them, or one a block);
 *   `LineIndex.ofRequests` takes them from columns of lines and offsets that a scan has anyway
 * - ask: `locate(line)` and `locateOffset(offset)` give the last mark at or before; both are binary searches
 * - read: `readLineRange(source, index, from, to)` of `line-range.ts` gives the lines themselves
 */
export class LineIndex {
  /** Lines of the whole text; 0 while its end has not been seen. */
  lines = 0;
  /** Where unpacking can begin, for a gzip log; found by whoever reads it from its start (see `seekText`). */
  readonly restarts = new GzipRestarts();
  private readonly marks: LineStart[] = [{ line: 1, offset: 0 }];

  constructor(private readonly step = MARK_STEP) {}

  /**
   * An index of places that a scan has found, ordered by offset; rows `from` to `to` (exclusive) of one file. Chunks without a
   * request have no mark, so lines in them are further from one.
   */
  static ofRequests(
    { line, offset }: { line: Uint32Array; offset: Float64Array },
    from: number,
    to: number,
    step?: number,
  ): LineIndex {
    const index = new LineIndex(step);
    for (let row = from; row < to; row++) index.mark(line[row]!, offset[row]!);
    return index;
  }

  static unpack({ marks, lines }: PackedLineIndex): LineIndex {
    const index = new LineIndex(0);
    for (let at = 2; at < marks.length; at += 2) index.mark(marks[at]!, marks[at + 1]!);
    index.lines = lines;
    return index;
  }

  pack(): PackedLineIndex {
    return { marks: Float64Array.from(this.marks.flatMap(({ line, offset }) => [line, offset])), lines: this.lines };
  }

  /** The furthest mark. */
  get last(): LineStart {
    return this.marks[this.marks.length - 1]!;
  }

  /**
   * Records where a line begins. It is kept if it is at least a step after the last mark; anything closer costs only a
   * comparison.
   */
  mark(line: number, offset: number): void {
    const { last } = this;
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
