import { setImmediate } from 'node:timers/promises';
import zlib from 'node:zlib';
import { readFileBlocks } from './block-reader.ts';
import { decompress } from './decompress.ts';
import { findDeflateBlock } from './deflate-block.ts';
import { fillerOf, type GzipRestarts, type RestartPoint, WINDOW_BYTES, windowOf } from './gzip-restarts.ts';
import type { Source } from './source.ts';

/** Text that has to be the same when it is unpacked from a place, before the place is believed; packed it takes a quarter. */
const PROOF_BYTES = 64 << 10;
const PACKED_PROOF_BYTES = PROOF_BYTES / 4;
const CHUNK_BYTES = 1 << 18;
/** Bytes that are unpacked in one go, and the text that they may bring: beyond it the next ones are fewer. */
const PIECE_BYTES = 1 << 18;
const MOST_TEXT = 1 << 22;
/** Bytes behind the data of a member: a checksum and its length (RFC 1952). */
const TRAILER_BYTES = 8;

/** True for logs whose text can be read from restart points. */
export function hasRestarts({ container, compression, encoding }: Source): boolean {
  return container === 'file' && compression === 'gzip' && encoding === 'utf8';
}

/**
 * The text of a gzip log from its start, as `readBlocks` gives it; places to begin at next time are noted on the way, which
 * costs two milliseconds a megabyte of the file. The next piece is unpacked while the consumer works on one.
 * @throws when the data is damaged or ends too early, after all that could be unpacked was given
 */
export async function* unpackGzipMarking(raw: AsyncIterable<Buffer>, restarts: GzipRestarts): AsyncGenerator<Buffer> {
  const unpacker = new Unpacker(zlib.createGunzip({ chunkSize: CHUNK_BYTES }));
  const window = new Window();
  let proof: Proof | undefined;
  const unpack = async (piece: Buffer): Promise<Unpacked> => {
    const unpacked = await unpacker.write(piece);
    for (const text of unpacked.texts) {
      window.push(text);
      proof?.compare(text);
    }
    return unpacked;
  };
  let ahead = Promise.resolve<Unpacked>({ texts: [] });
  let byte = 0;
  /** However well a text is packed, little of it is held at a time. */
  let most = PIECE_BYTES / 16;
  try {
    for await (const block of raw) {
      // The unpacker reads on another thread while the block may already be used again.
      const bytes = Buffer.from(block);
      const found = proof === undefined && restarts.wantsAt(byte) ? findDeflateBlock(bytes) : undefined;
      const cut = found === undefined ? 0 : Math.ceil(found / 8);
      for (let from = 0, to = 0; from < bytes.length; from = to) {
        to = Math.min(bytes.length, from < cut && cut < from + most ? cut : from + most);
        const { texts, error } = await ahead;
        if (found !== undefined && from === cut) proof = Proof.at(bytes, found, byte, window);
        if (error === undefined) ahead = unpack(bytes.subarray(from, to));
        let brought = 0;
        for (const text of texts) {
          brought += text.length;
          yield text;
          // The unpacker asks this thread for room before it goes on.
          await setImmediate();
        }
        if (error !== undefined) throw error;
        most = brought > MOST_TEXT ? Math.max(1024, most / 4) : Math.min(PIECE_BYTES, 2 * most);
      }
      if (proof?.isMade === true) restarts.add(proof.offset, proof.byte, proof.bit, proof.window);
      if (proof?.isOpen !== true) proof = undefined;
      byte += bytes.length;
    }
    const last = await ahead;
    yield* last.texts;
    if (last.error !== undefined) throw last.error;
    const { texts, error } = await unpacker.end();
    yield* texts;
    if (error !== undefined) throw error;
  } finally {
    unpacker.close();
  }
}

/**
 * The text of a gzip log from some byte on.
 * @returns where it begins: at the byte or before it
 */
export function readGzipFrom(
  source: Source,
  restarts: GzipRestarts,
  offset: number,
): { offset: number; text: AsyncIterable<Buffer> } {
  const point = restarts.before(offset);
  if (point === undefined) return { offset: 0, text: decompress(readFileBlocks(source.file, 0), 'gzip') };
  return { offset: point.offset, text: unpackFrom(source.file, point) };
}

async function* unpackFrom(file: string, point: RestartPoint): AsyncGenerator<Buffer> {
  const options = { dictionary: windowOf(point), chunkSize: CHUNK_BYTES };
  const unpacker = new Unpacker(zlib.createInflateRaw(options));
  const raw = readFileBlocks(file, point.byte);
  try {
    let isFirst = true;
    for await (const block of raw) {
      const bytes = isFirst ? startingAt(Buffer.from(block), point.bit) : Buffer.from(block);
      isFirst = false;
      const { texts, error } = await unpacker.write(bytes);
      yield* texts;
      if (error !== undefined) throw error;
      if (unpacker.untaken.length === 0) continue;
      // The member ends here: what follows its trailer is another one, or nothing.
      const rest = without(TRAILER_BYTES, unpacker.untaken, raw);
      const next = await rest.next();
      if (next.done !== true) yield* decompress(without(0, next.value, rest), 'gzip');
      return;
    }
    throw new Error('unexpected end of file');
  } finally {
    unpacker.close();
    await raw.return(undefined);
  }
}

