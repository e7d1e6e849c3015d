import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import packageJson from '../../../../package.json';
import { fingerprintOf, HEAD_BYTES } from '../../../reader/bytes/files/fingerprint.ts';
import { readPacked, writePacked } from '../../../reader/bytes/files/packed-file.ts';
import type { Source } from '../../../reader/bytes/files/source.ts';
import { reasonOf } from '../../../reader/bytes/files/system-error.ts';
import { runSecret } from '../../table/run-secret.ts';
import { SECRET_FILE } from './folder-secret.ts';
import type { LogStore, SavedLog, StoredLogs } from './saved-log.ts';

/** Raised when the layout of a stored log changes; another version of the program also reads logs anew. */
const LAYOUT = 10;
const VERSION = `${packageJson.version}/${LAYOUT}`;

/** Bytes of a log by which its file in the folder is named: they stay the same while it grows and when it is renamed. */
const NAMING_BYTES = HEAD_BYTES;

/** Maximum size of the folder in bytes; the least recently used is removed first. A request takes about 200. */
const MAX_BYTES = 2 * 2 ** 30;

const ENDING = '.known';
const NAME = /^[0-9a-f]{64}\.known$/;
/** Which log was where: tells a replaced log from one that is new. */
const PATHS = 'paths.known';
const MAX_PATHS = 10_000;

interface Kept {
  version: string;
  log: SavedLog;
}

interface KeptPaths {
  version: string;
  paths: Record<string, string>;
}

/**
 * Keeps what was found in logs in a folder that only its owner can open: columns of numbers, names of accounts, models and
 * clients, but no prompt text. Logs of less than 64 KB are not kept: reading them is as fast.
 */
export class FolderLogStore implements LogStore {
  private readonly settings: string;

  /**
   * @param settings all that changes what is read of a log, as plain data
   * @param most bytes that the folder may hold
   */
  constructor(
    private readonly folder: string,
    settings: unknown,
    private readonly most = MAX_BYTES,
  ) {
    // Texts are kept by their hashes: with another key they are other numbers.
    const key = createHash('sha256').update(runSecret()).digest('hex');
    this.settings = JSON.stringify([settings, key]);
  }

  async load(source: Source): Promise<StoredLogs> {
    const place = path.resolve(source.path);
    const { paths, damage: lost } = await this.paths();
    const isKnownPath = paths[this.digest(place)] !== undefined;
    const file = await this.fileOf(source);
    const { kept, damage = lost } = file === undefined ? {} : await readKept(file);
    if (file === undefined || !isKept(kept)) return { logs: [], isKnownPath, ...(damage !== undefined && { damage }) };
    const now = new Date();
    await utimes(file, now, now).catch(() => undefined);
    return { logs: [kept.log], isKnownPath };
  }

  async save(source: Source, log: SavedLog): Promise<string | undefined> {
    try {
      const file = await this.fileOf(source);
      if (file === undefined || source.path === '-' || log.isCut) return undefined;
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      // The folder may have been made by somebody else, for others to look into.
      await chmod(this.folder, 0o700);
      await writePacked(file, { version: VERSION, log } satisfies Kept);
      await this.name(source, path.basename(file));
      await this.shrink(path.basename(file));
      return undefined;
    } catch (error) {
      return `its results could not be saved for the next scan: ${reasonOf(error)}.`;
    }
  }

  private async fileOf({ file, path: name }: Source): Promise<string | undefined> {
    const print = await fingerprintOf(file, NAMING_BYTES).catch(() => undefined);
    if (print === undefined) return undefined;
    const member = name.includes('!') ? name.slice(name.indexOf('!')) : '';
    return path.join(this.folder, `${this.digest(`${print.head}${member}`)}${ENDING}`);
  }

  private digest(text: string): string {
    return createHash('sha256').update(`${VERSION}\0${this.settings}\0${text}`).digest('hex');
  }

  private async paths(): Promise<{ paths: Record<string, string>; damage?: string }> {
    const { kept, damage } = await readKept(path.join(this.folder, PATHS));
    return { paths: isKeptPaths(kept) ? kept.paths : {}, ...(damage !== undefined && { damage }) };
  }

  private async name({ path: place }: Source, file: string): Promise<void> {
    const key = this.digest(path.resolve(place));
    const { [key]: known, ...others } = (await this.paths()).paths;
    if (known === file) return;
    const paths = Object.fromEntries([...Object.entries(others).slice(1 - MAX_PATHS), [key, file]]);
    await writePacked(path.join(this.folder, PATHS), { version: VERSION, paths } satisfies KeptPaths);
  }

  /** Removes the least recently used until the folder is small enough. */
  private async shrink(fresh: string): Promise<void> {
    const files = await keptFiles(this.folder);
    let total = files.reduce((sum, { size }) => sum + size, 0);
    for (const { file, size } of files.sort((a, b) => a.usedMs - b.usedMs)) {
      if (total <= this.most) return;
      if (path.basename(file) === fresh && size <= this.most) continue;
      await rm(file, { force: true });
      total -= size;
    }
  }
}

/**
 * Removes everything kept in a folder, and the folder if nothing else is in it.
 * @returns the number of logs and bytes
 */
export async function forgetLogs(folder: string): Promise<{ logs: number; bytes: number }> {
  const files = await keptFiles(folder);
  for (const { file } of files) await rm(file, { force: true });
  for (const name of [PATHS, SECRET_FILE]) await rm(path.join(folder, name), { force: true });
  return { logs: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

async function keptFiles(folder: string): Promise<{ file: string; size: number; usedMs: number }[]> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names
      .filter((name) => NAME.test(name))
      .map(async (name) => {
        const file = path.join(folder, name);
        const facts = await stat(file).catch(() => undefined);
        return facts && { file, size: facts.size, usedMs: facts.mtimeMs };
      }),
  );
  return files.filter((file) => file !== undefined);
}

/** What a file holds, or why that cannot be used; neither where there is no file. */
async function readKept(file: string): Promise<{ kept?: unknown; damage?: string }> {
  try {
    return { kept: await readPacked(file) };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? {} : { damage: reasonOf(error) };
  }
}

/** The file is ours and whole: its version says whether its shape is known. */
function isKept(value: unknown): value is Kept {
  return isOwn(value) && 'log' in value;
}

function isKeptPaths(value: unknown): value is KeptPaths {
  return isOwn(value) && 'paths' in value;
}

function isOwn(value: unknown): value is { version: string } {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === VERSION;
}
