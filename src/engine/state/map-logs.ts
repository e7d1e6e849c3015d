import { DEFAULT_LIMITS, type Limits } from '../../reader/bytes/files/limits.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import { listSources, type SourceList } from '../../reader/bytes/sources/source-list.ts';
import type { AuditProgress } from '../ingest/audit-progress.ts';
import { fieldsAt, keptFields, rejectedExamples } from '../ingest/explain-unread.ts';
import { planJobs } from '../ingest/jobs/plan-jobs.ts';
import { boardMemory, ProgressBoard } from '../ingest/jobs/progress-board.ts';
import type { ReadJob } from '../ingest/jobs/read-job.ts';
import { reportProgress } from '../ingest/progress-reporter.ts';
import { changeOfSource } from '../ingest/source-change.ts';
import { readAll, type ReadOptions } from '../ingest/threads/read-all.ts';
import { runSecret } from '../table/run-secret.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import { inOrder } from './block.ts';
import type { Reading } from './manifest.ts';
import { partRow, type SeenFields } from './part-rows.ts';
import { StateSink, type WrittenPart } from './state-sink.ts';
import { StateWriter } from './state-writer.ts';
import { TABLES } from './tables.ts';

/**
 * Text of a packed log that is held while it is read, a quarter of what a scan takes: a machine may have little memory. Where such a
 * log is cut changes nothing of a report.
 */
const CHUNK_BYTES = 8 << 20;

/** What decides how lines are read. */
export interface ReadingOptions {
  mappings?: readonly MappingProfile[];
  accountBy?: string;
  limits?: Partial<Limits>;
}

export interface MapOptions extends ReadingOptions, ReadOptions {
  /**
   * Bytes of the log: those parts are read that begin in them. Ranges that cover a log cover all its parts, wherever they meet. A
   * log that can only be read from its beginning is one part.
   */
  range?: { start: number; end: number };
  /** Name of the logs in the report, in place of the one path that is given. */
  name?: string;
  onProgress?: (progress: AuditProgress) => void;
  signal?: AbortSignal;
}

export interface Mapped {
  logs: number;
  parts: number;
  requests: number;
}

/**
 * Reads logs and writes what a report needs of them: a state. States of all logs, in whatever pieces and order, make the report
 * that a scan makes.
 * @param paths files, folders, globs, or `-` for standard input
 * @returns undefined when it was stopped: nothing is written then
 * @throws InputError when the state cannot be written where it should be
 */
export async function mapLogs(
  paths: readonly string[],
  target: string,
  options: MapOptions = {},
): Promise<Mapped | undefined> {
  const { mappings = [], accountBy, signal, workers = 0 } = options;
  const writer = await StateWriter.create(target, 'state', readingOf(options));
  const board = new ProgressBoard(boardMemory(workers + 1));
  const stop = (): void => board.stop();
  signal?.addEventListener('abort', stop, { once: true });
  let list: SourceList | undefined;
  try {
    list = named(await listSources(paths, signal, { ...DEFAULT_LIMITS, ...options.limits }), paths, options.name);
    const { sources } = list;
    const planned = await planJobs(sources, mappings);
    const { start, end } = options.range ?? { start: 0, end: Infinity };
    const jobs = planned
      .filter(({ range }) => (range?.start ?? 0) >= start && (range?.start ?? 0) < end)
      .map((job) => ({
        ...job,
        ...(accountBy !== undefined && { accountBy }),
        ...(job.chunkBytes !== undefined && { chunkBytes: CHUNK_BYTES }),
      }));
    const sink = new StateSink(writer);
    const bytes = sources.reduce((sum, { size }) => sum + size, 0);
    const progress = options.onProgress && reportProgress(board, bytes, options.onProgress);
    try {
      await readAll(jobs, [...jobs.keys()], sink, board, options);
    } finally {
      progress?.end();
    }
    if (board.stopped || signal?.aborted === true) {
      await writer.discard();
      return undefined;
    }
    sink.end();
    writeSources(writer, list);
    await writeParts(writer, sink.parts);
    await writer.end();
    const requests = sink.parts.reduce((sum, { counts }) => sum + counts.requests, 0);
    return { logs: sources.length, parts: sink.parts.length, requests };
  } catch (error) {
    await writer.discard();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await list?.release();
  }
}

function readingOf({ accountBy, limits, mappings = [] }: ReadingOptions): Reading {
  const secret = Buffer.from(runSecret()).toString('hex');
  return { accountBy: accountBy ?? null, ...DEFAULT_LIMITS, ...limits, mappings: [...mappings], secret };
}

/** Logs by the name that was given for the one path that leads to them. */
export function named<L extends Pick<SourceList, 'sources' | 'refusals' | 'omissions'>>(
  list: L,
  [path = '']: readonly string[],
  name: string | undefined,
): L {
  if (name === undefined) return list;
  const rename = <T extends { path: string }>(item: T): T =>
    item.path.startsWith(path) ? { ...item, path: name + item.path.slice(path.length) } : item;
  return {
    ...list,
    sources: list.sources.map(rename),
    refusals: list.refusals.map(rename),
    omissions: list.omissions.map(rename),
  };
}

const NO_LOG = { bytes: 0, container: '', compression: '', encoding: '', head: '', error: '', note: '' };

function writeSources(writer: StateWriter, { sources, refusals, omissions }: SourceList): void {
  const rows = [
    ...sources.map(sourceRow),
    ...refusals.map(({ path, size, error, kind }) => ({ ...NO_LOG, source: path, kind, bytes: size, error })),
    ...omissions.map(({ path, note }) => ({ ...NO_LOG, source: path, kind: 'omission', note })),
  ];
  for (const row of inOrder(TABLES.sources, rows)) writer.table('sources').add(row);
}

function sourceRow(source: Source) {
  const { path, size, container, compression, encoding, state, fault } = source;
  const { error, note = '' } = changeOfSource(source);
  return {
    ...{ source: path, kind: 'log', bytes: size, container, compression, encoding },
    head: state?.head ?? '',
    error: error ?? fault ?? '',
    note,
  };
}

async function writeParts(writer: StateWriter, parts: readonly WrittenPart[]): Promise<void> {
  for (const { job, counts, lines, error } of parts) {
    const { start, end } = job.range ?? { start: 0, end: Infinity };
    const part = { counts, lines, ...(error !== undefined && { error }) };
    writer.table('parts').add(partRow(job.source.path, { start, end }, part, await seenFields(job, counts)));
  }
}

/** What a part without requests shows of its lines: they cannot be looked up when the report is made. */
async function seenFields(
  { source, number }: ReadJob,
  { requests, reasons }: WrittenPart['counts'],
): Promise<SeenFields> {
  const examples = requests > 0 ? [] : rejectedExamples(reasons);
  const fields: SeenFields = [];
  for (const example of examples) {
    const [names] = await fieldsAt(source, number, [example]);
    if (names !== undefined) fields.push([example.offset, keptFields(names)]);
  }
  return fields;
}
