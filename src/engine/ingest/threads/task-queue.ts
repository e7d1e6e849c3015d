import type { ReadJob } from '../jobs/read-job.ts';
import { ChunkFeed, type ReadTask, type Unpack } from './chunk-feed.ts';

/** Tasks in the order in which their results are put together, as far as that is not a reason to wait. */
export class TaskQueue {
  private readonly whole: ReadTask[];
  private readonly feed: ChunkFeed | undefined;

  /**
   * @param wanted places of jobs to be done, in their order
   * @param buffers chunks of a packed log that are held at a time
   */
  constructor(jobs: readonly ReadJob[], wanted: readonly number[], buffers: number, unpack: Unpack) {
    const fed = wanted.find((index) => jobs[index]!.chunkBytes !== undefined);
    this.feed = fed === undefined ? undefined : new ChunkFeed(fed, jobs[fed]!, buffers, unpack);
    this.whole = wanted
      .filter((index) => index !== fed)
      .map((index) => ({ index, part: 0, isLast: true, job: jobs[index]! }));
  }

  /** True when a log is cut while it is unpacked: there are more tasks than jobs. */
  get isFed(): boolean {
    return this.feed !== undefined;
  }

  /** The next task; a promise while none is there but one may come. */
  next(): ReadTask | undefined | Promise<ReadTask | undefined> {
    const { feed, whole } = this;
    // What comes too early is held until everything before it is there.
    if (feed === undefined || (whole[0] !== undefined && whole[0].index < feed.index)) return whole.shift();
    return feed.take() ?? whole.shift() ?? feed.wait();
  }

  /** The text of a task is no longer needed. */
  over(task: ReadTask): void {
    this.feed?.release(task);
  }
}
