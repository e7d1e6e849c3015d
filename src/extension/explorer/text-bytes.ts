import { open, type FileHandle } from 'node:fs/promises';
import { readBlocks } from '../../core/bytes/block-reader.ts';
import { isSeekable, type Source } from '../../core/bytes/source.ts';

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

export function openText(source: Source): Promise<TextBytes> {
  return isSeekable(source) ? PlainText.open(source) : Promise.resolve(new PackedText(source));
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
 * further than the pages kept begins again.
 */
class PackedText implements TextBytes {
  length: number | null = null;
  private readonly pages = new Map<number, Buffer>();
  private stream: AsyncGenerator<Buffer> | undefined;
  /** Next page of the stream, and what of it is there. */
  private next = 0;
  private rest: Buffer = Buffer.alloc(0);
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly source: Source) {}

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
    await this.stream?.return(undefined);
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
    if (number < this.next) await this.rewind();
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

  private async rewind(): Promise<void> {
    await this.stream?.return(undefined);
    this.stream = undefined;
    this.next = 0;
    this.rest = Buffer.alloc(0);
  }

  /** The next page of the stream; shorter at the end of the text, empty behind it. */
  private async unpack(): Promise<Buffer> {
    this.stream ??= readBlocks(this.source);
    const parts = [this.rest];
    let filled = this.rest.length;
    while (filled < PAGE_BYTES) {
      const block = await this.stream.next();
      if (block.done === true) {
        this.length = this.next * PAGE_BYTES + filled;
        break;
      }
      // The reader uses its blocks again: keep a copy.
      parts.push(Buffer.from(block.value));
      filled += block.value.length;
    }
    const all = Buffer.concat(parts);
    this.rest = Buffer.from(all.subarray(PAGE_BYTES));
    return Buffer.from(all.subarray(0, PAGE_BYTES));
  }
}
