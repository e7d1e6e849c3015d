/**
 * Programs that start in a memory group of their own: whatever is started by their names gets so much memory and no more.
 * Groups stay until the end, so that it can be asked what each held.
 */
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GROUPS, isOldGroups, MemoryGroup } from './memory-group.ts';

export interface Held {
  /** What of the program it was: a step of the command line, a class of Java, or the program's name. */
  what: string;
  /** Most bytes at once, pages of files among them: never more than the limit. */
  bytes: number;
  /** Processes that the system ended because there was no more. */
  killed: number;
}

/** Words of a command that say what it does. */
const STEPS = 'map|merge|finish|*.Master|*.Worker|*ExecutorBackend|*SparkSubmit';

export class LimitedPrograms {
  private readonly prefix = `prompt-audit-limited-${process.pid}-`;

  private constructor(private readonly folder: string) {}

  /**
   * @param programs - paths, by the names they get in the folder
   * @returns undefined where no memory group can be made
   */
  static in(folder: string, bytes: number, programs: Readonly<Record<string, string>>): LimitedPrograms | undefined {
    const group = MemoryGroup.of(bytes);
    if (group === undefined) return undefined;
    group.end();
    const limited = new LimitedPrograms(folder);
    mkdirSync(folder, { recursive: true });
    for (const [name, program] of Object.entries(programs)) {
      const path = limited.path(name);
      writeFileSync(path, limited.script(name, program, bytes));
      chmodSync(path, 0o755);
    }
    return limited;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  private script(name: string, program: string, bytes: number): string {
    const [root, limit] = isOldGroups() ? ['memory', 'memory.limit_in_bytes'] : ['', 'memory.max'];
    return `#!/bin/sh
what=${name}
for word; do case "$word" in ${STEPS}) what=\${word##*.}; break;; esac; done
group=$(mktemp -d "${join(GROUPS, root, this.prefix)}$what-XXXXXX") &&
  echo ${bytes} > "$group/${limit}" && echo $$ > "$group/cgroup.procs" || exit 125
exec "${program}" "$@"
`;
  }

  /** What ran until now, when all of it has ended. */
  async end(): Promise<Held[]> {
    const root = join(GROUPS, isOldGroups() ? 'memory' : '');
    const [peak, events] = isOldGroups()
      ? ['memory.max_usage_in_bytes', 'memory.oom_control']
      : ['memory.peak', 'memory.events'];
    const all: Held[] = [];
    for (const name of readdirSync(root).filter((one) => one.startsWith(this.prefix))) {
      const group = join(root, name);
      while (readFileSync(join(group, 'cgroup.procs'), 'utf8') !== '') await setTimeout(100);
      const killed = /^oom_kill (\d+)/m.exec(readFileSync(join(group, events), 'utf8'))?.[1];
      all.push({
        what: name.slice(this.prefix.length).replace(/-\w{6}$/, ''),
        bytes: Number(readFileSync(join(group, peak), 'utf8')),
        killed: Number(killed),
      });
      rmdirSync(group);
    }
    return all;
  }
}
