/**
 * Folders for temporary copies of logs. They contain prompts, and a killed process cannot remove its own, so the next
 * process recognises them by name and removes them.
 */
import { createHash } from 'node:crypto';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

/** Machines may share the folder, and numbers of processes mean something on their own machine alone. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const NAME = new RegExp(`^prompt-audit-spool-${MACHINE}-(\\d+)-[A-Za-z0-9]+$`);

/** A folder that only its owner can open. What ended processes have left is removed. */
export async function makeSpoolFolder(parent = tmpdir()): Promise<string> {
  await sweepSpools(parent);
  return mkdtemp(path.join(parent, `prompt-audit-spool-${MACHINE}-${process.pid}-`));
}

/**
 * Removes the folders of processes that are no more. Never throws: what cannot be removed is left.
 * @returns how many there were
 */
export async function sweepSpools(parent = tmpdir()): Promise<number> {
  let swept = 0;
  for (const name of await readdir(parent).catch((): string[] => [])) {
    const owner = NAME.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = path.join(parent, name);
    const facts = await lstat(folder).catch(() => undefined);
    const isOwn = facts?.isDirectory() === true && (process.getuid === undefined || facts.uid === process.getuid());
    if (!isOwn) continue;
    await rm(folder, { recursive: true, force: true }).then(
      () => swept++,
      () => undefined,
    );
  }
  return swept;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else cannot be asked, but exists.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
