import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { readBlocks } from '../access/block-reader.ts';
import { readFileBlocks } from '../files/file-blocks.ts';
import { decompress } from '../compression/decompress.ts';
import type { FileState } from '../files/file-state.ts';
import { readSignature } from '../files/signature.ts';
import { firstBytes, lookInside } from './inside.ts';
import { DEFAULT_LIMITS, type Limits, withinRatio } from '../files/limits.ts';
import { isRefusal, memberPath, type Omission, type Refusal, type Source } from '../files/source.ts';
import { spoolStdin } from './stdin-spool.ts';
import { counted } from '../../../text/numbers.ts';
import { reasonOf } from '../files/system-error.ts';
import { MAX_MEMBERS, ownNames } from '../containers/member-name.ts';
import { TarIndex } from '../containers/tar-archive.ts';
import { listZip, type ZipMember } from '../containers/zip-archive.ts';
import { isWorkbook, listSheets, otherWorkbook } from '../containers/workbook.ts';

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
  omissions: Omission[];
  /** Removes the temporary copy, if there is one. */
  release: () => Promise<void>;
}

/** What is known of the files of an archive before any of them is looked at. */
interface Listing {
  members: (Source | Refusal)[];
  /** Files that were left out because their names hide them. */
  hidden: number;
  /** Why there may be more of them, in a part of a sentence. */
  fault?: string;
  /** What was left out of a workbook, in a sentence. */
  left?: string;
}

const NOTHING = (): Promise<void> => Promise.resolve();

/**
 * The logs in an archive, named `archive!member`. A compressed tar archive is unpacked to a temporary file, because its
 * members could only be reached by unpacking all that comes before them. Archives in archives are not opened. What stands
 * before damage is found, and a refusal of the archive itself says what is missing.
 * @throws when the temporary file cannot be written
 */
export async function expandArchive(
  archive: Archive,
  signal?: AbortSignal,
  limits: Limits = DEFAULT_LIMITS,
): Promise<Expanded> {
  let release = NOTHING;
  let listing: Listing;
  if (archive.archive === 'tar' && archive.packed !== 'none') {
    const index = new TarIndex();
    const damage: { reason?: string } = {};
    const text = indexed(withinRatio(unpacked(archive), archive.size, limits), index, damage);
    const spool = await spoolStdin(signal, Readable.from(text, { objectMode: false }));
    release = spool.release;
    // The copy cannot change under the reader.
    const { state: _, ...rest } = archive;
    listing = tarMembers({ ...rest, file: spool.file, packed: 'none' }, index, damage.reason);
  } else {
    listing = await list(archive);
  }
  const { hidden, left } = listing;
  const note = `${counted(hidden, 'hidden file')} in it ${hidden === 1 ? 'was' : 'were'} left out (names that begin with a dot, and files that macOS adds).`;
  return {
    found: await identifyAll(listing, archive),
    omissions: [...(hidden > 0 ? [note] : []), ...(left === undefined ? [] : [left])].map((said) => ({
      path: archive.path,
      note: said,
    })),
    release,
  };
}

/** One log in an archive, without a temporary copy. */
export async function findMember(archive: Archive, member: string): Promise<Source | Refusal> {
  const name = memberPath(archive.path, member);
  const { members, fault } = await list(archive);
  const source = members.find(({ path: known }) => known === name);
  if (source !== undefined) return isRefusal(source) ? source : identify(source);
  const damage = fault === undefined ? '' : ` ${incomplete(fault)}`;
  return { path: name, size: 0, error: `There is no such file in the archive.${damage}`, kind: 'lost' };
}

