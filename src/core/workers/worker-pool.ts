import { type ResourceLimits, Worker } from 'node:worker_threads';

export interface PoolOptions {
  /** Script of the worker. It answers each message with one message. */
  file: string;
  size: number;
  workerData: unknown;
  resourceLimits?: ResourceLimits;
}

/** An answer, or the reason why there is none after two tries. */
export type Outcome<Answer> = { answer: Answer } | { lost: string };

/**
 * Runs jobs on worker threads, each thread one job at a time, in order. A job whose worker dies is tried once more on a
 * fresh one; the other jobs are not affected.
 * @param more asked before each job; false ends the run with the jobs that are under way
 */
export async function runPool<Answer>(
  options: PoolOptions,
  jobs: readonly unknown[],
  onOutcome: (index: number, outcome: Outcome<Answer>) => void,
  more: () => boolean,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    let worker: Worker | undefined;
    while (next < jobs.length && more()) {
      const index = next++;
      let outcome: Outcome<Answer> = { lost: '' };
      for (let attempt = 0; attempt < 2 && 'lost' in outcome; attempt++) {
        worker ??= start(options);
        outcome = await ask<Answer>(worker, jobs[index]);
        if ('lost' in outcome) {
          await worker.terminate();
          worker = undefined;
        }
      }
      onOutcome(index, outcome);
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(options.size, jobs.length) }, lane));
}

function start({ file, workerData, resourceLimits }: PoolOptions): Worker {
  return new Worker(file, resourceLimits === undefined ? { workerData } : { workerData, resourceLimits });
}

function ask<Answer>(worker: Worker, job: unknown): Promise<Outcome<Answer>> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome<Answer>): void => {
      worker.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
      // An error that comes after the answer belongs to nobody, but must not end the process.
      worker.on('error', ignore);
      resolve(outcome);
    };
    worker.on('message', (answer: Answer) => settle({ answer }));
    worker.on('error', (error) => settle({ lost: error.message }));
    worker.on('exit', (code) => settle({ lost: `the worker ended with code ${code}` }));
    worker.postMessage(job);
  });
}

function ignore(): void {
  // See above.
}
