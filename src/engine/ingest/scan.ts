import { counted } from '../../text/numbers.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import type { AuditProgress } from './audit-progress.ts';
import { DEFAULT_LIMITS, type Limits } from '../../reader/bytes/files/limits.ts';
import type { RestartPoint } from '../../reader/bytes/compression/gzip-restarts.ts';
import { listSources, type SourceList } from '../../reader/bytes/sources/source-list.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import { wholeLines } from '../../reader/bytes/files/whole-lines.ts';
import { explainUnread, type ReadFields } from './explain-unread.ts';
import { changeOfSource } from './source-change.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { InputSummary } from './file-summary.ts';
import { MemoryWatch } from './memory-watch.ts';
import { StoredRows } from '../workspace/stored-rows.ts';
import type { LogStore } from './checkpoints/saved-log.ts';
import { oldestFirst } from './checkpoints/oldest-first.ts';
import { resume, saveCheckpoints } from './checkpoints/resume.ts';
import type { RequestTable } from '../table/request-table.ts';
import { summariseInputs } from './input-summary.ts';
import { planJobs } from './jobs/plan-jobs.ts';
import { boardMemory, ProgressBoard } from './jobs/progress-board.ts';
import { reportProgress } from './progress-reporter.ts';
import type { PartSink } from './threads/ordered-parts.ts';
import { type KeptThread, readAll, type ReadOptions } from './threads/read-all.ts';
import { type HeldSize, ScanResult } from './threads/scan-result.ts';

/** Requests up to which a part is added even when there is no room any more: it shows what was read. */
const SMALL_PART = 20_000;
/** Requests that may be added without a look at what the process holds: a look takes as long as a small file. */
const UNLOOKED = 1000;
/** Time between two looks at what the process holds. */
const LOOK_MS = 50;

/** Bytes of columns that stay in memory from one step to the next: to read them again and again takes time. */
const KEPT = 128e6;

const NOT_REACHED = 'No line of this file was counted: the scan was cancelled before.';

/** So many requests, and so many of an account in the mean. */
interface ManyRows {
  requests: number;
  ofAccount: number;
}

export interface ScanOptions extends ReadOptions {
  /** How far lines and packed files are followed. */
  limits?: Partial<Limits>;
  /** Size of the byte ranges a large file is cut into; only tests change it. */
  rangeBytes?: number;
  /** Profiles for records that no format reads. */
  mappings?: readonly MappingProfile[];
  /** Field that names the account, instead of the usual order of fields: see `accountFrom`. */
  accountBy?: string;
  /** What earlier scans found; what this one finds is added. The report is the same as without. */
  logStore?: LogStore;
  /** Called with a sentence on what was known of a log, and what had to be read again. */
  onRemark?: (sentence: string) => void;
  /**
   * For logs that are being written: a last line without its line break waits until the file has been idle for this many ms.
   */
  restMs?: number;
  /**
   * Maximum number of requests to judge, within a quarter: those of the files written to last, and of each the last. All are
   * counted.
   */
  keepRequests?: number;
  /** From when on rows wait in a temporary file; default: never. Not where they are kept for the next scan. */
  storeRows?: ManyRows;
  /** Bytes that the process may take; default: what there is. */
  memory?: number;
  /** Bytes that it holds; only tests say so. */
  held?: () => number;
  onProgress?: (progress: AuditProgress) => void;
  /** When aborted, reading stops and what has been read is kept. */
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
  /** Where reading back can begin in those that are packed, by their numbers. */
  restarts: ReadonlyMap<number, RestartPoint[]>;
  /** Threads that were asked for: see `ReadOptions`. */
  threads: KeptThread[];
  /** Removes the temporary copy of standard input, and ends these threads. To be called when no more lines are read back. */
  release: () => Promise<void>;
}

/**
 * Reads logs: files, folders, globs, or `-` for standard input. Never throws for what is wrong with a file: each gets
 * its sentence in `inputs`.
 * @throws InputError when judging what was read would take more memory than there is
 * @throws when standard input cannot be copied to a temporary file
 */
