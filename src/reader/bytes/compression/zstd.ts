import { once } from 'node:events';
import zlib from 'node:zlib';
import { Decompress } from 'fzstd';
import { ZstdFrames } from './zstd-frames.ts';

/**
 * Compressed bytes unpacked in one step. Small, because the output of a step is held in memory, and text may be packed a
 * thousandfold.
 */
const STEP_BYTES = 1 << 14;

/**
 * Unpacks zstd of any number of frames. Where the running Node has zstd of its own (22.15 and later) it is used, about
 * twice as fast as `fzstd`, which serves before that.
 * @throws when the data is damaged or ends too early, after all that could be unpacked was given
 */
export function unpackZstd(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof create !== 'function') return unpackWithLibrary(raw);
  return unpackNatively(raw, () => Reflect.apply(create, zlib, [{ chunkSize: 1 << 18 }]) as Frame);
}

/** A native decompressor; all of Node's have this shape. */
type Frame = ReturnType<typeof zlib.createGunzip>;

/** Node's decompressor ends with the frame it is in: what is left of the input goes to a fresh one. */
async function* unpackNatively(raw: AsyncIterable<Buffer>, create: () => Frame): AsyncGenerator<Buffer> {
  let unpacked: Buffer[] = [];
  const open = (): Frame => create().on('data', (chunk: Buffer) => unpacked.push(chunk));
  let frame = open();
  const frames = new ZstdFrames();
  try {
    for await (const block of raw) {
      // The decompressor reads on another thread while the block may already be reused, hence the copy.
      let rest = Buffer.from(block);
      frames.push(rest);
      while (rest.length > 0) {
        const before = frame.bytesWritten;
        const piece = rest.subarray(0, STEP_BYTES);
        await write(frame, piece);
        const taken = frame.bytesWritten - before;
        yield* unpacked;
        unpacked = [];
        rest = rest.subarray(taken);
        if (taken === piece.length) continue;
        frame.destroy();
        frame = open();
      }
    }
    if (frame.bytesWritten > 0) {
      const ended = once(frame, 'end');
      frame.end();
      await ended;
      yield* unpacked;
    }
    if (!frames.whole) throw new Error('the compressed data ends too early');
  } finally {
    frame.destroy();
  }
}

function write(frame: Frame, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    frame.once('error', reject);
    frame.write(piece, () => {
      frame.removeListener('error', reject);
      resolve();
    });
  });
}

async function* unpackWithLibrary(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let unpacked: Buffer[] = [];
  const stream = new Decompress((chunk) => {
    if (chunk.length > 0) unpacked.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
  });
  const frames = new ZstdFrames();
  for await (const block of raw) {
    frames.push(block);
    for (let at = 0; at < block.length; at += STEP_BYTES) {
      stream.push(new Uint8Array(block.subarray(at, at + STEP_BYTES)));
      yield* unpacked;
      unpacked = [];
    }
  }
  stream.push(new Uint8Array(0), true);
  yield* unpacked;
}
