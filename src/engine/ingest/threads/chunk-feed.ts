import type { JobOutcome } from './pool-thread.ts';
import type { ReadJob } from '../jobs/read-job.ts';
import type { UnpackAnswer, UnpackJob } from '../jobs/unpack-job.ts';

/** A part of a source that is read by itself. */
export interface ReadTask {
  /** Place of its job in the list of jobs. */
  index: number;
  /** Its number among the parts of that job, from 0. */
  part: number;
  isLast: boolean;
  job: ReadJob;
}

/** Unpacks one chunk after the other. */
export type Unpack = (job: UnpackJob) => Promise<JobOutcome<UnpackAnswer>>;

/**
 * Cuts a job for a packed log into tasks while the log is unpacked elsewhere: each task has a chunk of the text. No more is
 * unpacked than there is memory for; finished tasks return their memory.
 */
export class ChunkFeed {
  private readonly ready: ReadTask[] = [];
  private readonly free: SharedArrayBuffer[];
  /** Those who wait for a task, and the unpacking that waits for memory. */
  private readonly takers: ((task: ReadTask | undefined) => void)[] = [];
  private goOn = (): void => undefined;
  private isOver = false;

  /**
   * @param index place of the job in the list of jobs
   * @param job with the size of chunks
   * @param buffers chunks that are held at a time
   */
  constructor(
    readonly index: number,
    private readonly job: ReadJob,
    buffers: number,
    private readonly unpack: Unpack,
  ) {
    this.free = Array.from({ length: buffers }, () => new SharedArrayBuffer(2 * (job.chunkBytes ?? 0)));
    void this.unpackAll();
  }

  /** A task that is there. */
  take(): ReadTask | undefined {
    return this.ready.shift();
  }

  /** The next task, which is not there yet; undefined when none comes. */
  wait(): Promise<ReadTask | undefined> {
    return this.isOver ? Promise.resolve(undefined) : new Promise((resolve) => this.takers.push(resolve));
  }

  /** The text of a task is no longer needed. */
  release({ job }: ReadTask): void {
    if (job.text === undefined) return;
    this.free.push(job.text.memory);
    this.goOn();
  }

  private async unpackAll(): Promise<void> {
    const { job, index } = this;
    for (let start = 0, part = 0, isLast = false; !isLast; part++) {
      const memory = await this.freeBuffer();
      const outcome = await this.unpack({ source: job.source, start, memory });
      const answer = 'answer' in outcome ? outcome.answer : lostAnswer(outcome.lost);
      const { bytes, packedBytes, error, restarts } = answer;
      isLast = answer.kind !== 'more';
      const range = { start, end: isLast ? Infinity : start + bytes };
      const text = {
        memory,
        bytes,
        packedBytes,
        ...(error !== undefined && { error }),
        ...(restarts && { restarts }),
      };
      const isWhole = start === 0 && answer.kind === 'uncut';
      this.give({
        index,
        part,
        isLast,
        job: { ...job, ...(!isWhole && { range }), ...(answer.kind !== 'uncut' && { text }) },
      });
      start += bytes;
    }
    this.isOver = true;
    for (const take of this.takers) take(undefined);
  }

  private give(task: ReadTask): void {
    const take = this.takers.shift();
    if (take) take(task);
    else this.ready.push(task);
  }

  private async freeBuffer(): Promise<SharedArrayBuffer> {
    if (this.free.length === 0) await new Promise<void>((resolve) => (this.goOn = resolve));
    return this.free.pop()!;
  }
}

function lostAnswer(reason: string): UnpackAnswer {
  return { bytes: 0, kind: 'last', packedBytes: 0, error: `its reader failed twice: ${reason}` };
}
