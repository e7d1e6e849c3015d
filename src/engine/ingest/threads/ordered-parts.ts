import type { ReadJob, ScanPart } from '../jobs/read-job.ts';
import type { ReadTask } from './chunk-feed.ts';

/** Takes what is found, in whatever order it comes. */
export interface PartSink {
  add(task: ReadTask, part: ScanPart): void;
}

/**
 * Hands parts on in the order of their jobs: only then is it known how many lines of a file come before a part. Parts that
 * come early wait.
 */
export class OrderedParts implements PartSink {
  /** The job of which a part comes next: all before it are done. */
  next = 0;
  private nextPart = 0;
  private readonly waiting = new Map<string, { task: ReadTask; part: ScanPart }>();

  constructor(private readonly append: (job: ReadJob, part: ScanPart) => void) {}

  add(task: ReadTask, part: ScanPart): void {
    this.waiting.set(keyOf(task.index, task.part), { task, part });
    for (;;) {
      const key = keyOf(this.next, this.nextPart);
      const ready = this.waiting.get(key);
      if (ready === undefined) return;
      this.waiting.delete(key);
      this.append(ready.task.job, ready.part);
      this.next += ready.task.isLast ? 1 : 0;
      this.nextPart = ready.task.isLast ? 0 : this.nextPart + 1;
    }
  }

  /** Reading was stopped: what the others waited for does not come. */
  end(): void {
    const left = [...this.waiting.values()].sort((a, b) => a.task.index - b.task.index || a.task.part - b.task.part);
    this.waiting.clear();
    for (const { task, part } of left) this.append(task.job, part);
  }
}

function keyOf(job: number, part: number): string {
  return `${job}/${part}`;
}
