import { createWriteStream, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeSpoolFolder } from './spools.ts';

export interface Spool {
  file: string;
  release: () => Promise<void>;
}

/**
 * Copies standard input to a temporary file that only its owner can open, so that evidence lines can be read again
 * after the scan. The file goes when it is released, and at the latest when the process ends.
 * An aborted copy keeps what has arrived.
 * @throws when the file cannot be written, for example because the disk is full; nothing is left behind then.
 */
export async function spoolStdin(signal?: AbortSignal, input: Readable = process.stdin): Promise<Spool> {
  const folder = await makeSpoolFolder();
  const file = path.join(folder, 'stdin');
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeNow);
  const release = async (): Promise<void> => {
    process.removeListener('exit', removeNow);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await pipeline(
      input,
      createWriteStream(file, { flags: 'wx', mode: 0o600 }),
      signal === undefined ? {} : { signal },
    );
  } catch (error) {
    if (signal?.aborted !== true) {
      await release();
      throw error;
    }
  }
  return { file, release };
}
