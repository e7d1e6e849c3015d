import { type ResourceLimits, Worker } from 'node:worker_threads';

export interface ThreadOptions {
  /** Script of the thread. It answers each message with one message. */
  file: string;
  /** What a thread is given when it starts, by its number from 0. */
  workerData: (thread: number) => unknown;
  resourceLimits?: ResourceLimits;
  /** A number that grows while that thread works. */
  beats: (thread: number) => number;
  /** Time in ms without a beat after which a thread counts as hanging and is ended. */
  hangTimeoutMs: number;
}

/** An answer, or the reason why there is none. */
export type JobOutcome<Answer> = { answer: Answer } | { lost: string };

/** Checks within the timeout. A machine that slept wakes up to one check, not to the end of a thread. */
const CHECKS_PER_TIMEOUT = 8;

/** A worker thread, from its start to its end. It is asked one thing at a time. */
export class PoolThread<Job, Answer> {
  private readonly worker: Worker;
  private reason: string | undefined;
  private settle: (outcome: JobOutcome<Answer>) => void = ignore;

  constructor(
    private readonly options: ThreadOptions,
    private readonly thread: number,
  ) {
    const { file, workerData, resourceLimits } = options;
    this.worker = new Worker(file, { workerData: workerData(thread), ...(resourceLimits && { resourceLimits }) });
    this.worker.on('message', (answer: Answer) => this.settle({ answer }));
    // It may die before it is asked or after its answer: that must not end the process, and is told when it is asked.
    this.worker.on('error', (error) => this.lose(error.message));
    this.worker.on('exit', (code) => this.lose(`the worker ended with code ${code}`));
  }

  /** True once it has died. */
  get isLost(): boolean {
    return this.reason !== undefined;
  }

  ask(job: Job): Promise<JobOutcome<Answer>> {
    if (this.reason !== undefined) return Promise.resolve({ lost: this.reason });
    const { beats, hangTimeoutMs } = this.options;
    return new Promise((resolve) => {
      let known = beats(this.thread);
      let silent = 0;
      const watch = setInterval(() => {
        const now = beats(this.thread);
        silent = now === known ? silent + 1 : 0;
        known = now;
        if (silent >= CHECKS_PER_TIMEOUT)
          this.settle({ lost: `it did nothing for ${Math.round(hangTimeoutMs / 1000)} s` });
      }, hangTimeoutMs / CHECKS_PER_TIMEOUT);
      this.settle = (outcome) => {
        clearInterval(watch);
        this.settle = ignore;
        resolve(outcome);
      };
      this.worker.ref();
      this.worker.postMessage(job);
    });
  }

  /** Says something that is not answered. Until it is asked again, the thread does not keep the process from ending. */
  tell(message: object): void {
    this.worker.unref();
    this.worker.postMessage(message);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private lose(reason: string): void {
    this.reason ??= reason;
    this.settle({ lost: this.reason });
  }
}

function ignore(): void {
  // Nobody waits for an answer.
}
