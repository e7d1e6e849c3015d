import { Worker } from 'node:worker_threads';
import type { ExplorerJob, ExplorerJobKind, ExplorerJobs, FromExplorerThread } from './explorer-jobs.ts';

/** Heap of the thread in MB: a request of 256 MB is parsed and indented in it. */
const HEAP_MB = 2048;

export type ThreadEvent = Extract<FromExplorerThread, { type: 'counted' | 'hits' }>;

/** What is asked of the thread of a log. */
export type LogThread = Pick<ExplorerThread, 'ask' | 'start' | 'dispose'>;

interface Waiting {
  resolve: (body: unknown) => void;
  reject: (error: Error) => void;
}

/** The editor's end of the thread of one log. A thread that died is started again with the next question. */
export class ExplorerThread {
  private readonly waiting = new Map<number, Waiting>();
  private worker: Worker | undefined;
  private next = 1;

  /** @param script path of the built `explorer-worker.js` */
  constructor(
    private readonly script: string,
    private job: ExplorerJob,
    private readonly onEvent: (event: ThreadEvent) => void,
  ) {}

  /** @throws a sentence when the thread cannot do it */
  ask<K extends ExplorerJobKind>(kind: K, body: ExplorerJobs[K]['ask']): Promise<ExplorerJobs[K]['answer']> {
    return this.start(kind, body).answer;
  }

  /** As `ask`, with the number by which events name the job. */
  start<K extends ExplorerJobKind>(
    kind: K,
    body: ExplorerJobs[K]['ask'],
  ): { id: number; answer: Promise<ExplorerJobs[K]['answer']> } {
    const id = this.next++;
    // A thread that is started again opens what was open.
    if (kind === 'open' && 'member' in body) this.job = { ...this.job, member: body.member };
    const answer = new Promise<ExplorerJobs[K]['answer']>((resolve, reject) => {
      // The thread answers a job with what belongs to its kind.
      this.waiting.set(id, { resolve: (value) => resolve(value as ExplorerJobs[K]['answer']), reject });
    });
    this.running().postMessage({ id, kind, body });
    return { id, answer };
  }

  dispose(): void {
    void this.worker?.terminate();
    this.worker = undefined;
    this.fail(new Error('The log explorer was closed.'));
  }

  private running(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(this.script, {
      workerData: this.job,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    this.worker = worker;
    worker.on('message', (message: FromExplorerThread) => this.take(message));
    worker.on('error', (error: unknown) =>
      this.lost(worker, error instanceof Error ? error : new Error(String(error))),
    );
    worker.on('exit', () => this.lost(worker, new Error('The thread that reads the log ended.')));
    return worker;
  }

  private take(message: FromExplorerThread): void {
    if (message.type === 'counted' || message.type === 'hits') return this.onEvent(message);
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.type === 'answer') waiting?.resolve(message.body);
    else waiting?.reject(new Error(message.message));
  }

  private lost(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.fail(error);
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
