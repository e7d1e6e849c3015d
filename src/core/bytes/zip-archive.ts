import type { Readable } from 'node:stream';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';
import type { BytesRead } from './block-reader.ts';
import { unpackZstd } from './zstd.ts';

export interface ZipMember {
  name: string;
  /** Compressed size in bytes. */
  size: number;
}

/** Compression methods of the zip format (APPNOTE 4.4.5) that are read. */
const STORED = 0;
const DEFLATED = 8;
/** Written by newer evaluation tools; yauzl leaves it packed. */
const ZSTD = 93;

/**
 * Files in a zip archive, in the order of its directory. Folders and what macOS adds are left out.
 * @throws when the directory is damaged
 */
export async function listZip(file: string): Promise<ZipMember[]> {
  const members: ZipMember[] = [];
  await eachEntry(file, (entry) => {
    if (isLog(entry.fileName)) members.push({ name: entry.fileName, size: entry.compressedSize });
    return false;
  });
  return members;
}

/** Hidden names and folders are left out, as they are outside archives. */
export function isLog(name: string): boolean {
  return !name.endsWith('/') && !name.startsWith('__MACOSX/') && !/(?:^|\/)\./.test(name);
}

/**
 * Text of one member.
 * @throws when there is no such member, it is encrypted, packed in an unknown way, or damaged
 */
export async function* readZipMember(file: string, name: string, onBytes: BytesRead): AsyncGenerator<Buffer> {
  const { zip, entry } = await findEntry(file, name);
  try {
    if (entry.isEncrypted()) throw new Error('the archive is protected by a password');
    const { compressionMethod: method } = entry;
    if (method !== STORED && method !== DEFLATED && method !== ZSTD) {
      throw new Error(`the archive uses a compression that is not read (method ${method})`);
    }
    const stream = await openStream(zip, entry, method === ZSTD);
    const text = method === ZSTD ? unpackZstd(buffers(stream)) : buffers(stream);
    // Progress counts bytes on disk: the packed size is spread over the text.
    const ratio = entry.uncompressedSize > 0 ? entry.compressedSize / entry.uncompressedSize : 1;
    for await (const block of text) {
      onBytes(block.length * ratio);
      yield block;
    }
  } finally {
    zip.close();
  }
}

async function* buffers(stream: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } finally {
    stream.destroy();
  }
}

async function findEntry(file: string, name: string): Promise<{ zip: ZipFile; entry: Entry }> {
  let found: Entry | undefined;
  const zip = await eachEntry(
    file,
    (entry) => {
      if (entry.fileName !== name) return false;
      found = entry;
      return true;
    },
    false,
  );
  if (found !== undefined) return { zip, entry: found };
  zip.close();
  throw new Error(`the archive holds no ${name}`);
}

/** Walks over the directory until `visit` is true. The archive is closed at the end unless `close` is false. */
function eachEntry(file: string, visit: (entry: Entry) => boolean, close = true): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    openZip(file, { lazyEntries: true, autoClose: false }, (failed, zip) => {
      if (failed !== null) {
        reject(failed);
        return;
      }
      const settle = (): void => {
        if (close) zip.close();
        resolve(zip);
      };
      zip.on('error', (error: Error) => {
        zip.close();
        reject(error);
      });
      zip.on('end', settle);
      zip.on('entry', (entry: Entry) => {
        if (visit(entry)) settle();
        else zip.readEntry();
      });
      zip.readEntry();
    });
  });
}

function openStream(zip: ZipFile, entry: Entry, asPacked: boolean): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const options = { decompress: asPacked ? false : null, decrypt: null, start: null, end: null };
    zip.openReadStream(entry, options, (failed, stream) => {
      if (failed !== null) reject(failed);
      else resolve(stream);
    });
  });
}
