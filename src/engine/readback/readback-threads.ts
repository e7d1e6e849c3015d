import type { JobOutcome } from '../ingest/threads/pool-thread.ts';
import { RestartingThread } from '../ingest/threads/restarting-thread.ts';
import type { KeptThread } from '../ingest/threads/read-all.ts';
import { boardMemory, ProgressBoard } from '../ingest/jobs/progress-board.ts';
import {
  type MeaningJob,
  type PromptJob,
  type Prompts,
  type ReadbackThreadData,
  runMeaningJob,
  runPromptJob,
  type TemplateMeanings,
} from './readback-job.ts';
import { isPacked, type PromptPart, splitMeaningJob, splitPromptJob } from './split-job.ts';

/** This many templates are read in less time than a thread takes to start. */
const MAX_TEMPLATES_HERE = 100;
/** Number of templates that justify one more thread. */
const TEMPLATES_PER_THREAD = 250;
/** In so many requests templates are mined for longer than threads take to start, and there are templates enough for them. */
const MANY_REQUESTS = 20_000;

export interface ReadbackThreadOptions {
  /** Built script of the threads; without it this thread reads. */
  file: string | undefined;
  /** Most threads. */
  size: number;
  /** Threads that have a processor while this one continues. */
  spare: number;
  /** Largest heap of each in MB, and time in ms without progress after which it is ended. */
  memory: number;
  hangTimeoutMs: number;
  /** Threads that have read the log, to begin with. */
  kept?: readonly KeptThread[];
}

/** How many threads that have read a log go on to read what its templates say, by its requests. */
export const keptThreads = (requests: number, spare: number): number => (requests < MANY_REQUESTS ? 0 : spare);

/** Threads that read what templates say, while this one continues. What they cannot do, this one does. */
export class ReadbackThreads {
  private readonly threads: readonly RestartingThread<object, unknown>[];
  private readonly spare: number;
  private isStarted = false;
  private isEnded = false;
  /** What each thread was asked last. */
  private readonly last: Promise<unknown>[] = [];

  constructor({ file, size, spare, memory, hangTimeoutMs, kept = [] }: ReadbackThreadOptions) {
    this.spare = Math.min(size, spare);
    const board = new ProgressBoard(boardMemory(size));
    const options = {
      file: file ?? '',
      workerData: (thread: number): ReadbackThreadData => ({ memory: board.memory, thread, readsBack: true }),
      resourceLimits: { maxOldGenerationSizeMb: memory },
      beats: (thread: number) => board.beats(thread),
      hangTimeoutMs,
    };
    this.threads = Array.from(
      { length: file === undefined ? 0 : size },
      (_, thread) => kept[thread] ?? new RestartingThread(options, thread),
    );
  }

  /** Starts the threads of a large log before it is known what there is to read, so that they are ready by then. */
  start(requests: number): void {
    if (requests < MANY_REQUESTS) return;
    this.isStarted = true;
    for (const thread of this.threads.slice(0, this.spare)) thread.start();
  }

  /** How many threads take what is done aside. */
  get beside(): number {
    return this.isStarted ? Math.min(this.spare, this.threads.length) : 0;
  }

  /** Does one thing after another on a thread, while this one continues; undefined where none does it. */
  async aside<Answer>(job: object, thread = 0): Promise<Answer | undefined> {
    if (thread >= this.beside) return undefined;
    const outcome = await this.run(job, thread);
    return 'answer' in outcome ? (outcome.answer as Answer) : undefined;
  }

  /** The same as `runMeaningJob`, whatever the number of threads. */
  async read(job: MeaningJob): Promise<TemplateMeanings> {
    const few = this.isStarted ? 0 : MAX_TEMPLATES_HERE;
    if (this.threads.length === 0 || job.templates.length <= few) return runMeaningJob(job);
    const { sources, mappings, templates } = job;
    // To unpack a log takes longer than all else, here and on this thread.
    const whole = isPacked(job) ? { sources, mappings, templates, prompts: await this.readPrompts(job) } : job;
    const parts = splitMeaningJob(whole, Math.min(this.spare, Math.ceil(job.templates.length / TEMPLATES_PER_THREAD)));
    const answers = await Promise.all(parts.map((part, thread) => this.ask(part, thread, runMeaningJob, [])));
    const texts = new Map(answers.flat());
    return job.templates.flatMap(([template]): TemplateMeanings => {
      const meaning = texts.get(template);
      return meaning ? [[template, meaning]] : [];
    });
  }

  /** Ends the threads. What they still read is read no further. */
  async end(): Promise<void> {
    this.isEnded = true;
    await Promise.all(this.threads.map((thread) => thread.end()));
  }

  private async readPrompts(job: MeaningJob): Promise<Prompts> {
    const locations = job.templates.flatMap(([, own]) => own);
    const prompts: Prompts = locations.map(() => undefined);
    const parts = splitPromptJob(job, locations, this.threads.length);
    const readPart = async ({ job: part, numbers }: PromptPart, thread: number): Promise<void> => {
      const read = await this.ask(part, thread, runPromptJob, []);
      for (const [at, number] of numbers.entries()) prompts[number] = read[at];
    };
    await Promise.all(parts.map(readPart));
    return prompts;
  }

  /** After all that the thread was asked before. */
  private run(job: object, thread: number): Promise<JobOutcome<unknown>> {
    const asked = Promise.resolve(this.last[thread]).then(() => this.threads[thread]!.run(job, (same) => same));
    this.last[thread] = asked;
    return asked;
  }

  private async ask<Job extends MeaningJob | PromptJob, Answer>(
    job: Job,
    thread: number,
    doHere: (job: Job) => Promise<Answer>,
    nothing: Answer,
  ): Promise<Answer> {
    const outcome = await this.run(job, thread);
    if ('answer' in outcome) return outcome.answer as Answer;
    return this.isEnded ? nothing : doHere(job);
  }
}
