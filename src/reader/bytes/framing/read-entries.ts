import { MessagePieces } from './message-pieces.ts';
import { readBlocks } from '../access/block-reader.ts';
import { BLOCK_BYTES, type BytesRead } from '../files/file-blocks.ts';
import { type ByteRange, countLines, linesIn } from '../access/count-lines.ts';
import { CsvFramer } from './csv-framer.ts';
import { tableStart } from './csv-header.ts';
import { DumpFramer } from './dumps/dump-framer.ts';
import type { EntrySink } from './entry.ts';
import type { GzipRestarts } from '../compression/gzip-restarts.ts';
import { DEFAULT_LIMITS, type Limits } from '../files/limits.ts';
import { LineFramer } from './line-framer.ts';
import { LineSplitter } from './line-splitter.ts';
import { isSqlDump } from '../access/sql-dump.ts';
import { isSeekable, type Source } from '../files/source.ts';
import { seekText } from '../access/seek-text.ts';
import { isJsonArray, SNIFFED_BYTES } from './json-array.ts';
import { JsonArrayFramer } from './json-array-framer.ts';
import { NamedRows, namedRowsHeader } from './named-rows.ts';
import { YamlFramer, yamlHeader } from './yaml-framer.ts';

export interface ReadControl {
  onBytes: BytesRead;
  /** Asked between blocks, with the bytes of text so far, unpacked; true ends the reading early. */
  stopped: (textBytes: number) => boolean;
  /** Takes places to begin at when lines are read back, where the source has some. */
  restarts?: GzipRestarts;
}

/**
 * Gives the entries of a source, or of a byte range of a file of lines, to a sink.
 * Returns the number of lines seen. When stopped early, lines of a range that were not read are counted all the same:
 * the line numbers of the ranges after it depend on them.
 * @throws when the source cannot be read further; entries before that were given.
 */
export async function readEntries(
  source: Source,
  sink: EntrySink,
  control: ReadControl,
  range?: ByteRange,
): Promise<number> {
  return range === undefined ? readWhole(source, sink, control) : readRange(source, sink, control, range);
}

async function readWhole(source: Source, sink: EntrySink, control: ReadControl): Promise<number> {
  const framer = new SniffingFramer(sink, limitOf(source));
  let textBytes = 0;
  try {
    for await (const block of wholeText(source, control)) {
      if (control.stopped(textBytes)) return framer.lines;
      framer.push(block);
      textBytes += block.length;
    }
  } catch (error) {
    framer.end();
    throw error;
  }
  framer.end();
  return framer.lines;
}

function wholeText(source: Source, { restarts, onBytes }: ReadControl): AsyncIterable<Buffer> {
  return restarts ? seekText(source, 0, restarts, onBytes).blocks : readBlocks(source, 0, onBytes);
}

/** Gives the entries of a text that is all there. */
export function readTextEntries(text: Buffer, sink: EntrySink): void {
  const framer = framerOf(text.subarray(0, SNIFFED_BYTES), sink, DEFAULT_LIMITS.lineBytes);
  framer.push(text);
  framer.end();
}

/** Holds text back until there is enough to see how it is framed. */
export class SniffingFramer {
  private framer: BlockFramer | undefined;
  private head: Buffer[] = [];
  private headBytes = 0;

  /** @param limit longest line or value in bytes */
  constructor(
    private readonly sink: EntrySink,
    private readonly limit = DEFAULT_LIMITS.lineBytes,
  ) {}

  get lines(): number {
    return this.framer?.lines ?? 0;
  }

  push(block: Buffer): void {
    if (this.framer !== undefined) {
      this.framer.push(block);
      return;
    }
    this.head.push(Buffer.from(block));
    this.headBytes += block.length;
    if (this.headBytes >= SNIFFED_BYTES) this.framer = this.begin();
  }

  end(): void {
    this.framer ??= this.begin();
    this.framer.end();
  }

  private begin(): BlockFramer {
    const start = Buffer.concat(this.head);
    this.head = [];
    const framer = framerOf(start.subarray(0, SNIFFED_BYTES), this.sink, this.limit);
    framer.push(start);
    return framer;
  }
}

function limitOf({ limits = DEFAULT_LIMITS }: Source): number {
  return limits.lineBytes;
}

function framerOf(head: Buffer, sink: EntrySink, limit: number): BlockFramer {
  if (isJsonArray(head)) return new JsonArrayFramer(sink, limit);
  if (isSqlDump(head)) return new DumpFramer(sink, limit);
  const table = tableStart(head);
  if (table !== undefined) return new CsvFramer(sink, table, limit);
  if (yamlHeader(head) !== undefined) return new YamlFramer(sink);
  return lines(namedRowsHeader(head) === undefined ? sink : new NamedRows(sink), limit);
}

interface BlockFramer {
  readonly lines: number;
  push(block: Buffer): void;
  end(): void;
}

function lines(sink: EntrySink, limit: number): BlockFramer {
  const framer = new LineFramer(new MessagePieces(sink), limit);
  const splitter = new LineSplitter(framer, 0, Infinity, limit);
  return {
    get lines() {
      return framer.lines;
    },
    push: (block) => splitter.push(block),
    end: () => {
      splitter.end();
      framer.end();
    },
  };
}

async function readRange(source: Source, sink: EntrySink, control: ReadControl, range: ByteRange): Promise<number> {
  const limit = limitOf(source);
  const framer = new LineFramer(new MessagePieces(sink), limit);
  // Starting one byte early, the first line break found ends a line that belongs to the range before.
  const from = Math.max(0, range.start - 1);
  const canSeek = isSeekable(source);
  let position = canSeek ? from : 0;
  let splitter = range.start === 0 ? new LineSplitter(framer, 0, range.end, limit) : undefined;
  const blocks = canSeek ? readBlocks(source, position, control.onBytes) : wholeText(source, control);
  for await (const whole of blocks) {
    if (control.stopped(splitter === undefined ? 0 : splitter.nextLine - range.start)) {
      // Nothing comes after what is read of a packed text to its end.
      if (!canSeek) return framer.lines;
      const start = splitter === undefined ? range.start : splitter.nextLine;
      return framer.lines + (await countLines(source, { start, end: range.end }));
    }
    const block = whole.subarray(Math.max(0, from - position));
    position += whole.length - block.length;
    if (splitter !== undefined) {
      splitter.push(block);
    } else {
      const end = block.indexOf(0x0a);
      if (end >= 0) {
        splitter = new LineSplitter(framer, position + end + 1, range.end, limit);
        splitter.push(block.subarray(end + 1));
      }
    }
    position += block.length;
    if (splitter === undefined ? position >= range.end : !splitter.wantsMore) break;
  }
  splitter?.end();
  framer.end();
  return framer.lines;
}

/**
 * Gives the entries of whole lines to a sink. Returns the number of lines in them, read or not: see `readEntries`.
 * @param start where they are in the text of their source
 */
export function readChunkEntries(
  text: Buffer,
  sink: EntrySink,
  { onBytes, stopped }: ReadControl,
  start = 0,
  { lineBytes }: Limits = DEFAULT_LIMITS,
): number {
  const framer = new LineFramer(new MessagePieces(sink), lineBytes);
  const splitter = new LineSplitter(framer, start, Infinity, lineBytes);
  for (let at = 0; at < text.length; at += BLOCK_BYTES) {
    if (stopped(at)) return framer.lines + linesIn(text.subarray(splitter.nextLine - start));
    splitter.push(text.subarray(at, at + BLOCK_BYTES));
    // They left the disk when the text was unpacked.
    onBytes(0);
  }
  splitter.end();
  framer.end();
  return framer.lines;
}
