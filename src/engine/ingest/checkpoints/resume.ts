import { addAll, addTo } from '../../../math/lists/many.ts';
import { stat } from 'node:fs/promises';
import { beginsAs, type Fingerprint, fingerprintOf } from '../../../reader/bytes/files/fingerprint.ts';
import type { Source } from '../../../reader/bytes/files/source.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { tableRows } from '../../table/table-rows.ts';
import type { ReadJob, ScanPart } from '../jobs/read-job.ts';
import { type LogStore, type SavedCheckpoint, type SavedLog, savedPart } from './saved-log.ts';
import type { CheckpointTracker } from './checkpoint-tracker.ts';

/** Jobs of a scan of which some need not be done. */
export interface ResumePlan {
  jobs: ReadJob[];
  /** What those jobs would find, by their place in `jobs`. */
  known: Map<number, ScanPart>;
  /** Sentences on what was known and what had to be read again. */
  remarks: string[];
  /** What the files were before anything was read, by number of the source. */
  facts: ReadonlyMap<number, FileFacts>;
}

interface FileFacts {
  bytes: number;
  modifiedMs: number;
  print: Fingerprint;
}

/**
 * Leaves out what is known of logs: all of one that has not changed, and everything before the last cut of one that has grown.
 * A log is recognised by the first and last 64 KB of what is known of it, wherever it is now.
 */
export async function resume(
  sources: readonly Source[],
  jobs: readonly ReadJob[],
  logs: LogStore,
): Promise<ResumePlan> {
  const facts = new Map<number, FileFacts>();
  const plan: ResumePlan = { jobs: [], known: new Map(), remarks: [], facts };
  for (const [number, own] of bySource(jobs)) {
    const source = sources[number]!;
    const fact = await factsOf(source);
    if (fact !== undefined) facts.set(number, fact);
    const found = fact && (await findCheckpoint(source, own, fact, logs, plan.remarks));
    if (found === undefined) {
      addAll(plan.jobs, own);
      continue;
    }
    const { log, checkpoint } = found;
    const { end } = checkpoint;
    plan.known.set(plan.jobs.length, savedPart(log, checkpoint, number));
    const range = end !== null && { range: { start: 0, end } };
    plan.jobs.push({ number, source, mappings: [], ...accountBy(own), ...range });
    if (end === null) continue;
    addAll(
      plan.jobs,
      own.filter((job) => job.range !== undefined && job.range.start >= end),
    );
  }
  return plan;
}

/**
 * Keeps what a scan has found, for the next one.
 * @param table of the scan, as it was read
 * @returns sentences on what could not be kept
 */
export async function saveCheckpoints(
  sources: readonly Source[],
  table: RequestTable,
  checkpoints: CheckpointTracker,
  { facts, known, jobs }: ResumePlan,
  logs: LogStore,
): Promise<string[]> {
  const failures: string[] = [];
  for (const [number, source] of sources.entries()) {
    const fact = facts.get(number);
    const own = checkpoints.of(number);
    const isUnchanged = jobs.some((job, at) => job.number === number && job.range === undefined && known.has(at));
    if (fact === undefined || own === undefined || (isUnchanged && !own.isCut)) continue;
    // Rows of a file that was replaced while it was read must not be taken for rows of its successor.
    if (!(await beginsAs(source.file, fact.print))) continue;
    const { from, checkpoints: found, isCut } = own;
    const log: SavedLog = { table: tableRows(table, from, from + (found[0]?.rows ?? 0)), checkpoints: [], isCut };
    for (const checkpoint of found) {
      // Of a member of an archive the bytes before a cut cannot be recognised in the archive.
      if (checkpoint.end !== null && source.container !== 'file') continue;
      const print =
        checkpoint.end === null ? fact.print : await fingerprintOf(source.file, checkpoint.end).catch(() => undefined);
      if (print !== undefined) log.checkpoints.push({ ...checkpoint, print, modifiedMs: fact.modifiedMs });
    }
    const failure = log.checkpoints.length === 0 ? undefined : await logs.save(source, log);
    if (failure !== undefined) failures.push(`${source.path}: ${failure}`);
  }
  return failures;
}

async function findCheckpoint(
  source: Source,
  jobs: readonly ReadJob[],
  facts: FileFacts,
  logs: LogStore,
  remarks: string[],
): Promise<{ log: SavedLog; checkpoint: SavedCheckpoint } | undefined> {
  const { logs: found, isKnownPath, damage } = await logs.load(source);
  if (damage !== undefined) {
    remarks.push(`${source.path}: what was saved of it is damaged (${damage}), so all of it is read again.`);
    return undefined;
  }
  for (const log of found) {
    for (const checkpoint of log.checkpoints) {
      if (!fits(checkpoint, jobs, facts) || !(await beginsAs(source.file, checkpoint.print))) continue;
      const what = checkpoint.end === null ? 'unchanged' : `read from byte ${checkpoint.end} of ${facts.bytes}`;
      remarks.push(`${source.path}: ${what}.`);
      return { log, checkpoint };
    }
  }
  if (isKnownPath) remarks.push(`${source.path}: ${await whyUnknown(source, facts, found)}, so all of it is read.`);
  return undefined;
}

/** Why nothing that was kept of a known path serves: whoever is told that a log was replaced looks for the old one. */
async function whyUnknown({ file }: Source, { bytes }: FileFacts, logs: readonly SavedLog[]): Promise<string> {
  for (const { print } of logs.flatMap(({ checkpoints }) => checkpoints)) {
    if (!(await beginsAs(file, print))) continue;
    return print.bytes < bytes
      ? 'it has grown, and none of its checkpoints can be used'
      : 'it was written to since the last scan';
  }
  return 'another log took its place since the last scan';
}

/** In the order in which the sources are read. */
function bySource(jobs: readonly ReadJob[]): Map<number, ReadJob[]> {
  const own = new Map<number, ReadJob[]>();
  for (const job of jobs) addTo(own, job.number, job);
  return own;
}

function accountBy([job]: readonly ReadJob[]): { accountBy?: string } {
  return job?.accountBy === undefined ? {} : { accountBy: job.accountBy };
}

/** A whole log has to be unchanged; a part has to end where the plan of this scan has a cut. */
function fits({ end, print, modifiedMs }: SavedCheckpoint, jobs: readonly ReadJob[], facts: FileFacts): boolean {
  if (end === null) return print.bytes === facts.bytes && modifiedMs === facts.modifiedMs;
  return jobs.some(({ range }) => range?.start === end);
}

/** Of the file on disk; of a log whose last line is still being written, up to that line. */
async function factsOf({ file, container, size }: Source): Promise<FileFacts | undefined> {
  const facts = await stat(file).catch(() => undefined);
  if (facts === undefined) return undefined;
  const bytes = container === 'file' ? size : facts.size;
  const print = await fingerprintOf(file, bytes).catch(() => undefined);
  return print && { bytes, modifiedMs: facts.mtimeMs, print };
}
