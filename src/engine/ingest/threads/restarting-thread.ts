import { type JobOutcome, PoolThread, type ThreadOptions } from './pool-thread.ts';

/** Does jobs one after another, on one thread as long as it lives, then on its successor. */
export class RestartingThread<Job, Answer> {
  private thread: PoolThread<Job, Answer> | undefined;
  private isEnded = false;

  /** @param number which of the threads of a pool this is, from 0 */
  constructor(
    private readonly options: ThreadOptions,
    private readonly number: number,
  ) {}

  /** Starts the thread. What is not started before its first job starts with it. */
  start(): PoolThread<Job, Answer> {
    if (this.thread?.isLost !== false) this.thread = new PoolThread(this.options, this.number);
    return this.thread;
  }

  /**
   * Does a job. When its thread dies or hangs, it is tried again on a fresh one, unless this one was ended.
   * @param again the job for its second try
   */
  async run(job: Job, again: (job: Job) => Job): Promise<JobOutcome<Answer>> {
    let outcome: JobOutcome<Answer> = { lost: 'the thread was ended' };
    for (let attempt = 0; attempt < 2 && 'lost' in outcome && !this.isEnded; attempt++) {
      const thread = this.start();
      outcome = await thread.ask(attempt === 0 ? job : again(job));
      if ('lost' in outcome) {
        await thread.end();
        this.thread = undefined;
      }
    }
    return outcome;
  }

  /** Says something that is not answered to the thread that there is; its successor is not told. */
  tell(message: object): void {
    this.thread?.tell(message);
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    this.isEnded = true;
    await this.thread?.end();
  }
}
