/** The first bytes of a file, which say what it is. */
import { constants, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { systemName } from './file-name.ts';

/** Bytes that `readSignature` wants to see; fewer are enough for a short file. */
export const SIGNATURE_BYTES = 4096;

// Windows has no such flag, and no such pipes among its files.
const { O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
/** Opens for reading without waiting: opening a pipe that nobody writes to would never return. */
const WITHOUT_WAITING = constants.O_RDONLY | O_NONBLOCK;

export function openFile(file: string): Promise<FileHandle> {
  return open(systemName(file), WITHOUT_WAITING);
}

/**
 * Opens a file on this thread. Handing each step to another thread takes ten times as long as the step, which is most of what
 * thousands of small files cost.
 */
export function openNow(file: string): number {
  return openSync(systemName(file), WITHOUT_WAITING);
}

/** First bytes of an open file. */
export function readHead(descriptor: number, bytes = SIGNATURE_BYTES): Buffer {
  const head = Buffer.alloc(bytes);
  return head.subarray(0, readSync(descriptor, head, 0, bytes, 0));
}
