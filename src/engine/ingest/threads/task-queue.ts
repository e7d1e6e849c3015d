import { addAll } from '../../../math/lists/many.ts';
import type { ReadJob } from '../jobs/read-job.ts';
import { ChunkFeed, type ReadTask, type Unpack } from './chunk-feed.ts';

/** Files up to this size are read several at once: what it takes to hand one over is more than what it takes to read it. */
const SMALL_BYTES = 64 << 10;
const MOST_AT_ONCE = 64;
const MOST_BYTES = 1 << 20;

/** Tasks in the order in which their results are put together, as far as that is not a reason to wait. */
export class TaskQueue {
  private readonly whole: readonly ReadTask[];
  /** Place of the next one of them. */
  private at = 0;
  /** Those whose thread died: each is done by itself. */
  private readonly alone: ReadTask[] = [];
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
    const { feed } = this;
    const whole = this.alone[0] ?? this.whole[this.at];
    // What comes too early is held until everything before it is there.
    if (feed === undefined || (whole !== undefined && whole.index < feed.index)) return this.shift();
    return feed.take() ?? this.shift() ?? feed.wait();
  }

  /** The next task, with those right behind it where all are small. */
  nextFew(): ReadTask[] | undefined | Promise<ReadTask[] | undefined> {
    const isAlone = this.alone.length > 0;
    const first = this.next();
    if (first instanceof Promise) return first.then((task) => task && [task]);
    if (first === undefined) return undefined;
    const few = [first];
    let bytes = first.job.source.size;
    while (!isAlone && isSmall(first.job) && few.length < MOST_AT_ONCE) {
      const coming = this.whole[this.at];
      if (coming?.index !== first.index + few.length || !isSmall(coming.job)) break;
      bytes += coming.job.source.size;
      if (bytes > MOST_BYTES) break;
      few.push(coming);
      this.at++;
    }
    return few;
  }

  /** Tasks that were given together are to be done one by one. */
  again(tasks: readonly ReadTask[]): void {
    addAll(this.alone, tasks);
  }

  /** The text of a task is no longer needed. */
  over(task: ReadTask): void {
    this.feed?.release(task);
  }

  private shift(): ReadTask | undefined {
    return this.alone.shift() ?? this.whole[this.at++];
  }
}

const isSmall = ({ source, range, chunkBytes }: ReadJob): boolean =>
  source.size <= SMALL_BYTES && source.compression === 'none' && range === undefined && chunkBytes === undefined;
