import { open, type FileHandle } from 'node:fs/promises';
import type { GzipRestarts } from '../../reader/bytes/compression/gzip-restarts.ts';
import { isSeekable, type Source } from '../../reader/bytes/files/source.ts';
import { seekText } from '../../reader/bytes/access/seek-text.ts';

/** Bytes of the uncompressed text of a log, read at any place. */
export interface TextBytes {
  /** Length of the text in bytes; null while a compressed log has not been read to its end. */
  readonly length: number | null;
  /** The bytes from `offset` on: `length` of them, or fewer at the end of the text. */
  read(offset: number, length: number): Promise<Buffer>;
  /** The file may have grown. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** @param restarts where a gzip log can be read from, as far as it is known */
export function openText(source: Source, restarts: GzipRestarts): Promise<TextBytes> {
  return isSeekable(source) ? PlainText.open(source) : Promise.resolve(new PackedText(source, restarts));
}

/** A file that is the text: read where it is wanted. */
class PlainText implements TextBytes {
  private constructor(
    private readonly handle: FileHandle,
    private readonly within: { start: number; end: number } | undefined,
    public length: number,
  ) {}

  static async open(source: Source): Promise<PlainText> {
    const handle = await open(source.file, 'r');
    const { within } = source;
    return new PlainText(handle, within, within ? within.end - within.start : (await handle.stat()).size);
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.length - offset));
    const bytes = Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const at = (this.within?.start ?? 0) + offset + filled;
      const { bytesRead } = await this.handle.read(bytes, filled, wanted - filled, at);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }

  async refresh(): Promise<void> {
    if (this.within === undefined) this.length = (await this.handle.stat()).size;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

const PAGE_BYTES = 1 << 20;
/** Unpacked pages kept: going back over that many costs no unpacking from the start. */
const PAGES_KEPT = 64;

/**
 * A compressed log: unpacked from its start in pages. Going forward continues where the last page ended; going back
 * further than the pages kept begins again, for a gzip log at a point before the page as soon as one is known.
 */
class PackedText implements TextBytes {
  length: number | null = null;
  private readonly pages = new Map<number, Buffer>();
  private stream: AsyncIterator<Buffer> | undefined;
  /** Bytes of the stream before its first page. */
  private toPass = 0;
  /** Next page of the stream, and what of it is there. */
  private next = 0;
  private rest: Buffer = Buffer.alloc(0);
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: Source,
    private readonly restarts: GzipRestarts,
  ) {}

  read(offset: number, length: number): Promise<Buffer> {
    // One at a time: there is one stream.
    const reading = this.turn.then(() => this.readPages(offset, length));
    this.turn = reading.catch(() => undefined);
    return reading;
  }

  async refresh(): Promise<void> {
    // What is packed does not grow while it is looked at.
  }

  async close(): Promise<void> {
    await this.turn;
    await this.stream?.return?.();
  }

  private async readPages(offset: number, length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let at = offset; at < offset + length;) {
      const number = Math.floor(at / PAGE_BYTES);
      const page = await this.page(number);
      const from = at - number * PAGE_BYTES;
      const part = page.subarray(from, from + offset + length - at);
      if (part.length === 0) break;
      parts.push(part);
      at += part.length;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  private async page(number: number): Promise<Buffer> {
    const known = this.pages.get(number);
    if (known !== undefined) {
      this.pages.delete(number);
      this.pages.set(number, known);
      return known;
    }
    await this.seek(number);
    let page: Buffer = Buffer.alloc(0);
    while (this.next <= number) {
      page = await this.unpack();
      if (page.length === 0) return page;
      this.pages.set(this.next++, page);
      for (const oldest of this.pages.keys()) {
        if (this.pages.size <= PAGES_KEPT) break;
        this.pages.delete(oldest);
      }
    }
    return page;
  }

  /** Begins anew when the page is behind the stream, or when there is a point nearer to it than the stream is. */
  private async seek(number: number): Promise<void> {
    const wanted = number * PAGE_BYTES;
    const point = this.restarts.before(wanted)?.offset ?? 0;
    if (this.stream !== undefined && number >= this.next && point <= this.next * PAGE_BYTES + this.rest.length) return;
    await this.stream?.return?.();
    const { offset, blocks } = seekText(this.source, wanted, this.restarts);
    this.stream = blocks[Symbol.asyncIterator]();
    this.next = Math.ceil(offset / PAGE_BYTES);
    this.toPass = this.next * PAGE_BYTES - offset;
    this.rest = Buffer.alloc(0);
  }

  /** The next page of the stream; shorter at the end of the text, empty after it. */
  private async unpack(): Promise<Buffer> {
    const parts = [this.rest];
    let filled = this.rest.length;
    while (filled < PAGE_BYTES) {
      const block = await this.stream?.next();
      if (block === undefined || block.done === true) {
        this.length = this.next * PAGE_BYTES + filled;
        break;
      }
      // The reader reuses its blocks, so a copy is kept.
      const part = Buffer.from(block.value.subarray(this.toPass));
      this.toPass -= block.value.length - part.length;
      parts.push(part);
      filled += part.length;
    }
    const all = Buffer.concat(parts);
    this.rest = Buffer.from(all.subarray(PAGE_BYTES));
    return Buffer.from(all.subarray(0, PAGE_BYTES));
  }
}
