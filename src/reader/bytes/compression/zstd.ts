import { once } from 'node:events';
import zlib from 'node:zlib';
import { Decompress } from 'fzstd';
import { ZstdSum } from '../inflate/zstd-sum.ts';
import { ZstdFrames } from './zstd-frames.ts';

/**
 * Compressed bytes unpacked in one step. Small, because the output of a step is held in memory, and text may be packed a
 * thousandfold.
 */
const STEP_BYTES = 1 << 14;

/** Unpacks frames, each of which comes in pieces. */
interface Unpacker {
  /** What was unpacked and not taken yet. */
  text: Buffer[];
  /** @throws when the frame is damaged; what came before is in `text` */
  push(piece: Buffer): Promise<void> | void;
  /** The frame is over. @param sum what its text must sum up to */
  finish(sum: number | undefined): Promise<void> | void;
  release(): void;
}

/**
 * Unpacks zstd of any number of frames and checks the sums they end with. Where the running Node has zstd of its own (22.15 and
 * later) it is used, about twice as fast as `fzstd`, which serves before that.
 * @throws when the data is damaged or ends too early, after all that could be unpacked was given
 */
export async function* unpackZstd(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  const isNative = typeof create === 'function';
  const unpacker = isNative
    ? new NativeUnpacker(() => Reflect.apply(create, zlib, [{ chunkSize: 1 << 18 }]) as Stream)
    : new LibraryUnpacker();
  const frames = new ZstdFrames();
  try {
    for await (const block of raw) {
      for (let at = 0; at < block.length;) {
        const piece = block.subarray(at, at + STEP_BYTES);
        const length = frames.push(piece);
        at += length;
        try {
          // Another thread may read the piece while the block is reused already, and the library keeps it: hence the copy.
          await unpacker.push(Buffer.from(piece.subarray(0, length)));
          if (frames.whole) await unpacker.finish(frames.sum);
        } finally {
          yield* unpacker.text;
          unpacker.text = [];
        }
      }
    }
    if (!frames.whole) throw new Error('the compressed data ends too early');
  } finally {
    unpacker.release();
  }
}

/** A native decompressor; all of Node's have this shape. */
type Stream = ReturnType<typeof zlib.createGunzip>;

/** Node's decompressor, one for each frame. It checks sums itself. */
class NativeUnpacker implements Unpacker {
  text: Buffer[] = [];
  private stream: Stream | undefined;

  constructor(private readonly create: () => Stream) {}

  push(piece: Buffer): Promise<void> {
    const stream = (this.stream ??= this.create().on('data', (chunk: Buffer) => this.text.push(chunk)));
    return new Promise((resolve, reject) => {
      stream.once('error', reject);
      stream.write(piece, () => {
        stream.removeListener('error', reject);
        resolve();
      });
    });
  }

  async finish(): Promise<void> {
    const { stream } = this;
    this.stream = undefined;
    if (stream === undefined) return;
    const ended = once(stream, 'end');
    stream.end();
    await ended;
    stream.destroy();
  }

  release(): void {
    this.stream?.destroy();
  }
}

/** `fzstd`, one for each frame. It passes over sums. */
class LibraryUnpacker implements Unpacker {
  text: Buffer[] = [];
  private frame: Decompress | undefined;
  private readonly sum = ZstdSum.take();

  push(piece: Buffer): void {
    this.open().push(new Uint8Array(piece));
  }

  finish(sum: number | undefined): void {
    this.open().push(new Uint8Array(0), true);
    this.frame = undefined;
    if (sum !== undefined && sum !== this.sum.sum) throw new Error('the checksum of the compressed data is wrong');
  }

  release(): void {
    this.sum.release();
  }

  private open(): Decompress {
    if (this.frame !== undefined) return this.frame;
    this.sum.begin();
    this.frame = new Decompress((chunk) => {
      if (chunk.length === 0) return;
      const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      this.sum.add(text);
      this.text.push(text);
    });
    return this.frame;
  }
}
