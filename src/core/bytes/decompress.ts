import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { unpackZstd } from './zstd.ts';

/** Output of zlib comes in pieces of this size: the default of 16 KB costs a callback each. */
const CHUNK_BYTES = 1 << 18;

/**
 * Unpacks a stream. gzip may have several members, zstd several frames.
 * @throws when the data is damaged or ends too early, after all that could be unpacked was given.
 */
export function decompress(raw: AsyncIterable<Buffer>, compression: 'gzip' | 'zstd'): AsyncIterable<Buffer> {
  return compression === 'gzip' ? unpackGzip(raw) : unpackZstd(raw);
}

/** Unpacking runs on another thread beside the parser. */
async function* unpackGzip(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = zlib.createGunzip({ chunkSize: CHUNK_BYTES });
  // The stream keeps what it is given until it is unpacked, and blocks of the reader are reused: hence the copy.
  const input = Readable.from(copies(raw), { objectMode: false, highWaterMark: 1 << 20 });
  input.on('error', (error) => gunzip.destroy(error));
  input.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

async function* copies(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const block of raw) yield Buffer.from(block);
}
