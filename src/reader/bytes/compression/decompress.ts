import { unpackGzip } from './gzip-reader.ts';
import { unpackZstd } from './zstd.ts';

/**
 * Unpacks a stream. gzip may have several members, zstd several frames. A block is valid only until the next one is
 * requested.
 * @throws if the data is damaged or ends too early, after everything that could be unpacked was returned.
 */
export function decompress(raw: AsyncIterable<Buffer>, compression: 'gzip' | 'zstd'): AsyncIterable<Buffer> {
  return compression === 'gzip' ? unpackGzip(raw) : unpackZstd(raw);
}
