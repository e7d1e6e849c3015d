import { DEFAULT_LIMITS, withinRatio } from '../files/limits.ts';
import type { Source } from '../files/source.ts';
import { decompress } from '../compression/decompress.ts';
import { type BytesRead, readFileBlocks } from '../files/file-blocks.ts';

const RETURN = 0x0d;
const BREAK = 0x0a;

/** The same bytes with line feeds in place of carriage returns: every place stays where it is. */
async function* withLineFeeds(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const block of text) {
    const copy = Buffer.from(block);
    for (let at = copy.indexOf(RETURN); at >= 0; at = copy.indexOf(RETURN, at + 1)) copy[at] = BREAK;
    yield copy;
  }
}

/**
 * The uncompressed text of a source as UTF-8, block by block, reading one block ahead of the consumer. A block is valid
 * only until the next one is requested. A source that can be read from the middle may start at any byte.
 * @throws if the file cannot be read or its compressed data is damaged; the blocks before that were good.
 */
export async function* readBlocks(source: Source, start = 0, onBytes: BytesRead = ignore): AsyncGenerator<Buffer> {
  const raw = await rawBlocks(source, start, onBytes);
  const unpacked = source.compression === 'none' ? raw : decompress(raw, source.compression);
  const text = isPacked(source) ? withinRatio(unpacked, source.size, source.limits ?? DEFAULT_LIMITS) : unpacked;
  const { encoding } = source;
  yield* encoding === 'utf8' ? text : encoding === 'cr' ? withLineFeeds(text) : toUtf8(text, encoding);
}

/** True when the text may be much longer than what is on disk. A tar archive has been unpacked by then. */
function isPacked({ compression, container }: Source): boolean {
  return compression !== 'none' || container === 'zip' || container === 'parquet';
}

/** What the container holds. The readers of archives and tables are loaded when the first of them is read. */
async function rawBlocks(source: Source, start: number, onBytes: BytesRead): Promise<AsyncIterable<Buffer>> {
  const { file, within } = source;
  switch (source.container) {
    case 'parquet':
      return (await import('../containers/parquet-text.ts')).readParquetText(file, onBytes);
    case 'zip':
      if (source.isSheet === true)
        return (await import('../containers/workbook.ts')).readSheet(file, source.member ?? '', onBytes);
      return (await import('../containers/zip-archive.ts')).readZipMember(file, source.member ?? '', onBytes);
    case 'tar':
    case 'file':
      if (source.packed !== undefined) {
        return slice(decompress(readFileBlocks(file, 0, onBytes), source.packed), within?.start, within?.end);
      }
      return readFileBlocks(file, (within?.start ?? 0) + start, onBytes, within?.end);
  }
}

/** Bytes `start` to `end` of a text. */
async function* slice(text: AsyncIterable<Buffer>, start = 0, end = Infinity): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const block of text) {
    const part = block.subarray(Math.max(0, start - position), Math.max(0, end - position));
    position += block.length;
    if (part.length > 0) yield part;
    if (position >= end) return;
  }
}

function ignore(): void {
  // Nobody wants to know.
}

/**
 * Turns UTF-16 text, as PowerShell writes it with `>`, into UTF-8. Offsets of such a source count bytes of the UTF-8 text.
 * Broken surrogates become U+FFFD.
 */
async function* toUtf8(text: AsyncIterable<Buffer>, encoding: 'utf16le' | 'utf16be'): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding === 'utf16le' ? 'utf-16le' : 'utf-16be');
  for await (const block of text) {
    const decoded = decoder.decode(block, { stream: true });
    if (decoded !== '') yield Buffer.from(decoded, 'utf8');
  }
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}
