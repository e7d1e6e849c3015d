import { unpackGzip } from './gzip-reader.ts';
import { unpackZstd } from './zstd.ts';

/**
 * Unpacks a stream. gzip may have several members, zstd several frames. A block is valid until the next one is asked for.
 * @throws when the data is damaged or ends too early, after all that could be unpacked was given.
 */
export function decompress(raw: AsyncIterable<Buffer>, compression: 'gzip' | 'zstd'): AsyncIterable<Buffer> {
  return compression === 'gzip' ? unpackGzip(raw) : unpackZstd(raw);
}