/** Data that begins with a block, of which the first bits belong to the block before. */
function startingAt(bytes: Buffer, bit: number): Buffer {
  if (bit === 0) return bytes;
  const filler = fillerOf(bit);
  const last = filler.length - 1;
  filler[last] = filler[last]! | (bytes[0]! & (0xff << bit));
  return Buffer.concat([filler, bytes.subarray(1)]);
}

async function* without(count: number, first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = count;
  const part = first.subarray(left);
  left -= first.length - part.length;
  if (part.length > 0) yield part;
  for await (const block of rest) {
    const more = block.subarray(left);
    left -= block.length - more.length;
    if (more.length > 0) yield more;
  }
}

/** What a piece brings, all that could be unpacked where it is damaged. */
interface Unpacked {
  texts: Buffer[];
  error?: Error;
}

/** One of Node's decompressors, driven piece by piece so that it is known what text a piece brings. */
class Unpacker {
  /** What the last piece held behind the end of the data. */
  untaken: Buffer = Buffer.alloc(0);
  private readonly stream: ReturnType<typeof zlib.createGunzip>;
  private text: Buffer[] = [];

  constructor(stream: ReturnType<typeof zlib.createGunzip> | zlib.InflateRaw) {
    this.stream = stream.on('data', (chunk: Buffer) => this.text.push(chunk));
    // An error is told to whoever waits for a piece; nobody else need hear of it.
    this.stream.on('error', () => undefined);
  }

  async write(piece: Buffer): Promise<Unpacked> {
    if (piece.length === 0) return { texts: [] };
    const before = this.stream.bytesWritten;
    const error = await this.untilDone((done) => this.stream.write(piece, done));
    this.untaken = piece.subarray(this.stream.bytesWritten - before);
    return { texts: this.take(), ...(error && { error }) };
  }

  async end(): Promise<Unpacked> {
    const error = await this.untilDone((done) => this.stream.once('end', done).end());
    return { texts: this.take(), ...(error && { error }) };
  }

  close(): void {
    this.stream.destroy();
  }

  private async untilDone(begin: (done: (error?: Error | null) => void) => void): Promise<Error | undefined> {
    return new Promise((resolve) => {
      const done = (error?: Error | null): void => {
        this.stream.removeListener('error', done);
        resolve(error ?? undefined);
      };
      this.stream.once('error', done);
      begin(done);
    });
  }

  private take(): Buffer[] {
    const { text } = this;
    this.text = [];
    return text;
  }
}

/** The last bytes of a text. */
class Window {
  length = 0;
  private parts: Buffer[] = [];
  private kept = 0;

  push(text: Buffer): void {
    this.length += text.length;
    this.parts.push(text);
    this.kept += text.length;
    while (this.kept - this.parts[0]!.length >= WINDOW_BYTES) this.kept -= this.parts.shift()!.length;
  }

  bytes(): Buffer {
    return Buffer.concat(this.parts).subarray(-WINDOW_BYTES);
  }
}

/** Compares what is unpacked from a place with what the text goes on with. */
class Proof {
  private compared = 0;
  private isRight = true;

  private constructor(
    readonly offset: number,
    readonly byte: number,
    readonly bit: number,
    readonly window: Buffer,
    private readonly expected: Buffer,
  ) {}

  static at(bytes: Buffer, found: number, blockStart: number, text: Window): Proof | undefined {
    const [byte, bit, window] = [found >>> 3, found & 7, text.bytes()];
    try {
      const packed = startingAt(bytes.subarray(byte, byte + PACKED_PROOF_BYTES), bit);
      const options = { dictionary: window, finishFlush: zlib.constants.Z_SYNC_FLUSH };
      const expected = zlib.inflateRawSync(packed, options).subarray(0, PROOF_BYTES);
      return expected.length === 0 ? undefined : new Proof(text.length, blockStart + byte, bit, window, expected);
    } catch {
      return undefined;
    }
  }

  get isMade(): boolean {
    return this.isRight && this.compared === this.expected.length;
  }

  get isOpen(): boolean {
    return this.isRight && !this.isMade;
  }

  compare(text: Buffer): void {
    const expected = this.expected.subarray(this.compared, this.compared + text.length);
    this.isRight &&= expected.equals(text.subarray(0, expected.length));
    this.compared += expected.length;
  }
}
