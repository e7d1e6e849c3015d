import { addAll } from '../../../math/lists/many.ts';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDynamicPattern, glob } from 'tinyglobby';
import { type Archive, expandArchive, splitMemberPath } from './archive.ts';
import { detectFile, detectSource, isArchive } from './detect.ts';
import { DEFAULT_LIMITS, type Limits } from '../files/limits.ts';
import { nameText, systemName } from '../files/file-name.ts';
import { isRefusal, type Omission, type Refusal, type Source } from '../files/source.ts';
import { spoolStdin } from './stdin-spool.ts';
import { reasonOf } from '../files/system-error.ts';
import { realFile, type Walked, walkFolder } from './walk-folder.ts';

export interface SourceList {
  /** Logs to read, sorted by path, each file once. */
  sources: Source[];
  /** Paths that hold no log, sorted by path. */
  refusals: Refusal[];
  /** What was left out by rule, sorted by path. */
  omissions: Omission[];
  /** Removes temporary files. To be called once nothing of the sources is read any more. */
  release: () => Promise<void>;
}

/**
 * Turns what the person gave (files, folders, globs, `-` for standard input) into a list of logs. The order of the
 * arguments does not matter. Folders are read with all folders inside: see `walkFolder`.
 * @param signal stops waiting for standard input
 * @param limits how far each is followed
 */
export async function listSources(
  paths: readonly string[],
  signal?: AbortSignal,
  limits: Limits = DEFAULT_LIMITS,
): Promise<SourceList> {
  const files = new Map<string, string>();
  /** Files that were named one by one: what cannot be read of these was explicitly asked for. */
  const named = new Set<string>();
  const refusals: Refusal[] = [];
  const omissions: Omission[] = [];
  const sources: Source[] = [];
  const releases: (() => Promise<void>)[] = [];
  for (const given of new Set(paths)) {
    if (given === '-') {
      const spool = await spoolStdin(signal);
      releases.push(spool.release);
      await add(await detectFile('-', spool.file));
      continue;
    }
    const found = await expand(given);
    addAll(refusals, found.refusals);
    addAll(omissions, found.omissions);
    if (found.files.length === 1 && found.files[0] === given) named.add(given);
    for (const file of found.files) await remember(file);
  }
  for (const file of files.values()) {
    await add((await splitMemberPath(file)) === undefined ? await detectFile(file, file) : await detectSource(file));
  }
  sources.sort(byPath);
  for (const { path: name, size } of sources.splice(MAX_SOURCES))
    refusals.push({ path: name, size, error: TOO_MANY_SOURCES, kind: 'lost' });
  refusals.sort(byPath);
  omissions.sort(byPath);
  return { sources, refusals, omissions, release };

  async function add(found: Source | Refusal | Archive): Promise<void> {
    if (isArchive(found)) {
      const expanded = await expandArchive(found, signal, limits);
      releases.push(expanded.release);
      addAll(omissions, expanded.omissions);
      for (const member of expanded.found) await add(member);
      if (expanded.found.length === 0) {
        refusals.push({ path: found.path, size: found.size, error: NO_FILES, kind: 'empty' });
      }
    } else if (isRefusal(found)) {
      refusals.push(found.kind === 'foreign' && named.has(found.path) ? { ...found, kind: 'lost' } : found);
    } else {
      sources.push({ ...found, limits });
    }
  }

  async function release(): Promise<void> {
    await Promise.all(releases.map((remove) => remove()));
  }

  /** Of several names for one file, the first in order is kept. */
  async function remember(file: string): Promise<void> {
    const real = await realFile(file).catch(() => path.resolve(file));
    const known = files.get(real);
    if (known === undefined || file < known) files.set(real, file);
  }
}

const NO_FILES = 'The archive contains no files.';

/** Sources are numbered in 16 bits for every request kept. */
export const MAX_SOURCES = 65_535;
export const TOO_MANY_SOURCES = 'This file was left out: one scan reads at most 65,535 files.';

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** Files behind a path or a glob, or a sentence that says why there are none. */
export async function expand(given: string): Promise<Walked> {
  const none = (error: string, kind: Refusal['kind']): Walked => ({
    files: [],
    refusals: [{ path: given, size: 0, error, kind }],
    omissions: [],
  });
  try {
    const facts = await stat(systemName(given));
    if (!facts.isDirectory()) return { files: [given], refusals: [], omissions: [] };
    const walked = await walkFolder(given);
    const isEmpty = walked.files.length + walked.refusals.length + walked.omissions.length === 0;
    return isEmpty ? none('The folder contains no files.', 'empty') : walked;
  } catch (error) {
    // A name with brackets may be a file: globs are tried only where no such file exists.
    if ((await splitMemberPath(given)) !== undefined) return { files: [given], refusals: [], omissions: [] };
    const meant = await withOddBytes(given);
    if (meant !== undefined) return expand(meant);
    if (!isDynamicPattern(given)) return none(`The path cannot be read: ${reasonOf(error)}.`, 'lost');
  }
  const matches = await glob(given, {
    absolute: path.isAbsolute(given),
    dot: false,
    onlyFiles: true,
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  if (matches.length === 0) return none('No file matches this pattern.', 'lost');
  const files = await Promise.all(matches.map(async (match) => (await withOddBytes(match)) ?? match));
  return { files, refusals: [], omissions: [] };
}

/**
 * The name that was meant where bytes that are no UTF-8 were replaced on the way here, as Node does with arguments.
 * @returns undefined when there is none, or more than one
 */
async function withOddBytes(given: string): Promise<string | undefined> {
  const name = path.basename(given);
  if (!name.includes('\ufffd')) return undefined;
  const names = await readdir(path.dirname(given), { encoding: 'buffer' }).catch(() => []);
  const meant = names.filter((bytes) => bytes.toString('utf8') === name);
  const [only] = meant;
  return meant.length === 1 && only !== undefined ? path.join(path.dirname(given), nameText(only)) : undefined;
}
