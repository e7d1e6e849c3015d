/** Entry of a thread that reads or unpacks: takes jobs one by one and answers each with what it found. */
import { parentPort, workerData } from 'node:worker_threads';
import { RequestTable, transfer } from '../table/request-table.ts';
import { type BoardPlace, ProgressBoard } from '../ingest/jobs/progress-board.ts';
import { runJob, type ScanJob } from '../ingest/jobs/scan-job.ts';
import { packPart } from '../ingest/jobs/scan-message.ts';
import { type StretchJob, StretchRunner } from '../ingest/jobs/stretch-job.ts';
import {
  type MeaningJob,
  type PromptJob,
  type ReadbackThreadData,
  runMeaningJob,
  runPromptJob,
  warmUp,
} from '../readback/readback-job.ts';

const port = parentPort;
if (port === null) throw new Error('scan-worker runs on a worker thread');
const { memory, lane, readsBack } = workerData as BoardPlace & Partial<ReadbackThreadData>;
const board = new ProgressBoard(memory, lane);
if (readsBack) warmUp();
const stretches = new StretchRunner(board);
/** The table of the job before, which was copied to be sent. */
let spare = new RequestTable();
port.on('message', (job: ScanJob | StretchJob | MeaningJob | PromptJob) => {
  if ('templates' in job) {
    void runMeaningJob(job, () => board.beat()).then((meanings) => port.postMessage(meanings));
    return;
  }
  if ('locations' in job) {
    void runPromptJob(job, () => board.beat()).then((prompts) => port.postMessage(prompts));
    return;
  }
  if ('memory' in job) {
    void stretches.run(job).then((stretch) => port.postMessage(stretch));
    return;
  }
  void runJob(job, board, RequestTable.inPlaceOf(spare)).then((part) => {
    const packed = packPart(part);
    spare = part.table;
    port.postMessage(packed, transfer(packed.table));
  });
});
