/** How what runs a job speaks to the editor: as a thread of its process, or as a process of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, Job } from './scan-messages.ts';

export interface WorkerPort {
  readonly job: Promise<Job>;
  readonly post: (message: FromThread, transfer?: ArrayBuffer[]) => void;
  readonly onCancel: (act: () => void) => void;
  /** Nothing more is said, so nothing keeps a thread alive. */
  readonly close: () => void;
}

/** @throws where there is no editor at the other end */
export function workerPort(): WorkerPort {
  if (parentPort !== null) {
    const port = parentPort;
    return {
      // The editor starts threads with a job, and both ends are built together.
      job: Promise.resolve(workerData as Job),
      post: (message, transfer = []) => port.postMessage(message, transfer),
      onCancel: (act) => port.on('message', act),
      close: () => port.close(),
    };
  }
  if (process.send === undefined) throw new Error('audit-worker runs only as a thread or a process of the editor.');
  // The window was closed, or died.
  process.on('disconnect', () => process.exit());
  return {
    job: new Promise((resolve) => process.once('message', (job) => resolve(job as Job))),
    post: (message) => process.send?.(message),
    onCancel: () => undefined,
    // Whoever started the process ends it when it has the last message: one that disconnects may lose it.
    close: () => undefined,
  };
}
