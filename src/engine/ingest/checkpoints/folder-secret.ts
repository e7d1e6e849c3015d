/** The secret of a folder: what is kept there of logs can only be used with the key that it was hashed under. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SECRET_BYTES } from '../../table/run-secret.ts';
import { useSecret } from '../../table/text-kernel.ts';

export const SECRET_FILE = 'secret.known';

/**
 * Has this process hash texts with the secret of a folder, which is made where it has none. Where it can neither be read nor written,
 * the process keeps its own.
 * @returns what tells it from others, and tells nothing else
 */
export async function useSecretOf(folder: string): Promise<void> {
  const file = join(folder, SECRET_FILE);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Of two processes that make it at once, both read what the first has written.
    await writeFile(file, randomBytes(SECRET_BYTES), { flag: 'wx', mode: 0o600 }).catch(() => undefined);
    const secret = await readFile(file);
    if (secret.length === SECRET_BYTES) useSecret(secret);
  } catch {
    // Nothing is known from before, then.
  }
}
