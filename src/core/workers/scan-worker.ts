/** Entry of a reader thread: takes jobs one by one and answers each with what it found. */
import { parentPort, workerData } from 'node:worker_threads';
import { transfer } from '../signals/request-table.ts';
import { type BoardPlace, ProgressBoard } from './progress-board.ts';
import { runJob, type ScanJob } from './scan-job.ts';
import { packPart } from './scan-message.ts';
import { expectTextJob, type PromptJob, runPromptJob, runTextJob, type TextJob, type TextPlace } from './text-job.ts';

const port = parentPort;
if (port === null) throw new Error('scan-worker runs on a worker thread');
const { memory, lane, readsTexts } = workerData as BoardPlace & Partial<TextPlace>;
const board = new ProgressBoard(memory, lane);
if (readsTexts) expectTextJob();
port.on('message', (job: ScanJob | TextJob | PromptJob) => {
  if ('templates' in job) {
    void runTextJob(job, () => board.beat()).then((texts) => port.postMessage(texts));
    return;
  }
  if ('places' in job) {
    void runPromptJob(job, () => board.beat()).then((prompts) => port.postMessage(prompts));
    return;
  }
  void runJob(job, board).then((part) => {
    const packed = packPart(part);
    port.postMessage(packed, transfer(packed.table));
  });
});
