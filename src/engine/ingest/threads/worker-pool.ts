import { RestartingThread } from './restarting-thread.ts';
import type { JobOutcome, ThreadOptions } from './pool-thread.ts';

/** Largest heap of a worker in MB, enough for one line of 256 MB, and time in ms that it may be silent. */
export const WORKER_MEMORY = 2048;
export const HANG_TIMEOUT_MS = 120_000;

export interface PoolOptions extends ThreadOptions {
  size: number;
}

/** Something for a thread to do. */
export interface Task<Job, Answer> {
  job: Job;
  /**
   * Told the answer, or the reason why there is none after two tries.
   * @returns what is left to be done with it, which may wait until the thread has its next job
   */
  take: (outcome: JobOutcome<Answer>) => () => void;
}

/** The next task; a promise where it is not known yet, undefined when there are no more. */
export type NextTask<Job, Answer> = () => Task<Job, Answer> | undefined | Promise<Task<Job, Answer> | undefined>;

/**
 * Runs tasks on worker threads, each thread one at a time. A job whose worker dies or hangs is tried again on a fresh
 * one; the other jobs are not affected.
 * @param again the job for its second try
 * @param keeps asked when there are no more tasks: how many of the threads are not ended
 * @returns these
 */
export async function runPool<Job, Answer>(
  options: PoolOptions,
  next: NextTask<Job, Answer>,
  again: (job: Job) => Job,
  keeps = (): number => 0,
): Promise<RestartingThread<Job, Answer>[]> {
  const kept: RestartingThread<Job, Answer>[] = [];
  const run = async (number: number): Promise<void> => {
    const thread = new RestartingThread<Job, Answer>(options, number);
    // Handling an answer takes time, so the thread is given its next job first, if there is one.
    let rest = nothing;
    for (;;) {
      const coming = next();
      if (coming instanceof Promise) {
        rest();
        rest = nothing;
      }
      const task = await coming;
      if (task === undefined) break;
      const running = thread.run(task.job, again);
      rest();
      rest = task.take(await running);
    }
    rest();
    if (kept.length < keeps()) kept.push(thread);
    else await thread.end();
  };
  await Promise.all(Array.from({ length: options.size }, (_, number) => run(number)));
  return kept;
}

function nothing(): void {
  // Nothing is left of an answer.
}
