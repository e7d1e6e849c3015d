/** Finds a log named in a report, which may have been made on another machine or in another folder. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemName } from '../files/file-name.ts';
import { splitMemberPath } from './archive.ts';

/**
 * Path of the log on this machine; undefined when it is not found. Below `root` it is looked for under its whole path first,
 * then with one leading folder less at a time, so that both the folder of a checkout and a folder of downloaded logs will do. What
 * is found there goes before a file that happens to have the same path here. No path leads out of `root`.
 */
export async function findLog(path: string, root?: string): Promise<string | undefined> {
  const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  const below = root === undefined ? [] : parts.map((_, from) => join(root, ...parts.slice(from)));
  for (const place of [...below, path]) if (await isLog(place)) return place;
  return undefined;
}

async function isLog(place: string): Promise<boolean> {
  const known = await stat(systemName(place)).catch(() => undefined);
  return known === undefined ? (await splitMemberPath(place)) !== undefined : known.isFile();
}
