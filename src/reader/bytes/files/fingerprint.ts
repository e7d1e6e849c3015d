import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** Identifies the first `bytes` bytes of a file by their beginning and end. */
export interface Fingerprint {
  bytes: number;
  /** SHA-256 of the first and of the last 64 KB of them, in hexadecimal. */
  head: string;
  tail: string;
}

/**
 * Bytes of the beginning and of the end that are looked at. Two logs with the same of both at the same byte are one log:
 * their lines hold times and ids.
 */
export const HEAD_BYTES = 64 << 10;

/**
 * Reads at most 128 KB.
 * @returns undefined when the file is shorter
 * @throws when it cannot be read
 */
export async function fingerprintOf(file: string, bytes: number): Promise<Fingerprint | undefined> {
  const handle = await open(file, 'r');
  try {
    const length = Math.min(HEAD_BYTES, bytes);
    const head = await digest(handle, 0, length);
    const tail = await digest(handle, bytes - length, length);
    return head === undefined || tail === undefined ? undefined : { bytes, head, tail };
  } finally {
    await handle.close();
  }
}

/** True when a file begins with what was once seen. A file that cannot be read does not. */
export async function beginsAs(file: string, { bytes, head, tail }: Fingerprint): Promise<boolean> {
  const now = await fingerprintOf(file, bytes).catch(() => undefined);
  return now?.head === head && now.tail === tail;
}

async function digest(handle: FileHandle, position: number, length: number): Promise<string | undefined> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return bytesRead < length ? undefined : headOf(buffer);
}

/** Digest of the first bytes of a text, as in a fingerprint. */
export function headOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
