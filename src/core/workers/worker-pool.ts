import { type ResourceLimits, Worker } from 'node:worker_threads';

/** Largest heap of a worker in MB, enough for one line of 256 MB, and time in ms that it may be silent. */
export const WORKER_MEMORY = 2048;
export const PATIENCE = 120_000;

export interface PoolOptions {
  /** Script of the worker. It answers each message with one message. */
  file: string;
  size: number;
  /** What the worker of a lane is given when it starts; lanes count from 0. */
  workerData: (lane: number) => unknown;
  resourceLimits?: ResourceLimits;
  /** A number that grows while the worker of a lane works. */
  beats: (lane: number) => number;
  /** Time in ms without a beat after which a worker hangs and is ended. */
  patience: number;
}

/** An answer, or the reason why there is none after two tries. */
export type Outcome<Answer> = { answer: Answer } | { lost: string };

/**
 * Runs jobs on worker threads, each thread one job at a time, in order. A job whose worker dies or hangs is tried once
 * more on a fresh one; the other jobs are not affected.
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
  const run = async (lane: number): Promise<void> => {
    let worker: Worker | undefined;
    while (next < jobs.length && more()) {
      const index = next++;
      let outcome: Outcome<Answer> = { lost: '' };
      for (let attempt = 0; attempt < 2 && 'lost' in outcome; attempt++) {
        const job = jobs[index]!;
        worker ??= start(options, lane);
        outcome = await ask<Answer>(worker, attempt === 0 ? job : again(job), options, lane);
        if ('lost' in outcome) {
          await worker.terminate();
          worker = undefined;
        }
      }
      onOutcome(index, outcome);
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(options.size, jobs.length) }, (_, lane) => run(lane)));
}

function start({ file, workerData, resourceLimits }: PoolOptions, lane: number): Worker {
  return new Worker(file, { workerData: workerData(lane), ...(resourceLimits && { resourceLimits }) });
}

/** Looks that are taken within the patience. A machine that slept wakes up to one look, not to the end of a worker. */
const LOOKS = 8;

function ask<Answer>(
  worker: Worker,
  job: unknown,
  { beats, patience }: PoolOptions,
  lane: number,
): Promise<Outcome<Answer>> {
  return new Promise((resolve) => {
    let known = beats(lane);
    let silent = 0;
    const watch = setInterval(() => {
      const now = beats(lane);
      silent = now === known ? silent + 1 : 0;
      known = now;
      if (silent >= LOOKS) settle({ lost: `it did nothing for ${Math.round(patience / 1000)} s` });
    }, patience / LOOKS);
    const settle = (outcome: Outcome<Answer>): void => {
      clearInterval(watch);
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
