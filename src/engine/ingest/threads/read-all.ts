import { CAREFUL_LINE_BYTES, DEFAULT_LIMITS } from '../../../reader/bytes/files/limits.ts';
import { RestartingThread } from './restarting-thread.ts';
import type { ProgressBoard, ThreadData } from '../jobs/progress-board.ts';
import { readerFile } from './reader-file.ts';
import { type EndOfReading, type ReadJob, runReadJob } from '../jobs/read-job.ts';
import { type PackedParts, unpackParts } from '../jobs/scan-message.ts';
import type { PartSink } from './ordered-parts.ts';
import { bytesOf, lostPart } from './scan-result.ts';
import type { ReadTask } from './chunk-feed.ts';
import { type UnpackAnswer, Unpacker, type UnpackJob } from '../jobs/unpack-job.ts';
import { TaskQueue } from './task-queue.ts';
import { HANG_TIMEOUT_MS, type NextTask, runPool, type Task, WORKER_MEMORY } from './worker-pool.ts';

/** Chunks that are held in addition to those being read: one to be read next, and one that is being unpacked. */
const SPARE_BUFFERS = 2;

/** Bytes from which on one more thread is worth the 40 MB that it leaves and the second that it takes to compile what it does: docs/performance.md. */
const LARGE = 1e9;

export interface ReadOptions {
  /** Reader threads; 0 reads on this thread. The result is the same. */
  workers?: number;
  /** Whether one more reads large logs: whoever waits for readers leaves a processor to them. */
  isOneMore?: boolean;
  /** Built script of the reader thread; default: `scan-worker.js` next to the running bundle. Without it this thread reads. */
  workerFile?: string;
  /** Largest heap of a reader thread in MB; default 2048, enough for one line of 256 MB. */
  workerMemory?: number;
  /** Time in ms after which a reader thread that shows no progress is ended; default two minutes. */
  hangTimeoutMs?: number;
  /** Reader threads that go on to other jobs when so many requests were read; whoever asks for them ends them. Default: none. */
  keepThreads?: (requests: number) => number;
}

/** A thread that does jobs of every kind. */
export type KeptThread = RestartingThread<object, unknown>;

/**
 * Does the wanted jobs and adds what they find to the result. If reading is stopped, everything that was begun is still added.
 * @param wanted places of jobs, in their order
 * @param board with a counter for each reader, and one for the thread that unpacks, or for one more reader
 * @returns threads that are not ended
 */
export async function readAll(
  jobs: readonly ReadJob[],
  wanted: readonly number[],
  result: PartSink,
  board: ProgressBoard,
  options: ReadOptions,
): Promise<KeptThread[]> {
  const { workers = 0, workerMemory = WORKER_MEMORY, hangTimeoutMs = HANG_TIMEOUT_MS, keepThreads } = options;
  const file = readerFile(options.workerFile);
  if (workers < 1 || file === undefined) {
    const localUnpacker = new Unpacker(board);
    const tasks = new TaskQueue(jobs, wanted, 1, async (job) => ({ answer: await localUnpacker.run(job) }));
    for (let task = await tasks.next(); task !== undefined && !board.stopped; task = await tasks.next()) {
      result.add(task, await runReadJob(task.job, board));
      tasks.over(task);
    }
    await localUnpacker.close();
    return [];
  }
  const threads = {
    file,
    workerData: (thread: number): ThreadData => ({ memory: board.memory, thread }),
    resourceLimits: { maxOldGenerationSizeMb: workerMemory },
    beats: (thread: number) => board.beats(thread),
    hangTimeoutMs,
  };
  const unpacker = new RestartingThread<UnpackJob, UnpackAnswer>(threads, workers);
  const tasks = new TaskQueue(jobs, wanted, workers + SPARE_BUFFERS, (job) => unpacker.run(job, (same) => same));
  const lost: Promise<void>[] = [];
  const poolTask = (few: readonly ReadTask[]): Task<readonly ReadJob[], PackedParts> => ({
    job: few.map(({ job }) => job),
    take: (outcome) => {
      const [task] = few;
      if ('lost' in outcome && few.length > 1) tasks.again(few);
      else if ('lost' in outcome && task)
        lost.push(lostPart(task.job, outcome.lost).then((part) => result.add(task, part)));
      // Lines of a lost part have been counted by now.
      for (const each of few) tasks.over(each);
      return () => {
        if ('answer' in outcome)
          for (const [place, part] of unpackParts(outcome.answer).entries()) result.add(few[place]!, part);
      };
    },
  });
  const next: NextTask<readonly ReadJob[], PackedParts> = () => {
    const few = board.stopped ? undefined : tasks.nextFew();
    if (few instanceof Promise) return few.then((found) => found && poolTask(found));
    return few && poolTask(few);
  };
  const bytes = wanted.reduce((sum, index) => sum + bytesOf(jobs[index]!), 0);
  try {
    const kept = await runPool(
      { ...threads, size: tasks.isFed ? workers : Math.min(readersOf(options, bytes), wanted.length) },
      next,
      (few) => few.map(carefully),
      () => (board.stopped ? 0 : (keepThreads?.(board.requests) ?? 0)),
    );
    await Promise.all(lost);
    for (const thread of kept) thread.tell({ endsReading: true } satisfies EndOfReading);
    // The script of a reader does the other jobs as well.
    return kept as unknown as KeptThread[];
  } finally {
    await unpacker.end();
  }
}

/** How many threads read so many bytes of logs that are not unpacked by one thread for all of them. */
export const readersOf = ({ workers = 0, isOneMore }: ReadOptions, bytes: number): number =>
  isOneMore === true && bytes >= LARGE ? workers + 1 : workers;

/** A job whose reader died is read again without its longest lines: usually one of them was too much for it. */
function carefully(job: ReadJob): ReadJob {
  const limits = job.source.limits ?? DEFAULT_LIMITS;
  const lineBytes = Math.min(limits.lineBytes, CAREFUL_LINE_BYTES);
  return { ...job, source: { ...job.source, limits: { ...limits, lineBytes } } };
}
