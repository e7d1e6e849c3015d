import { Worker } from 'node:worker_threads';
import type { AuditProgress } from '../../engine/pipeline/audit.ts';
import type { FromThread, Job, OutcomeOf, ScanOutcome, ToThread } from './scan-messages.ts';

/**
 * Heap of the audit thread in MB. VS Code's process has at most 4,096 MB for all threads together (pointer compression),
 * so a thread that needs more than half of it is stopped before the editor is. Request columns lie outside the heap.
 */
export const HEAP_MB = 2048;

/** Time a cancelled scan has to hand over its results, in ms, before its thread is stopped. */
const CANCEL_TIMEOUT_MS = 60_000;

export interface ThreadOptions {
  /** Path of the built `audit-worker.js`. */
  script: string;
  onProgress?: (progress: AuditProgress) => void;
  /** Given each report of logs that are followed. */
  onUpdate?: (outcome: ScanOutcome) => void;
  /** Told in a sentence what was known of a log, or lost. */
  onRemark?: (sentence: string) => void;
  /** When aborted, the scan stops reading and hands over a report on what was read. */
  signal?: AbortSignal;
  /** When aborted, the thread is stopped where it stands, and there is no outcome. */
  stop?: AbortSignal;
}

/** Raised when a scan was stopped, or had nothing to hand over in time. */
export class ScanStopped extends Error {}

/**
 * Runs a job in a thread of its own.
 * @throws what the thread failed with, with its stack; a sentence when the thread ran out of memory or died
 */
export function runInThread<J extends Job>(job: J, options: ThreadOptions): Promise<OutcomeOf<J>> {
  const worker = new Worker(options.script, {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  let timer: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    worker.postMessage({ type: 'cancel' } satisfies ToThread);
    timer = setTimeout(() => void worker.terminate(), CANCEL_TIMEOUT_MS);
  };
  const result = new Promise<OutcomeOf<J>>((resolve, reject) => {
    worker.on('message', takeMessages<J>(options, resolve, reject));
    worker.on('error', (error) => reject(explained(error)));
    worker.on('exit', () => {
      const stopped = options.signal?.aborted === true || options.stop?.aborted === true;
      reject(
        stopped
          ? new ScanStopped('The scan was stopped before it had results.')
          : new Error('The scan ended without a result.'),
      );
    });
  });
  // A thread that judges is busy in one long step and hears nothing.
  const end = (): void => void worker.terminate();
  if (options.stop?.aborted === true) end();
  else options.stop?.addEventListener('abort', end, { once: true });
  if (options.signal?.aborted === true) cancel();
  else options.signal?.addEventListener('abort', cancel, { once: true });
  return result.finally(() => {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', cancel);
    options.stop?.removeEventListener('abort', end);
  });
}

/** What is done with each message of what runs a job. */
export const takeMessages =
  <J extends Job>(
    options: Pick<ThreadOptions, 'onProgress' | 'onUpdate' | 'onRemark'>,
    resolve: (outcome: OutcomeOf<J>) => void,
    reject: (error: Error) => void,
  ) =>
  // Both ends are built together.
  (given: unknown): void => {
    const message = given as FromThread;
    switch (message.type) {
      case 'progress':
        options.onProgress?.(message.progress);
        break;
      case 'update':
        options.onUpdate?.(message.outcome);
        break;
      case 'remark':
        options.onRemark?.(message.sentence);
        break;
      case 'done':
        // A job is answered with what belongs to its kind.
        resolve(message.outcome as OutcomeOf<J>);
        break;
      case 'failed': {
        const error = new Error(message.message);
        error.stack = message.stack;
        reject(error);
        break;
      }
    }
  };

function explained(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new Error('The scan needs more memory than the editor allows a thread. Scan fewer files at a time.', {
      cause: error,
    });
  }
  return error;
}
