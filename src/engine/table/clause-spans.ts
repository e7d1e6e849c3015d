import type { StoredColumns } from '../../math/stored-columns.ts';
import { type CLAUSE, type ClauseColumns, type ClauseSpan, MAX_CLAUSES } from './clause-columns.ts';

/** Clauses that are held: 320 KB. */
const WINDOW = 1 << 16;
/** Texts elsewhere, one after the other, from which on what is held goes there. */
const MISSES = 32;

/**
 * The clauses of one text at a time, where those of a large log are in a file. Texts are mostly asked for in their order, so that memory
 * holds the clauses that come next; what is elsewhere is read by itself.
 */
export class ClauseSpans {
  private readonly window = columnsOf(WINDOW);
  private readonly single = columnsOf(MAX_CLAUSES);
  private first = 0;
  private end = 0;
  private misses = 0;

  constructor(private readonly stored: StoredColumns<typeof CLAUSE>) {}

  /** Of the text whose clauses stand from one place of all to before another. */
  fill(span: ClauseSpan, from: number, to: number): void {
    if (from < this.first || to > this.end) {
      const isNext = from >= this.end && from < this.end + WINDOW;
      if (!isNext && ++this.misses < MISSES) {
        this.stored.copy(from, to - from, this.single);
        Object.assign(span, this.single, { from: 0, to: to - from });
        return;
      }
      this.first = from;
      this.end = Math.min(from + WINDOW, this.stored.length);
      this.stored.copy(from, this.end - from, this.window);
    }
    this.misses = 0;
    span.hash = this.window.hash;
    span.letters = this.window.letters;
    span.from = from - this.first;
    span.to = to - this.first;
  }
}

const columnsOf = (length: number): ClauseColumns => ({
  hash: new Float64Array(length),
  letters: new Uint8Array(length),
});
