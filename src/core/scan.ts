import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AuditProgress } from './audit.ts';
import { listSources } from './bytes/source-list.ts';
import type { Source } from './bytes/source.ts';
import { explainUnread } from './inspect/explain-unread.ts';
import type { MappingProfile } from './mapping/mapping-profile.ts';
import type { InputSummary } from './report/report.ts';
import type { RequestTable } from './signals/request-table.ts';
import { summariseInputs } from './workers/input-summary.ts';
import { planJobs } from './workers/plan-jobs.ts';
import { ProgressBoard } from './workers/progress-board.ts';
import { reportProgress } from './workers/progress-reporter.ts';
import { runJob, type ScanJob } from './workers/scan-job.ts';
import { type PackedPart, unpackPart } from './workers/scan-message.ts';
import { lostPart, ScanResult } from './workers/scan-result.ts';
import { runPool } from './workers/worker-pool.ts';

export interface ScanOptions {
  /** Reader threads; 0 reads on this thread. The result is the same. */
  workers?: number;
  /** Built script of the reader thread; default: `scan-worker.js` beside the running bundle. Without it this thread reads. */
  workerFile?: string;
  /** Largest heap of a reader thread in MB; default 2048, enough for one line of 256 MB. */
  workerMemory?: number;
  /** Size of the byte ranges a large file is cut into; only tests change it. */
  rangeBytes?: number;
  /** Profiles for records that no format reads. */
  mappings?: readonly MappingProfile[];
  /** Field that names the account, instead of the usual order of fields: see `accountFrom`. */
  accountBy?: string;
  onProgress?: (progress: AuditProgress) => void;
  /** When aborted, reading stops and what has been read stands. */
  signal?: AbortSignal;
}

export interface Scan {
  /** All requests found, in no particular order: see `RequestTable.finish`. */
  table: RequestTable;
  inputs: InputSummary;
  /** True when reading was stopped or a part of the input was lost. */
  partial: boolean;
  /** The sources by number, to read lines back from. */
  sources: Source[];
  /** Removes the temporary copy of standard input. To be called when no more lines are read back. */
  release: () => Promise<void>;
}

/**
 * Reads logs: files, folders, globs, or `-` for standard input. Never throws for what is wrong with a file: each gets
 * its sentence in `inputs`.
 * @throws when standard input cannot be copied to a temporary file
 */
export async function scan(paths: readonly string[], options: ScanOptions = {}): Promise<Scan> {
  const board = new ProgressBoard();
  const stop = (): void => board.stop();
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted === true) stop();
  const { sources, refusals, release } = await listSources(paths, options.signal);
  const { accountBy } = options;
  const planned = await planJobs(sources, options.mappings, options.rangeBytes);
  const jobs = accountBy === undefined ? planned : planned.map((job) => ({ ...job, accountBy }));
  const totalBytes = sources.reduce((sum, { size }) => sum + size, 0);
  const progress = options.onProgress && reportProgress(board, totalBytes, options.onProgress);
  const result = new ScanResult(sources, jobs);
  try {
    await readAll(jobs, result, board, options);
  } finally {
    progress?.end();
    options.signal?.removeEventListener('abort', stop);
  }
  result.finish();
  const inputs = summariseInputs(sources, refusals, result.counts, result.errors);
  await explainUnread(inputs, sources, result.counts);
  return { table: result.table, inputs, partial: result.partial, sources, release };
}

async function readAll(
  jobs: readonly ScanJob[],
  result: ScanResult,
  board: ProgressBoard,
  { workers = 0, workerFile = path.join(__dirname, 'scan-worker.js'), workerMemory = 2048 }: ScanOptions,
): Promise<void> {
  if (workers < 1 || !existsSync(workerFile)) {
    for (const [index, job] of jobs.entries()) {
      if (board.stopped) return;
      result.add(index, await runJob(job, board));
    }
    return;
  }
  const lost: Promise<void>[] = [];
  const pool = {
    file: workerFile,
    size: workers,
    workerData: board.memory,
    resourceLimits: { maxOldGenerationSizeMb: workerMemory },
  };
  await runPool<PackedPart>(
    pool,
    jobs,
    (index, outcome) => {
      if ('answer' in outcome) result.add(index, unpackPart(outcome.answer));
      else lost.push(lostPart(jobs[index]!, outcome.lost).then((part) => result.add(index, part)));
    },
    () => !board.stopped,
  );
  await Promise.all(lost);
}
