/** Entry point of a thread that reads or unpacks: it takes jobs one by one, or a few small ones, and answers with their results. */
import { parentPort, workerData } from 'node:worker_threads';
import { RequestTable, transfer } from '../table/request-table.ts';
import { ProgressBoard, type ThreadData } from '../ingest/jobs/progress-board.ts';
import { type EndOfReading, type ReadJob, runReadJobs } from '../ingest/jobs/read-job.ts';
import { packParts } from '../ingest/jobs/scan-message.ts';
import { type MeasureJob, runMeasureJob } from '../campaigns/judging/measure-job.ts';
import { forget } from '../../math/memo.ts';
import { type LinksJob, runLinksJob } from '../campaigns/significance/null-links.ts';
import { runViewsJob, type ViewsJob } from '../templates/views/views-job.ts';
import { forgetLines } from '../ingest/fast/fast-paths.ts';
import { forgetCuts } from '../table/text-pool.ts';
import { Unpacker, type UnpackJob } from '../ingest/jobs/unpack-job.ts';
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
const { memory, thread, readsBack } = workerData as ThreadData & Partial<ReadbackThreadData>;
const board = new ProgressBoard(memory, thread);
if (readsBack) warmUp();
const unpacker = new Unpacker(board);
/** The table of the job before, which was copied to be sent. */
let spare = new RequestTable();
/** No more parts are read here: what that took is let go, because what comes next takes memory as well. */
function endReading(): void {
  spare.discard();
  spare = new RequestTable();
  forgetLines();
  forgetCuts();
  warmUp();
}

type Job = readonly ReadJob[] | UnpackJob | MeaningJob | PromptJob | ViewsJob | MeasureJob | LinksJob | EndOfReading;

port.on('message', (job: Job) => {
  if ('endsReading' in job) {
    endReading();
    return;
  }
  if ('templates' in job) {
    void runMeaningJob(job, () => board.beat()).then((meanings) => port.postMessage(meanings));
    return;
  }
  if ('locations' in job) {
    void runPromptJob(job, () => board.beat()).then((prompts) => port.postMessage(prompts));
    return;
  }
  if ('columns' in job) {
    port.postMessage(runViewsJob(job));
    return;
  }
  if ('candidates' in job) {
    port.postMessage(runMeasureJob(job, () => board.beat()));
    forget();
    return;
  }
  if ('linked' in job) {
    port.postMessage(runLinksJob(job));
    return;
  }
  if ('memory' in job) {
    void unpacker.run(job).then((chunk) => port.postMessage(chunk));
    return;
  }
  const table = RequestTable.inPlaceOf(spare);
  void runReadJobs(job, board, table).then((parts) => {
    const packed = packParts(parts, table);
    spare = table;
    port.postMessage(packed, transfer(packed.table));
  });
});
