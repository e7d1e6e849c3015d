import { closeSync, fstatSync } from 'node:fs';
import { type Archive, findMember, splitMemberPath } from './archive.ts';
import { readFileBlocks } from '../files/file-blocks.ts';
import { decompress } from '../compression/decompress.ts';
import { stateOf } from '../files/file-state.ts';
import { openNow, readHead } from '../files/file-head.ts';
import { readSignature } from '../files/signature.ts';
import { isRefusal, type Refusal, type Source } from '../files/source.ts';
import { lookInside } from './inside.ts';
import { reasonOf } from '../files/system-error.ts';

export { isRefusal };

/**
 * Opens a file for a look at its first bytes and says how it is to be read, or why it is not.
 * `path` is the name to show, `file` where the bytes are; a name such as `logs.zip!a.jsonl` stands for a file in an archive.
 */
export async function detectSource(path: string, file: string = path): Promise<Source | Refusal> {
  const inside = await splitMemberPath(file);
  if (inside !== undefined) {
    const found = await detectFile(inside.archive, inside.archive);
    return isArchive(found) ? findMember(found, inside.member) : isRefusal(found) ? { ...found, path } : missing(path);
  }
  const found = await detectFile(path, file);
  return isArchive(found) ? { path, size: found.size, error: WHICH, kind: 'lost' } : found;
}

const WHICH = 'This is an archive: name the file in it, as in logs.zip!file.jsonl.';

function missing(path: string): Refusal {
  return { path, size: 0, error: 'There is no such file.', kind: 'lost' };
}

export function isArchive(found: Source | Refusal | Archive): found is Archive {
  return 'archive' in found;
}

/** Like `detectSource`, with archives as such. */
export async function detectFile(path: string, file: string): Promise<Source | Refusal | Archive> {
  let descriptor: number | undefined;
  let size = 0;
  try {
    descriptor = openNow(file);
    const facts = fstatSync(descriptor);
    if (!facts.isFile()) return { path, size, error: 'This is not a regular file.', kind: 'lost' };
    size = facts.size;
    if (size === 0) return { path, size, error: 'The file is empty.', kind: 'empty' };
    const head = readHead(descriptor);
    const state = stateOf(facts, head);
    const signature = readSignature(head);
    if ('refusal' in signature) return { path, size, error: signature.refusal, kind: signature.kind };
    if ('archive' in signature) return { path, file, size, archive: signature.archive, packed: 'none', state };
    const { compression } = signature;
    if (compression !== 'none') {
      const inside = await lookInside(decompress(readFileBlocks(file, 0), compression));
      if ('refusal' in inside) return { path, size, error: inside.refusal, kind: inside.kind };
      if ('encoding' in inside) return { path, file, size, ...signature, encoding: inside.encoding, state };
      if (inside.nested === 'tar') return { path, file, size, archive: 'tar', packed: compression, state };
      return { path, size, error: PACKED_TWICE, kind: 'lost' };
    }
    return { path, file, size, ...signature, state };
  } catch (error) {
    return { path, size, error: `The file cannot be read: ${reasonOf(error)}.`, kind: 'lost' };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

const PACKED_TWICE = 'This file contains another compressed file. Unpack it once and scan that.';
