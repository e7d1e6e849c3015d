/** The files of a zip archive, and the text of one of them. */
import { close, open as openNumber } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { fromFd, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl';
import type { BytesRead } from '../files/file-blocks.ts';
import { openFile } from '../files/file-head.ts';
import { systemName } from '../files/file-name.ts';
import { reasonOf } from '../files/system-error.ts';
import { unpackZstd } from '../compression/zstd.ts';
import { isHidden, MAX_MEMBERS, ownNames, plainName } from './member-name.ts';

export interface ZipMember {
  name: string;
  /** Compressed size in bytes. */
  size: number;
}

export interface ZipListing {
  /** In the order of the directory; one more than `MAX_MEMBERS` at most, which tells of the rest. */
  members: ZipMember[];
  /** Files whose names begin with a dot, or that macOS adds. */
  hidden: number;
  /** Why there may be more, in a part of a sentence. */
  fault?: string;
}

/** Compression methods of the zip format (APPNOTE 4.4.5) that are read. */
const STORED = 0;
const DEFLATED = 8;
/** Written by newer evaluation tools; yauzl leaves it packed. */
const ZSTD = 93;

/**
 * Files in a zip archive, each with a name of its own. What comes before damage in the directory is listed.
 * @throws when there is no directory
 */
export async function listZip(file: string): Promise<ZipListing> {
  const { entries, hidden, fault } = await directoryOf(file);
  const members = [...entries].map(([name, { compressedSize: size }]) => ({ name, size }));
  return { members, hidden, ...(fault !== undefined && { fault }) };
}

interface Directory {
  entries: ReadonlyMap<string, Entry>;
  hidden: number;
  fault?: string;
}

/** The directory that was read last: finding each of its files by walking over it again would take hours for thousands. */
let latest: { file: string; size: number; modifiedMs: number; directory: Promise<Directory> } | undefined;

async function directoryOf(file: string): Promise<Directory> {
  const { size, mtimeMs: modifiedMs } = await stat(systemName(file));
  if (latest?.file !== file || latest.size !== size || latest.modifiedMs !== modifiedMs) {
    latest = { file, size, modifiedMs, directory: readDirectory(file) };
  }
  return latest.directory;
}

/** Stops one file after the limit, which tells that there are more. */
async function readDirectory(file: string): Promise<Directory> {
  const names: string[] = [];
  const entries: Entry[] = [];
  let hidden = 0;
  const fault = await eachEntry(file, (entry) => {
    // Never written to, so `..` is a part of a name like others.
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
    if (entry.uncompressedSize === 0 && name.endsWith('/')) return false;
    if (isHidden(name)) {
      hidden++;
      return false;
    }
    names.push(plainName(name));
    entries.push(entry);
    return entries.length > MAX_MEMBERS;
  });
  const own = ownNames(names);
  return {
    entries: new Map(entries.map((entry, index) => [own[index]!, entry])),
    hidden,
    ...(fault !== undefined && { fault }),
  };
}

/**
 * Text of one member.
 * @throws when there is no such member, it is encrypted, packed in an unknown way, or damaged: its checksum is wrong, or it is
 *   longer or shorter than the directory says. What came before was handed on.
 */
export async function* readZipMember(file: string, name: string, onBytes: BytesRead): AsyncGenerator<Buffer> {
  const { zip, entry } = await findEntry(file, name);
  try {
    if (entry.isEncrypted()) throw new Error('the archive is password-protected');
    const { compressionMethod: method } = entry;
    if (method !== STORED && method !== DEFLATED && method !== ZSTD) {
      throw new Error(`the archive uses an unsupported compression method (${method})`);
    }
    const stream = await openStream(zip, entry, method === ZSTD);
    const text = method === ZSTD ? unpackZstd(buffers(stream)) : buffers(stream);
    // Progress counts bytes on disk: the packed size is spread over the text.
    const ratio = entry.uncompressedSize > 0 ? entry.compressedSize / entry.uncompressedSize : 1;
    let sum = 0;
    let bytes = 0;
    for await (const block of text) {
      onBytes(block.length * ratio);
      sum = crc32(block, sum);
      bytes += block.length;
      yield block;
    }
    if (bytes !== entry.uncompressedSize) throw new Error('its length is not what the archive says');
    if (sum !== entry.crc32) throw new Error('its checksum is wrong');
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
  const entry = (await directoryOf(file)).entries.get(name);
  if (entry === undefined) throw new Error(`the archive does not contain ${name}`);
  return { zip: await openArchive(file), entry };
}

/** Names are checked by nobody here, and sizes where a file is read: one odd file must not cost the others. */
const OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false };

async function openArchive(file: string): Promise<ZipFile> {
  // Closed with the archive.
  const handle = await promisify(openNumber)(systemName(file), 'r');
  return new Promise((resolve, reject) => {
    fromFd(handle, OPTIONS, (failed, zip) => {
      if (failed === null) return resolve(zip);
      close(handle);
      reject(failed);
    });
  });
}

/**
 * Walks over the directory until `visit` is true, even where its end says that it is shorter than it is.
 * @returns why it could not be read to its end
 */
async function eachEntry(file: string, visit: (entry: Entry) => boolean): Promise<string | undefined> {
  const zip = await openArchive(file);
  try {
    return await new Promise<string | undefined>((resolve, reject) => {
      zip.on('error', (error) => resolve(reasonOf(error)));
      zip.on('end', () => {
        // Typed as a boolean; it is the byte after the entry that was read last.
        isEntryAt(file, Number(zip.readEntryCursor)).then((isEntry) => {
          if (!isEntry) return resolve(undefined);
          zip.entryCount++;
          zip.readEntry();
        }, reject);
      });
      zip.on('entry', (entry: Entry) => {
        if (visit(entry)) resolve(undefined);
        else zip.readEntry();
      });
      zip.readEntry();
    });
  } finally {
    zip.close();
  }
}

const ENTRY_SIGNATURE = 0x02014b50;

async function isEntryAt(file: string, position: number): Promise<boolean> {
  const handle = await openFile(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, position);
    return bytesRead === 4 && buffer.readUInt32LE() === ENTRY_SIGNATURE;
  } finally {
    await handle.close();
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
