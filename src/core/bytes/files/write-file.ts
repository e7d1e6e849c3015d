import { createWriteStream, unlinkSync } from 'node:fs';
import { realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const BATCH = 1 << 16;
/** Several writes of one process to one place must not share a temporary file. */
let written = 0;
const unfinished = new Set<string>();
let cleansUp = false;

/**
 * Writes a file in one step: readers see the old file or the whole new one, never a half. The text goes to a temporary
 * file beside it, which is renamed at the end and removed on failure. A device or a pipe (`/dev/stdout`) is written directly.
 */
export async function writeFile(path: string, chunks: Iterable<string>): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const known = await stat(target).catch(() => undefined);
  if (known !== undefined && !known.isFile() && !known.isDirectory()) {
    await pipeline(Readable.from(batches(chunks)), createWriteStream(target));
    return;
  }
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}-${written++}.tmp`);
  removeOnExit(temporary);
  try {
    if (known?.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR', path });
    await pipeline(
      Readable.from(batches(chunks)),
      createWriteStream(temporary, { flush: true, ...(known && { mode: known.mode & 0o777 }) }),
    );
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw named(error, path);
  } finally {
    unfinished.delete(temporary);
  }
}

/** Joins small pieces so that each write to the disk is worth it. */
export function* batches(chunks: Iterable<string>): Generator<string> {
  let batch = '';
  for (const chunk of chunks) {
    batch += chunk;
    if (batch.length >= BATCH) {
      yield batch;
      batch = '';
    }
  }
  if (batch !== '') yield batch;
}

/** A second Ctrl-C ends the process without running any `finally`. */
function removeOnExit(temporary: string): void {
  unfinished.add(temporary);
  if (cleansUp) return;
  cleansUp = true;
  process.once('exit', () => {
    for (const path of unfinished) {
      try {
        unlinkSync(path);
      } catch {
        // It was never created or is gone already: nothing is left behind either way.
      }
    }
  });
}

/** Names the file the person asked for instead of the temporary one. */
function named(error: unknown, path: string): unknown {
  return error instanceof Error && 'path' in error ? Object.assign(error, { path }) : error;
}
