import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { Decompress } from 'fzstd';

/** Output of zlib comes in pieces of this size: the default of 16 KB costs a callback each. */
const CHUNK_BYTES = 1 << 18;

/**
 * Unpacks a stream. gzip may have several members, zstd several frames. Where the running Node has zstd of its own
 * (22.15 and later) it runs on another thread beside the parser; before that `fzstd` unpacks on this one.
 * @throws when the data is damaged or ends too early, after all that could be unpacked was given.
 */
export function decompress(raw: AsyncIterable<Buffer>, compression: 'gzip' | 'zstd'): AsyncIterable<Buffer> {
  if (compression === 'gzip') return throughStream(raw, zlib.createGunzip({ chunkSize: CHUNK_BYTES }));
  const native = nativeZstd();
  return native === undefined ? unzstd(raw) : throughStream(raw, native);
}

type Transform = ReturnType<typeof zlib.createGunzip>;

function nativeZstd(): Transform | undefined {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  return typeof create === 'function'
    ? (Reflect.apply(create, zlib, [{ chunkSize: CHUNK_BYTES }]) as Transform)
    : undefined;
}

async function* throughStream(raw: AsyncIterable<Buffer>, transform: Transform): AsyncGenerator<Buffer> {
  // The stream keeps what it is given until it is unpacked, and blocks of the reader are reused: hence the copy.
  const input = Readable.from(copies(raw), { objectMode: false, highWaterMark: 1 << 20 });
  input.on('error', (error) => transform.destroy(error));
  input.pipe(transform);
  try {
    for await (const chunk of transform) yield chunk as Buffer;
  } finally {
    input.destroy();
    transform.destroy();
  }
}

async function* copies(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const block of raw) yield Buffer.from(block);
}

/** Small input pieces keep what one push unpacks small, even for text that is packed a thousandfold. */
const ZSTD_INPUT_BYTES = 1 << 14;

async function* unzstd(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let unpacked: Buffer[] = [];
  const stream = new Decompress((chunk) => {
    if (chunk.length > 0) unpacked.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
  });
  let started = false;
  const take = function* (): Generator<Buffer> {
    const chunks = unpacked;
    unpacked = [];
    yield* chunks;
  };
  for await (const block of raw) {
    started = true;
    for (let at = 0; at < block.length; at += ZSTD_INPUT_BYTES) {
      stream.push(new Uint8Array(block.subarray(at, at + ZSTD_INPUT_BYTES)));
      yield* take();
    }
  }
  if (started) stream.push(new Uint8Array(0), true);
  yield* take();
}
