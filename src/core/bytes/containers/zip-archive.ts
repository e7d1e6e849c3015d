import type { Readable } from 'node:stream';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';
import type { BytesRead } from '../files/file-blocks.ts';
import { stat } from 'node:fs/promises';
import { MAX_MEMBERS } from './tar-archive.ts';
import { unpackZstd } from '../compression/zstd.ts';

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
  const entries = await directoryOf(file);
  return [...entries.values()].map(({ fileName: name, compressedSize: size }) => ({ name, size }));
}

/** The directory that was read last: finding each of its files by walking over it again would take hours for thousands. */
let latest: { file: string; size: number; modifiedMs: number; entries: Promise<Map<string, Entry>> } | undefined;

async function directoryOf(file: string): Promise<ReadonlyMap<string, Entry>> {
  const { size, mtimeMs: modifiedMs } = await stat(file);
  if (latest?.file !== file || latest.size !== size || latest.modifiedMs !== modifiedMs) {
    latest = { file, size, modifiedMs, entries: readDirectory(file) };
  }
  return latest.entries;
}

/** Stops one file behind the limit, which tells that there are more. Of several files of one name the first counts. */
async function readDirectory(file: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  await eachEntry(file, (entry) => {
    const { fileName: name } = entry;
    if (isLog(name) && !entries.has(name)) entries.set(name, entry);
    return entries.size > MAX_MEMBERS;
  });
  return entries;
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
  const entry = (await directoryOf(file)).get(name);
  if (entry === undefined) throw new Error(`the archive holds no ${name}`);
  return { zip: await openArchive(file), entry };
}

function openArchive(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    openZip(file, { lazyEntries: true, autoClose: false }, (failed, zip) => {
      if (failed === null) resolve(zip);
      else reject(failed);
    });
  });
}

/** Walks over the directory until `visit` is true. */
async function eachEntry(file: string, visit: (entry: Entry) => boolean): Promise<void> {
  const zip = await openArchive(file);
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject);
      zip.on('end', resolve);
      zip.on('entry', (entry: Entry) => {
        if (visit(entry)) resolve();
        else zip.readEntry();
      });
      zip.readEntry();
    });
  } finally {
    zip.close();
  }
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
