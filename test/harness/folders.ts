import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Deletes a folder that a process which is just ending may still write into: an extension host outlives its server by
 * up to a second. A retry starts again from the list of files; the retries of `fs.rm` only repeat the last step, so a
 * file that came in between would stop them all.
 * @param patience ms after which the last error is thrown
 */
export async function removeFolder(folder: string, patience = 15_000): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await rm(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(200);
    }
  }
}
