/** Files that the program keeps in other people's folders: `.prompt-audit` in a workspace. */
import { lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from './input-error.ts';
import { writeFile } from './write-file.ts';

/**
 * Writes such a file, and makes its folder where there is none. Whoever supplied a folder could have put a link there that leads
 * to any file of this person.
 * @throws InputError when the file or its folder is a link or no file; what the system says
 */
export async function writeOwnFile(path: string, chunks: Iterable<string>): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  if (!(await lstat(folder)).isDirectory())
    throw new InputError(`${folder}: This is a link, so it is not written through.`);
  const known = await lstat(path).catch(() => undefined);
  if (known !== undefined && !known.isFile())
    throw new InputError(`${path}: This is not a regular file, so it is not written to.`);
  await writeFile(path, chunks);
}
