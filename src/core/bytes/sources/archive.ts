import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { readBlocks } from '../access/block-reader.ts';
import { readFileBlocks } from '../files/file-blocks.ts';
import { decompress } from '../compression/decompress.ts';
import type { FileState } from '../files/file-state.ts';
import { readSignature } from '../files/signature.ts';
import { SIGNATURE_BYTES } from '../files/file-head.ts';
import { DEFAULT_LIMITS, type Limits, withinRatio } from '../files/limits.ts';
import { memberPath, type Refusal, type Source } from '../files/source.ts';
import { spoolStdin } from './stdin-spool.ts';
import { reasonOf } from '../files/system-error.ts';
import { MAX_MEMBERS, TarIndex, type TarMember } from '../containers/tar-archive.ts';
import { isLog, listZip } from '../containers/zip-archive.ts';

/** A zip or tar archive whose members are not known yet. */
export interface Archive {
  path: string;
  file: string;
  size: number;
  archive: 'zip' | 'tar';
  /** Compression of the archive as a whole. */
  packed: Source['compression'];
  /** What the file was when it was found. */
  state?: FileState;
}

export interface Expanded {
  found: (Source | Refusal)[];
  /** Removes the temporary copy, if there is one. */
  release: () => Promise<void>;
}

const NOTHING = (): Promise<void> => Promise.resolve();

/**
 * The logs in an archive, named `archive!member`. A compressed tar archive is unpacked to a temporary file, because its
 * members could only be reached by unpacking all that stands before them. Archives in archives are not opened.
 */
export async function expandArchive(
  archive: Archive,
  signal?: AbortSignal,
  limits: Limits = DEFAULT_LIMITS,
): Promise<Expanded> {
  let release = NOTHING;
  try {
    if (archive.archive === 'zip') {
      return { found: await identifyAll(await zipMembers(archive), archive), release };
    }
    const index = new TarIndex();
    if (archive.packed === 'none') {
      for await (const block of readFileBlocks(archive.file, 0)) index.push(block);
      return { found: await identifyAll(tarMembers(archive, index.members), archive), release };
    }
    const spool = await spoolStdin(
      signal,
      Readable.from(indexed(withinRatio(unpacked(archive), archive.size, limits), index), { objectMode: false }),
    );
    release = spool.release;
    // The copy cannot change under the reader.
    const { state: _, ...rest } = archive;
    const copy = { ...rest, file: spool.file, packed: 'none' as const };
    return { found: await identifyAll(tarMembers(copy, index.members), archive), release };
  } catch (error) {
    const refusal = {
      path: archive.path,
      size: archive.size,
      error: `The archive cannot be read: ${reasonOf(error)}.`,
    };
    return { found: [refusal], release };
  }
}

/** One log in an archive, without a temporary copy. */
export async function findMember(archive: Archive, member: string): Promise<Source | Refusal> {
  const name = memberPath(archive.path, member);
  try {
    let sources: Source[];
    if (archive.archive === 'zip') {
      sources = await zipMembers(archive);
    } else {
      const index = new TarIndex();
      for await (const block of unpacked(archive)) index.push(block);
      sources = tarMembers(archive, index.members);
    }
    const source = sources.find(({ path: known }) => known === name);
    return source === undefined
      ? { path: name, size: 0, error: 'The archive has no such file.' }
      : await identify(source);
  } catch (error) {
    return { path: name, size: 0, error: `The archive cannot be read: ${reasonOf(error)}.` };
  }
}

/** Splits `logs.zip!day/a.jsonl` when there is such an archive, and no file of the whole name. */
export async function splitMemberPath(name: string): Promise<{ archive: string; member: string } | undefined> {
  const mark = name.indexOf('!');
  if (mark <= 0 || (await isFile(name))) return undefined;
  for (let at = mark; at > 0; at = name.indexOf('!', at + 1)) {
    if (await isFile(name.slice(0, at))) return { archive: name.slice(0, at), member: name.slice(at + 1) };
  }
  return undefined;
}

async function isFile(name: string): Promise<boolean> {
  return (await stat(path.resolve(name)).catch(() => undefined))?.isFile() === true;
}

function unpacked({ file, packed }: Archive): AsyncIterable<Buffer> {
  return packed === 'none' ? readFileBlocks(file, 0) : decompress(readFileBlocks(file, 0), packed);
}

async function* indexed(blocks: AsyncIterable<Buffer>, index: TarIndex): AsyncGenerator<Buffer> {
  for await (const block of blocks) {
    index.push(block);
    // Streams keep what they are given, and blocks are used again.
    yield Buffer.from(block);
  }
}

async function zipMembers({ path: archive, file, state }: Archive): Promise<Source[]> {
  return (await listZip(file)).map(({ name, size }) => ({
    path: memberPath(archive, name),
    file,
    container: 'zip',
    member: name,
    compression: 'none',
    encoding: 'utf8',
    size,
    ...(state && { state }),
  }));
}

function tarMembers({ path: archive, file, packed, state }: Archive, members: readonly TarMember[]): Source[] {
  return members
    .filter(({ name, start, end }) => isLog(name) && end > start)
    .map(({ name, start, end }) => ({
      path: memberPath(archive, name.replace(/^\.\//, '')),
      file,
      container: 'tar',
      within: { start, end },
      ...(packed === 'none' ? {} : { packed }),
      compression: 'none',
      encoding: 'utf8',
      size: end - start,
      ...(state && { state }),
    }));
}

/** One after the other: each opens the archive once, and there may be thousands. What is too many is said once. */
async function identifyAll(members: readonly Source[], { path, size }: Archive): Promise<(Source | Refusal)[]> {
  const found: (Source | Refusal)[] = [];
  for (const member of members.slice(0, MAX_MEMBERS)) found.push(await identify(member));
  if (members.length > MAX_MEMBERS) found.push({ path, size, error: TOO_MANY });
  return found;
}

const TOO_MANY = 'The archive holds more than 65,535 files. The rest was left out.';

/** Looks at the first bytes of a member for how its text is written. */
async function identify(source: Source): Promise<Source | Refusal> {
  const { path: name, size } = source;
  try {
    const signature = readSignature(await firstBytes(source));
    if ('refusal' in signature) return { path: name, size, error: signature.refusal };
    if ('archive' in signature || signature.container === 'parquet') return { path: name, size, error: NESTED };
    return { ...source, compression: signature.compression, encoding: signature.encoding };
  } catch (error) {
    return { path: name, size, error: `The file cannot be read: ${reasonOf(error)}.` };
  }
}

const NESTED = 'This file needs to be read from a file of its own. Unpack the archive and scan the folder.';

async function firstBytes(source: Source): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const block of readBlocks(source)) {
    parts.push(Buffer.from(block.subarray(0, SIGNATURE_BYTES - length)));
    length += block.length;
    if (length >= SIGNATURE_BYTES) break;
  }
  return Buffer.concat(parts);
}
