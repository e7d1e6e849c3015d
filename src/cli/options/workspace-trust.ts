/**
 * Files that the current folder keeps for this program: settings, decisions and mappings. They change what is found, and whoever supplied
 * the folder may have supplied them: they count only after a person has said so, which is remembered.
 */
import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFile } from '../../core/bytes/files/write-file.ts';
import { isObject } from '../../core/records/fields/json.ts';
import type { Typed } from '../command.ts';
import type { Terminal } from '../output/terminal.ts';
import { stateFolder } from './state-folder.ts';

/** Option of each command that would use such files. */
export const TRUST_OPTION = {
  name: 'trust',
  text: 'trust the settings, decisions and mappings of the current folder, now and in later runs (see forget)',
};

/** Where the folders are remembered. */
export const TRUSTED_FILE = 'trusted.json';

/**
 * A file of the current folder, where there is one that counts. One that does not is named on standard error.
 * @param path from the current folder
 */
export async function workspaceFile(
  path: string,
  { switches }: Typed,
  { err }: Pick<Terminal, 'err'>,
  state = stateFolder(),
): Promise<string | undefined> {
  if ((await stat(path).catch(() => undefined)) === undefined) return undefined;
  const folder = await realpath('.');
  const trusted = await trustedFolders(state);
  if (trusted.includes(folder)) return path;
  if (switches.has('trust')) {
    await mkdir(state, { recursive: true, mode: 0o700 });
    await writeFile(join(state, TRUSTED_FILE), [`${JSON.stringify({ folders: [...trusted, folder] }, null, 2)}\n`]);
    return path;
  }
  await err.write(
    `${path} is ignored, because this folder is not trusted and the file could change what is found. To use it, add --trust.\n`,
  );
  return undefined;
}

async function trustedFolders(state: string): Promise<string[]> {
  try {
    const value: unknown = JSON.parse(await readFile(join(state, TRUSTED_FILE), 'utf8'));
    const folders: unknown = isObject(value) ? value['folders'] : undefined;
    return Array.isArray(folders) ? folders.filter((folder) => typeof folder === 'string') : [];
  } catch {
    // Never written, or damaged: nothing is trusted then.
    return [];
  }
}
