import { Lane } from './lane.ts';
import type { Outcome, ThreadOptions } from './pool-thread.ts';

/** Largest heap of a worker in MB, enough for one line of 256 MB, and time in ms that it may be silent. */
export const WORKER_MEMORY = 2048;
export const PATIENCE = 120_000;

export interface PoolOptions extends ThreadOptions {
  size: number;
}

/**
 * Runs jobs on worker threads, each thread one job at a time, in order. A job whose worker dies or hangs is tried once
 * more on a fresh one; the other jobs are not affected.
 * @param onOutcome told the answer, or the reason why there is none after two tries
 * @param more asked before each job; false ends the run with the jobs that are under way
 * @param again the job for its second try
 */
export async function runPool<Job, Answer>(
  options: PoolOptions,
  jobs: readonly Job[],
  onOutcome: (index: number, outcome: Outcome<Answer>) => void,
  more: () => boolean,
  again: (job: Job) => Job,
): Promise<void> {
  let next = 0;
  const run = async (number: number): Promise<void> => {
    const lane = new Lane<Job, Answer>(options, number);
    // What is done with an answer takes its time: the thread is given its next job first.
    let tell: () => void = () => undefined;
    while (next < jobs.length && more()) {
      const index = next++;
      const running = lane.run(jobs[index]!, again);
      tell();
      const outcome = await running;
      tell = () => onOutcome(index, outcome);
    }
    tell();
    await lane.end();
  };
  await Promise.all(Array.from({ length: Math.min(options.size, jobs.length) }, (_, number) => run(number)));
}
