import { createHash } from 'node:crypto';
import { closeSync, fstatSync, type Stats, statSync } from 'node:fs';
import { openNow, readHead } from './file-head.ts';
import { systemName } from './file-name.ts';
import { reasonOf } from './system-error.ts';

/** What a file looked like when it was first opened: enough to notice later that it is no longer the same. */
export interface FileState {
  device: number;
  inode: number;
  size: number;
  modifiedMs: number;
  /** When its contents or anything else about it changed last. No program can set this time. */
  changedMs: number;
  /** When it was looked at. */
  seenMs: number;
  /** Digest of the first bytes: a log that was emptied and rewritten keeps everything else. */
  head: string;
  headBytes: number;
}

/** How a file differs from what it was. Lines that were added at the end are no harm. */
export type FileChange = { kind: 'grown'; bytes: number } | { kind: 'lost'; sentence: string };

export function stateOf(facts: Stats, head: Buffer): FileState {
  const { dev: device, ino: inode, size, mtimeMs: modifiedMs, ctimeMs: changedMs } = facts;
  const seenMs = Date.now();
  return { device, inode, size, modifiedMs, changedMs, seenMs, head: digest(head), headBytes: head.length };
}

/**
 * Looks whether a file is still what it was. Never throws: a file that is gone is a change as well.
 * @returns undefined when it is the same
 */
export function changeSince(file: string, then: FileState): FileChange | undefined {
  let descriptor: number | undefined;
  try {
    if (isUntouched(statSync(systemName(file)), then)) return undefined;
    descriptor = openNow(file);
    const facts = fstatSync(descriptor);
    if (facts.dev !== then.device || facts.ino !== then.inode) return lost('another file took its place');
    if (facts.size < then.size) return lost(`it was truncated from ${then.size} to ${facts.size} bytes`);
    if (digest(readHead(descriptor, then.headBytes)) !== then.head) return lost('it was rewritten');
    if (facts.size > then.size) return { kind: 'grown', bytes: facts.size - then.size };
    return facts.mtimeMs === then.modifiedMs ? undefined : { kind: 'grown', bytes: 0 };
  } catch (error) {
    return lost(reasonOf(error));
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Time in ms within which some file systems give two changes the same time. */
const CLOCK_STEP_MS = 2000;

/** True when the system says that nothing was written to a file: it need not be opened for that. */
function isUntouched(facts: Stats, then: FileState): boolean {
  const isSame = facts.dev === then.device && facts.ino === then.inode && facts.size === then.size;
  const isAtRest = then.seenMs - then.changedMs > CLOCK_STEP_MS;
  return isSame && isAtRest && facts.mtimeMs === then.modifiedMs && facts.ctimeMs === then.changedMs;
}

function lost(sentence: string): FileChange {
  return { kind: 'lost', sentence };
}

function digest(head: Buffer): string {
  return createHash('sha256').update(head).digest('hex');
}
