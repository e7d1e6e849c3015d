import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { openFile, readHead } from './file-head.ts';
import { reasonOf } from './system-error.ts';

/** What a file looked like when it was first opened: enough to notice later that it is no longer the same. */
export interface FileState {
  device: number;
  inode: number;
  size: number;
  modifiedMs: number;
  /** Digest of the first bytes: a log that was emptied and rewritten keeps everything else. */
  head: string;
  headBytes: number;
}

/** How a file differs from what it was. Lines that were added at the end are no harm. */
export type FileChange = { kind: 'grown'; bytes: number } | { kind: 'lost'; sentence: string };

export async function stateOf(handle: FileHandle, head: Buffer): Promise<FileState> {
  const { dev: device, ino: inode, size, mtimeMs: modifiedMs } = await handle.stat();
  return { device, inode, size, modifiedMs, head: digest(head), headBytes: head.length };
}

/**
 * Looks whether a file is still what it was. Never throws: a file that is gone is a change as well.
 * @returns undefined when it is the same
 */
export async function changeSince(file: string, then: FileState): Promise<FileChange | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await openFile(file);
    const facts = await handle.stat();
    if (facts.dev !== then.device || facts.ino !== then.inode) return lost('another file took its place');
    if (facts.size < then.size) return lost(`it was truncated from ${then.size} to ${facts.size} bytes`);
    if (digest(await readHead(handle, then.headBytes)) !== then.head) return lost('it was rewritten');
    if (facts.size > then.size) return { kind: 'grown', bytes: facts.size - then.size };
    return facts.mtimeMs === then.modifiedMs ? undefined : { kind: 'grown', bytes: 0 };
  } catch (error) {
    return lost(reasonOf(error));
  } finally {
    await handle?.close();
  }
}

function lost(sentence: string): FileChange {
  return { kind: 'lost', sentence };
}

function digest(head: Buffer): string {
  return createHash('sha256').update(head).digest('hex');
}
