/** The first bytes of a file, which say what it is. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { systemName } from './file-name.ts';

/** Bytes that `readSignature` wants to see; fewer are enough for a short file. */
export const SIGNATURE_BYTES = 4096;

/** Opens for reading without waiting: opening a pipe that nobody writes to would never return. */
export function openFile(file: string): Promise<FileHandle> {
  // Windows has no such flag, and no such pipes among its files.
  const flags = constants as Partial<typeof constants>;
  return open(systemName(file), constants.O_RDONLY | (flags.O_NONBLOCK ?? 0));
}

/** First bytes of an open file. */
export async function readHead(handle: FileHandle, bytes = SIGNATURE_BYTES): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
  return buffer.subarray(0, bytesRead);
}
