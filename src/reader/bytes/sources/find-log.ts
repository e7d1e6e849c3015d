/** Finds a log named in a report, which may have been made on another machine or in another folder. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemName } from '../files/file-name.ts';
import { splitMemberPath } from './archive.ts';

/**
 * Path of the log on this machine; undefined when it is not found. Below `root` it is looked for under its whole path first,
 * then with one leading folder less at a time, so that both the folder of a checkout and a folder of downloaded logs will do.
 * No path leads out of `root`, and nothing else is looked at. Without it, the log is where the report says or nowhere.
 */
export async function findLog(path: string, root?: string): Promise<string | undefined> {
  if (root === undefined) return (await isLog(path)) ? path : undefined;
  const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  const below = parts.map((_, from) => join(root, ...parts.slice(from)));
  for (const place of below) if (await isLog(place)) return place;
  return undefined;
}

async function isLog(place: string): Promise<boolean> {
  const known = await stat(systemName(place)).catch(() => undefined);
  return known === undefined ? (await splitMemberPath(place)) !== undefined : known.isFile();
}