export async function scan(paths: readonly string[], options: ScanOptions = {}): Promise<Scan> {
  const board = new ProgressBoard(boardMemory((options.workers ?? 0) + 1));
  const stop = (): void => board.stop();
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted === true) stop();
  const {
    sources: listed,
    refusals,
    omissions,
    release,
  } = await listSources(paths, options.signal, {
    ...DEFAULT_LIMITS,
    ...options.limits,
  });
  const { accountBy, restMs, keepRequests, logStore } = options;
  // The rest of standard input never came.
  const isSizeKnown = !(options.signal?.aborted === true && paths.includes('-'));
  const sources = restMs === undefined ? listed : await withWholeLines(listed, restMs);
  const planned = await planJobs(sources, options.mappings, options.rangeBytes);
  const all = accountBy === undefined ? planned : planned.map((job) => ({ ...job, accountBy }));
  const ordered = keepRequests === undefined ? all : await oldestFirst(sources, all);
  const resumed = logStore && (await resume(sources, ordered, logStore));
  const jobs = resumed?.jobs ?? ordered;
  for (const remark of resumed?.remarks ?? []) options.onRemark?.(remark);
  const totalBytes = sources.reduce((sum, { size }) => sum + size, 0);
  const progress = options.onProgress && reportProgress(board, totalBytes, options.onProgress);
  const result = new ScanResult(sources, jobs, keepRequests);
  const watch = new MemoryWatch(options.memory, options.held);
  let path = sources[0]?.path ?? '';
  const look = (coming?: number): void => {
    if (!board.stopped && watch.look(result.size, coming)) board.stop();
  };
  // Readers may hold much before they hand over their first parts.
  const looking = setInterval(() => look(), LOOK_MS);
  let unlooked = UNLOOKED;
  const many = keepRequests === undefined && logStore === undefined ? options.storeRows : undefined;
  let storing: Promise<void> | undefined;
  const sink: PartSink = {
    add: (task, part) => {
      unlooked += part.counts.requests;
      const isDue = unlooked >= UNLOOKED;
      if (isDue) look(part.counts.requests);
      if (watch.isOver && part.counts.requests > SMALL_PART) return;
      result.add(task, part);
      if (!board.stopped) path = task.job.source.path;
      if (many !== undefined && isMany(result.size, many)) storing ??= storeRows(result, many);
      if (isDue) look();
      if (isDue) unlooked = 0;
    },
  };
  let threads: KeptThread[] = [];
  const releaseAll = async (): Promise<void> => {
    await Promise.all([release(), ...threads.map((thread) => thread.end())]);
  };
  try {
    for (const [index, part] of resumed?.known ?? []) {
      board.addBytes(jobs[index]!.range?.end ?? jobs[index]!.source.size);
      board.addRequests(part.counts.requests);
      result.add({ index, part: 0, isLast: true, job: jobs[index]! }, part);
    }
    const wanted = [...jobs.keys()].filter((index) => resumed?.known.has(index) !== true);
    threads = await readAll(jobs, wanted, sink, board, options);
    await storing;
  } finally {
    clearInterval(looking);
    progress?.end();
    options.signal?.removeEventListener('abort', stop);
  }
  let isKept = false;
  if (logStore && resumed && (!watch.isOver || watch.hasRoom)) {
    const failures = await saveCheckpoints(sources, result.table, result.checkpoints, resumed, logStore);
    for (const failure of failures) options.onRemark?.(failure);
    isKept = failures.length === 0;
  }
  if (watch.isOver) {
    await releaseAll();
    const { size, counts } = result;
    const accounts = result.requestsByAccount();
    const logs = sources.map((source, number) => [source.path, counts[number]!.requests] as const);
    const lines = counts.reduce((sum, own) => sum + own.lines, 0);
    throw new InputError(watch.sentence({ size, path, lines, bytes: board.bytes, totalBytes, logs, accounts, isKept }));
  }
  result.finish();
  const isCancelled = options.signal?.aborted === true && result.partial;
  const notes = new Map<number, string>();
  for (const [number, source] of sources.entries()) {
    if (isCancelled && source.size > 0 && result.counts[number]!.lines === 0) notes.set(number, NOT_REACHED);
    const { error, note } = changeOfSource(source);
    if (error !== undefined) result.fail(number, error);
    if (note !== undefined) notes.set(number, note);
    if (source.fault !== undefined) result.fail(number, source.fault);
  }
  if (keepRequests !== undefined) noteDropped(result, notes);
  const found = await concludeScan(result, { sources, refusals, omissions }, notes);
  if (isCancelled && isSizeKnown) found.inputs.cancelled = { read: result.readBytes, of: totalBytes };
  return { ...found, threads, release: releaseAll };
}

/**
 * The result of a scan.
 * @param result finished
 * @param notes on sources, by their numbers
 * @param readFields fields of lines that no format reads
 */
export async function concludeScan(
  { table, counts, errors, restarts, partial }: ScanResult,
  { sources, refusals, omissions }: Pick<SourceList, 'sources' | 'refusals' | 'omissions'>,
  notes: ReadonlyMap<number, string>,
  readFields?: ReadFields,
): Promise<Omit<Scan, 'release' | 'threads'>> {
  const inputs = summariseInputs(sources, refusals, omissions, counts, errors, notes);
  await explainUnread(inputs, sources, counts, readFields);
  return { table, inputs, partial: partial || refusals.some(({ kind }) => kind === 'lost'), sources, restarts };
}

/** Requests that were counted and are no longer in the table. */
function noteDropped({ table, counts }: ScanResult, notes: Map<number, string>): void {
  const dropped = counts.map(({ requests }) => requests);
  for (let row = 0; row < table.length; row++) dropped[table.rows.source[row]!]!--;
  for (const [number, requests] of dropped.entries()) {
    if (requests > 0)
      notes.set(number, `The first ${counted(requests, 'request')} of this file are counted but no longer judged.`);
  }
}

const isMany = ({ requests, accounts }: HeldSize, many: ManyRows): boolean =>
  requests >= Math.max(many.requests, many.ofAccount * accounts);

/** Where no file can be made, memory has to do. */
async function storeRows(result: ScanResult, { requests: mostRows }: ManyRows): Promise<void> {
  const rows = await StoredRows.create({ mostRows, textsAtOnce: false, kept: KEPT }).catch(() => undefined);
  if (rows !== undefined) result.storeRows(rows);
}

/** Logs as far as their lines are complete. A log without a complete line is left out until it has one. */
async function withWholeLines(sources: readonly Source[], restMs: number): Promise<Source[]> {
  const whole = await Promise.all(sources.map((source) => wholeLines(source, restMs)));
  return whole.filter((source) => source !== undefined);
}
