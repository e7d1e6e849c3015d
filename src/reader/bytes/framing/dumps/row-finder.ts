import type { EntrySink } from '../entry.ts';
import type { Limits } from '../../files/limits.ts';
import { DumpFramer } from './dump-framer.ts';
import type { DumpRows } from './dump-tables.ts';
import type { Escaping } from './sql-scanner.ts';

/** Most times that the rows of a dump may be of another table than those before: real ones change a few hundred times. */
const MAX_CHANGES = 1 << 20;

interface Change {
  offset: number;
  rows: DumpRows;
  escaping: Escaping;
}

/** Finds out what stands where in a dump, so that a row of it can be read on its own. Reads no rows. */
export class RowFinder {
  private readonly framer: DumpFramer;
  private readonly changes: Change[] = [];
  private bytes = 0;
  private isOver = false;

  constructor(limits: Limits) {
    this.framer = new DumpFramer(NOBODY, limits.lineBytes, (rows, offset) => {
      const { escaping } = this.framer.quoting;
      const last = this.changes.at(-1);
      if (last?.escaping === escaping && rows.isLike(last.rows)) return;
      if (this.changes.length < MAX_CHANGES) this.changes.push({ offset, rows, escaping });
    });
  }

  /** Byte of the text up to which it was pushed. */
  get position(): number {
    return this.bytes;
  }

  /** True when it is known what stands at a byte of the text. */
  knows(offset: number): boolean {
    return this.isOver || this.framer.nextLine > offset;
  }

  push(block: Buffer): void {
    this.bytes += block.length;
    this.framer.push(block);
  }

  /** The text is at its end. */
  end(): void {
    this.isOver = true;
    this.framer.end();
  }

  /** What has to come before a row, or the line of its statement, that begins at a byte of the text. */
  before(offset: number, part: Buffer): Buffer {
    let [low, high] = [0, this.changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.changes[middle]!.offset <= offset) low = middle + 1;
      else high = middle;
    }
    const change = this.changes[low - 1];
    if (change === undefined) return NOTHING;
    const first = part.find((byte) => byte > 0x20);
    return change.rows.preamble(change.escaping, first);
  }
}

const NOTHING = Buffer.alloc(0);

const nothing = (): void => undefined;
const NOBODY: EntrySink = {
  wantsText: false,
  value: nothing,
  row: nothing,
  text: nothing,
  isText: () => false,
  skip: nothing,
  reject: nothing,
  end: nothing,
};
