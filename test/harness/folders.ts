import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Deletes a folder that a process which is just ending may still write into: an extension host outlives its server by
 * up to a second. A retry starts again from the list of files; the retries of `fs.rm` only repeat the last step, so a
 * file that came in between would stop them all.
 * @param patience ms after which the last error is thrown
 */
export async function removeFolder(folder: string, patience = 60_000): Promise<void> {
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

/** A folder of its own for what a test writes, deleted when the test, or the file of tests, that asked for it has ended. */
export function scratchFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  // On Windows a process that has just ended may hold a file for a moment.
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
