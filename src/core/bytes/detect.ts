import { open, stat, type FileHandle } from 'node:fs/promises';
import { readSignature, SIGNATURE_BYTES } from './signature.ts';
import type { Refusal, Source } from './source.ts';
import { reasonOf } from './system-error.ts';

/**
 * Opens a file for a look at its first bytes and says how it is to be read, or why it is not.
 * `path` is the name to show, `file` where the bytes are.
 */
export async function detectSource(path: string, file: string = path): Promise<Source | Refusal> {
  let handle: FileHandle | undefined;
  let size = 0;
  try {
    const facts = await stat(file);
    if (!facts.isFile()) return { path, size, error: 'This is not a regular file.' };
    size = facts.size;
    if (size === 0) return { path, size, error: 'The file is empty.' };
    handle = await open(file, 'r');
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    const signature = readSignature(buffer.subarray(0, bytesRead));
    if ('refusal' in signature) return { path, size, error: signature.refusal };
    return { path, file, size, ...signature };
  } catch (error) {
    return { path, size, error: `The file cannot be read: ${reasonOf(error)}.` };
  } finally {
    await handle?.close();
  }
}

export function isRefusal(found: Source | Refusal): found is Refusal {
  return 'error' in found;
}
