import { readBlocks } from '../access/block-reader.ts';
import { isSqlDump } from '../access/sql-dump.ts';
import { DEFAULT_LIMITS } from '../files/limits.ts';
import { isSeekable, type Source } from '../files/source.ts';
import { csvHeader } from './csv-header.ts';
import { RowFinder } from './dumps/row-finder.ts';
import { isJsonArray, SNIFFED_BYTES } from './json-array.ts';
import { namedRowsHeader } from './named-rows.ts';
import { yamlHeader } from './yaml-framer.ts';

/**
 * What has to come before a part of a source for the part to be read on its own: the names of a table's columns, the key of a
 * recording, or the statement that says which rows of a dump these are. Nothing for lines and arrays of JSON.
 */
export interface Preamble {
  /** The part with what has to come before it. `offset` is where it is in the text, no further than was read ahead to. */
  with(part: Buffer, offset: number): Buffer;
  /**
   * Reads ahead in a text whose parts are not all alike.
   * @throws when the source cannot be read
   */
  reach(offset: number): Promise<void>;
}

/**
 * Looks at the beginning of a source.
 * @throws when it cannot be read
 */
export async function preambleOf(source: Source): Promise<Preamble> {
  for await (const block of readBlocks(source)) {
    const head = block.subarray(0, SNIFFED_BYTES);
    if (isJsonArray(head)) break;
    if (isSqlDump(head)) return new DumpPreamble(source);
    const fixed = csvHeader(head) ?? yamlHeader(head) ?? namedRowsHeader(head);
    return fixed === undefined ? NO_PREAMBLE : fixedPreamble(Buffer.from(fixed));
  }
  return NO_PREAMBLE;
}

/** Of parts that can be read as they are. */
export const NO_PREAMBLE: Preamble = {
  with: (part) => part,
  reach: () => Promise.resolve(),
};

const fixedPreamble = (text: Buffer): Preamble => ({ ...NO_PREAMBLE, with: (part) => Buffer.concat([text, part]) });

/** Of rows of a dump: which table they are of stands before them, anywhere in the text. */
class DumpPreamble implements Preamble {
  private readonly finder: RowFinder;
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly source: Source) {
    this.finder = new RowFinder(source.limits ?? DEFAULT_LIMITS);
  }

  with(part: Buffer, offset: number): Buffer {
    return Buffer.concat([this.finder.before(offset, part), part]);
  }

  async reach(offset: number): Promise<void> {
    // One after another: each goes on where the one before has ended.
    const reading = this.reading.then(() => this.readTo(offset));
    this.reading = reading.catch(() => undefined);
    return reading;
  }

  private async readTo(offset: number): Promise<void> {
    const { finder, source } = this;
    if (finder.knows(offset)) return;
    // What is packed is read to its end, so that it is unpacked once.
    const wanted = isSeekable(source) ? offset : Infinity;
    for await (const block of readBlocks(source, finder.position)) {
      finder.push(block);
      if (finder.knows(wanted)) return;
    }
    finder.end();
  }
}