/** Never throws: what was found before an error is kept. */
async function list(archive: Archive): Promise<Listing> {
  try {
    if (archive.archive === 'zip') return await zipMembers(archive);
    const index = new TarIndex();
    const damage: { reason?: string } = {};
    for await (const _ of indexed(unpacked(archive), index, damage));
    return tarMembers(archive, index, damage.reason);
  } catch (error) {
    return { members: [], hidden: 0, fault: reasonOf(error) };
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

/** Hands the text on to its end or to where it is damaged. */
async function* indexed(
  blocks: AsyncIterable<Buffer>,
  index: TarIndex,
  damage: { reason?: string },
): AsyncGenerator<Buffer> {
  try {
    for await (const block of blocks) {
      index.push(block);
      // Streams keep what they are given, and blocks are reused.
      yield Buffer.from(block);
    }
  } catch (error) {
    damage.reason = reasonOf(error);
  }
}

async function zipMembers(zip: Archive): Promise<Listing> {
  const { path: archive, file, size, state } = zip;
  const { members, hidden, fault } = await listZip(file);
  const other = otherWorkbook(members);
  if (other !== undefined) return { members: [{ path: archive, size, error: other, kind: 'lost' }], hidden: 0 };
  if (isWorkbook(members)) return sheetMembers(zip, members);
  const sources = members.map(({ name, size }): Source => ({
    path: memberPath(archive, name),
    file,
    container: 'zip',
    member: name,
    compression: 'none',
    encoding: 'utf8',
    size,
    ...(state && { state }),
  }));
  return { members: sources, hidden, ...(fault !== undefined && { fault }) };
}

/** The sheets of a workbook that hold a log, each under its name. */
async function sheetMembers(archive: Archive, members: readonly ZipMember[]): Promise<Listing> {
  const { path: book, file, size, state } = archive;
  const { logs, left } = await listSheets(file, members);
  if (logs.length === 0) return { members: [{ path: book, size, error: left ?? NO_SHEETS, kind: 'lost' }], hidden: 0 };
  const sources = logs.map(({ name, member, size: packed }): Source => ({
    path: memberPath(book, name),
    file,
    container: 'zip',
    member,
    isSheet: true,
    compression: 'none',
    encoding: 'utf8',
    size: packed,
    ...(state && { state }),
  }));
  return { members: sources, hidden: 0, ...(left !== undefined && { left }) };
}

const NO_SHEETS = 'This is an Excel workbook without sheets.';

/** @param reason why the text of the archive ends too early */
function tarMembers({ path: archive, file, packed, state }: Archive, index: TarIndex, reason?: string): Listing {
  const fault = index.end(reason);
  const { members, hidden } = index;
  const names = ownNames(members.map(({ name }) => name));
  const sources = members.map(({ start, end, error, fault: missing }, number): Source | Refusal => {
    const name = memberPath(archive, names[number]!);
    if (error !== undefined) return { path: name, size: end - start, error, kind: 'lost' };
    return {
      path: name,
      file,
      container: 'tar',
      within: { start, end },
      ...(packed === 'none' ? {} : { packed }),
      compression: 'none',
      encoding: 'utf8',
      size: end - start,
      ...(state && { state }),
      ...(missing !== undefined && { fault: missing }),
    };
  });
  return { members: sources, hidden, ...(fault !== undefined && { fault }) };
}

/** One after the other: each opens the archive once, and there may be thousands. What exceeds the limit is reported once. */
async function identifyAll({ members, fault }: Listing, { path, size }: Archive): Promise<(Source | Refusal)[]> {
  const found: (Source | Refusal)[] = [];
  for (const member of members.slice(0, MAX_MEMBERS)) found.push(isRefusal(member) ? member : await identify(member));
  const more = members.length > MAX_MEMBERS ? [TOO_MANY_MEMBERS] : [];
  if (fault !== undefined) more.unshift(members.length === 0 ? unreadable(fault) : incomplete(fault));
  if (more.length > 0) found.push({ path, size, error: more.join(' '), kind: 'lost' });
  return found;
}

function unreadable(fault: string): string {
  return `The archive cannot be read: ${fault}.`;
}

function incomplete(fault: string): string {
  return `The archive cannot be read to its end: ${fault}. Only the files found until then are listed.`;
}

const TOO_MANY_MEMBERS = 'The archive holds more than 65,535 files. The rest was left out.';

/** Looks at the first bytes of a member for how its text is written. What is packed in it again is looked at as well. */
async function identify(source: Source): Promise<Source | Refusal> {
  const { path: name, size } = source;
  const refuse = (error: string, kind: Refusal['kind']): Refusal => ({ path: name, size, error, kind });
  try {
    const signature = readSignature(await firstBytes(readBlocks(source)));
    if ('refusal' in signature) return refuse(signature.refusal, signature.kind);
    if ('archive' in signature || signature.container === 'parquet') return refuse(NESTED, 'lost');
    const { compression, encoding } = signature;
    if (compression === 'none') return { ...source, encoding };
    const inside = await lookInside(readBlocks({ ...source, compression }));
    if ('refusal' in inside) return refuse(inside.refusal, inside.kind);
    return 'nested' in inside ? refuse(NESTED, 'lost') : { ...source, compression, encoding: inside.encoding };
  } catch (error) {
    return refuse(`The file cannot be read: ${reasonOf(error)}.`, 'lost');
  }
}

const NESTED = 'This file cannot be read from inside the archive. Unpack the archive and scan the folder.';
