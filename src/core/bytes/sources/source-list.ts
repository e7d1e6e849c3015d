import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDynamicPattern, glob } from 'tinyglobby';
import { type Archive, expandArchive, splitMemberPath } from './archive.ts';
import { detectFile, detectSource, isArchive } from './detect.ts';
import { DEFAULT_LIMITS, type Limits } from '../files/limits.ts';
import { isRefusal, type Refusal, type Source } from '../files/source.ts';
import { spoolStdin } from './stdin-spool.ts';
import { reasonOf } from '../files/system-error.ts';

export interface SourceList {
  /** Logs to read, sorted by path, each file once. */
  sources: Source[];
  /** Paths that hold no log, sorted by path. */
  refusals: Refusal[];
  /** Removes temporary files. To be called when nothing of the sources is read any more. */
  release: () => Promise<void>;
}

/**
 * Turns what the person gave (files, folders, globs, `-` for standard input) into a list of logs. The order of the
 * arguments does not matter. Folders are read with all folders inside; hidden names and loops of links are left out.
 * @param signal stops waiting for standard input
 * @param limits how far each is followed
 */
export async function listSources(
  paths: readonly string[],
  signal?: AbortSignal,
  limits: Limits = DEFAULT_LIMITS,
): Promise<SourceList> {
  const files = new Map<string, string>();
  const refusals: Refusal[] = [];
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
    if (typeof found === 'string') refusals.push({ path: given, size: 0, error: found });
    else for (const file of found) await remember(file);
  }
  for (const file of files.values()) {
    await add((await splitMemberPath(file)) === undefined ? await detectFile(file, file) : await detectSource(file));
  }
  sources.sort(byPath);
  for (const { path: name, size } of sources.splice(MAX_SOURCES)) refusals.push({ path: name, size, error: TOO_MANY });
  refusals.sort(byPath);
  return { sources, refusals, release };

  async function add(found: Source | Refusal | Archive): Promise<void> {
    if (isArchive(found)) {
      const expanded = await expandArchive(found, signal, limits);
      releases.push(expanded.release);
      for (const member of expanded.found) await add(member);
      if (expanded.found.length === 0) refusals.push({ path: found.path, size: found.size, error: NO_FILES });
    } else if (isRefusal(found)) {
      refusals.push(found);
    } else {
      sources.push({ ...found, limits });
    }
  }

  async function release(): Promise<void> {
    await Promise.all(releases.map((remove) => remove()));
  }

  /** Of several names of one file the first in order stays. */
  async function remember(file: string): Promise<void> {
    const real = await realpath(file).catch(() => path.resolve(file));
    const known = files.get(real);
    if (known === undefined || file < known) files.set(real, file);
  }
}

const NO_FILES = 'The archive holds no files.';

/** Sources are numbered in 16 bits for every request kept. */
const MAX_SOURCES = 65_535;
const TOO_MANY = 'This file was left out: one scan reads at most 65,535 files.';

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** Files behind a path or a glob, or a sentence that says why there are none. */
export async function expand(given: string): Promise<string[] | string> {
  try {
    const facts = await stat(given);
    if (!facts.isDirectory()) return [given];
    const files: string[] = [];
    await walk(given, files, new Set());
    return files.length > 0 ? files : 'The folder holds no files.';
  } catch (error) {
    // A name with brackets may be a file: globs are tried only where no such file exists.
    if ((await splitMemberPath(given)) !== undefined) return [given];
    if (!isDynamicPattern(given)) return `The path cannot be read: ${reasonOf(error)}.`;
  }
  const matches = await glob(given, {
    absolute: path.isAbsolute(given),
    dot: false,
    onlyFiles: true,
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  return matches.length > 0 ? matches : 'No file matches this pattern.';
}

async function walk(folder: string, files: string[], parents: ReadonlySet<string>): Promise<void> {
  const real = await realpath(folder);
  if (parents.has(real)) return;
  const inside = new Set(parents).add(real);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const child = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      await walk(child, files, inside);
    } else if (entry.isFile()) {
      files.push(child);
    } else if (entry.isSymbolicLink()) {
      const target = await stat(child).catch(() => undefined);
      if (target?.isDirectory()) await walk(child, files, inside);
      else if (target?.isFile()) files.push(child);
    }
  }
}
