/** A group of processes that the system gives so much memory and no more: a memory cgroup of Linux, which takes root. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const GROUPS = '/sys/fs/cgroup';

/** Where each kind of limit has a tree of groups of its own. */
export const isOldGroups = (): boolean => existsSync(join(GROUPS, 'memory'));

export class MemoryGroup {
  private constructor(private readonly folder: string) {}

  /** Undefined where none can be made. */
  static of(bytes: number): MemoryGroup | undefined {
    const isOld = isOldGroups();
    const folder = join(GROUPS, isOld ? 'memory' : '', `prompt-audit-${process.pid}`);
    try {
      mkdirSync(folder);
      writeFileSync(join(folder, isOld ? 'memory.limit_in_bytes' : 'memory.max'), `${bytes}`, { flag: 'r+' });
      return new MemoryGroup(folder);
    } catch {
      if (existsSync(folder)) rmdirSync(folder);
      return undefined;
    }
  }

  /** Runs Node in it; gives its exit code, null when the system killed it, and what it complained of. */
  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): { status: number | null; stderr: string } {
    const enter = 'echo $$ > "$0/cgroup.procs" && exec "$@"';
    return spawnSync('/bin/sh', ['-c', enter, this.folder, process.execPath, ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
  }

  end(): void {
    rmdirSync(this.folder);
  }
}
