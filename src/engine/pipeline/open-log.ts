import { readRegularFile } from '../../reader/bytes/files/regular-file.ts';
import { availableParallelism } from 'node:os';
import { type Indicators, parseIndicators, parseKey } from '../techniques/indicators/indicators.ts';
import { type AccountDirectory, parseDirectory } from '../accounts/account-directory.ts';
import type { AuditOptions } from './audit-options.ts';
import type { AuditProgress } from '../ingest/audit-progress.ts';
import type { Baseline } from '../campaigns/baseline/baseline.ts';
import { parseBaseline } from '../campaigns/baseline/baseline-file.ts';
import { detect, type DetectOptions } from './detect.ts';
import { meaningsFrom, type ReadPrompts, type SampleRows } from '../readback/template-meanings.ts';
import { readPrompts, requestLocation } from '../readback/read-prompts.ts';
import type { DetectionResult } from '../building/detection-result.ts';
import type { Measured } from '../campaigns/judging/judge.ts';
import { measureJobs } from '../campaigns/judging/measure-job.ts';
import { linksJobs } from '../campaigns/significance/null-links.ts';
import { type ViewsAside, viewsJobs } from '../templates/views/views-job.ts';
import { type Scan, scan } from '../ingest/scan.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { TemplateMeaning } from '../templates/intent/template-meaning.ts';
import { readerFile } from '../ingest/threads/reader-file.ts';
import { keptThreads, ReadbackThreads } from '../readback/readback-threads.ts';
import { HANG_TIMEOUT_MS, WORKER_MEMORY } from '../ingest/threads/worker-pool.ts';

/** Logs that have been read, with everything needed to judge them once or several times. */
export interface OpenLog {
  read: Scan;
  /** All requests, in canonical order. */
  table: RequestTable;
  /** System prompt and first user message of rows of a table whose sources are those of the logs. */
  prompts: (table: RequestTable, rows: Iterable<number>) => Promise<Map<number, string>>;
  /** Judges the logs, or another table with what it takes to read its prompts. */
  judge: (
    onPhase: DetectOptions['onPhase'],
    other?: { table: RequestTable; readPrompts: ReadPrompts },
  ) => Promise<DetectionResult>;
  /** Sentences on what could not be read back, once it was judged. */
  remarks?: () => string[];
  /** To be called once nothing is read back any more. */
  release: () => Promise<void>;
}

/**
 * Reads logs and the files that belong to them.
 * @throws Error when the account directory or the baseline makes no sense; the message names the file
 */
export async function openLog(
  paths: readonly string[],
  options: AuditOptions,
  onProgress: (progress: AuditProgress) => void,
): Promise<OpenLog> {
  const directory = await readDirectory(options.directory);
  const baseline = await readBaseline(options.baseline);
  const indicators = await readIndicators(options);
  const { workers = defaultWorkers(), mappings = [], accountBy, limits, memory: given, signal } = options;
  // Where nothing is said, the main thread keeps a processor.
  const spare = options.workers ?? defaultWorkers();
  const seed = options.settings?.seed;
  const read = await scan(paths, {
    ...options.reading,
    workers,
    isOneMore: options.workers === undefined && workers < Math.min(MOST_READERS, availableParallelism()),
    mappings,
    ...(accountBy === undefined ? {} : { accountBy }),
    ...(limits === undefined ? {} : { limits }),
    ...(given === undefined ? {} : { memory: given }),
    keepThreads: (requests) => keptThreads(requests, spare),
    onProgress,
    ...(signal ? { signal } : {}),
  });
  const own = read.table.finish(false);
  const file = workers < 1 ? undefined : readerFile(options.reading?.workerFile);
  const { workerMemory: memory = WORKER_MEMORY, hangTimeoutMs = HANG_TIMEOUT_MS } = options.reading ?? {};
  const judgeOwn = async (settings: Omit<DetectOptions, 'readTexts' | keyof Aside>): Promise<DetectionResult> => {
    const kept = read.threads.splice(0);
    const threads = new ReadbackThreads({ file, size: workers, spare, memory, hangTimeoutMs, kept });
    const isShared = own.length >= MANY_REQUESTS && !own.isStored;
    const readTexts = async (rows: SampleRows): Promise<Map<number, TemplateMeaning>> => {
      const templates = Array.from(rows, ([template, { shown, compared, isOpen, fixed }]) => {
        return [
          template,
          [...shown, ...compared].map((row) => requestLocation(own, row)),
          shown.length,
          isOpen,
          fixed,
        ] as const;
      });
      const meanings = await threads.read({ sources: read.sources, mappings, restarts: read.restarts, templates });
      // What follows needs the memory that they take.
      if (!isShared) await threads.end();
      return new Map(meanings);
    };
    try {
      threads.start(own.length);
      return await detect(own, {
        ...settings,
        readTexts,
        ...(isShared && aside(threads, directory)),
      });
    } finally {
      await threads.end();
    }
  };
  const prompts: OpenLog['prompts'] = (table, rows) => readPrompts(read.sources, table, rows, mappings);
  return {
    read,
    table: own,
    prompts,
    judge: (onPhase, other) => {
      const settings = {
        directory,
        onPhase,
        ...(seed === undefined ? {} : { seed }),
        ...(baseline && { baseline }),
        ...(indicators && { indicators }),
      };
      if (!other) return judgeOwn(settings);
      return detect(other.table, { ...settings, readTexts: meaningsFrom(other.readPrompts) });
    },
    release: read.release,
  };
}

/** In so many requests a step takes longer than a thread takes to compile what does it. */
const MANY_REQUESTS = 100_000;

type Aside = Required<Pick<DetectOptions, 'mineAside' | 'measureAside' | 'dealLinks'>>;

/** Steps that a thread does while the others go on. */
const aside = (threads: ReadbackThreads, directory: AccountDirectory): Aside => ({
  mineAside: async (table) => {
    const mined = viewsJobs(table, threads.beside).map((job, at) => threads.aside<Partial<ViewsAside>>(job, at));
    return Object.assign({}, ...(await Promise.all(mined))) as Partial<ViewsAside>;
  },
  measureAside: (candidates, known) =>
    measureJobs(candidates, known, directory, threads.beside).map(({ job, candidates: own }, thread) => {
      return { candidates: own, measured: threads.aside<Measured[]>(job, thread) };
    }),
  dealLinks: (linked) =>
    linksJobs(linked, threads.beside).map((job, thread) => ({ job, dealt: threads.aside<number[]>(job, thread) })),
});

export async function readDirectory(path: string | undefined): Promise<AccountDirectory> {
  return path === undefined ? new Map<string, never>() : parseDirectory(await readRegularFile(path), path);
}

export async function readIndicators({
  indicators,
  indicatorKey,
}: Pick<AuditOptions, 'indicators' | 'indicatorKey'>): Promise<Indicators | undefined> {
  if (indicators === undefined) return undefined;
  const key = indicatorKey === undefined ? undefined : parseKey(await readRegularFile(indicatorKey), indicatorKey);
  return parseIndicators(await readRegularFile(indicators), indicators, key);
}

export async function readBaseline(path: string | undefined): Promise<Baseline | undefined> {
  return path === undefined ? undefined : parseBaseline(await readRegularFile(path), path);
}

const MOST_READERS = 8;

function defaultWorkers(): number {
  return Math.max(1, Math.min(MOST_READERS, availableParallelism() - 1));
}
