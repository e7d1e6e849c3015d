import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { audit, type AuditResult } from '../pipeline/audit.ts';
import type { AuditOptions } from '../pipeline/audit-options.ts';
import type { LogStore } from '../ingest/checkpoints/saved-log.ts';
import { MemoryLogStore } from '../ingest/checkpoints/memory-log-store.ts';
import { snapshotFiles } from './file-snapshot.ts';
import { RotatedLog } from './rotated-log.ts';

export interface FollowOptions extends Omit<AuditOptions, 'signal'> {
  /** Given each new report, and where its logs stand. The next one waits until it is done. */
  onReport: (result: AuditResult, places: readonly string[]) => void | Promise<void>;
  /** Called with a sentence when part of a log is lost. */
  onRemark?: (sentence: string) => void;
  /** Ends the following: the last report stays. */
  signal: AbortSignal;
  /** Number of requests that are judged, within a quarter: the last ones. */
  keepRequests?: number;
  /** What earlier scans found, for the first report. Nothing is added to it. */
  logStore?: LogStore;
  /** Times in ms; only tests change them. */
  pollMs?: number;
  pauseMs?: number;
  restMs?: number;
}

/**
 * Requests that are judged. Some 200 bytes each, twice while a report is made: 200 MB. A report of so many takes ten to
 * thirty seconds on two processors, which bounds the time from a line to its finding.
 */
const KEEP_REQUESTS = 500_000;

/** How often files are looked at for something new, in ms. */
const POLL_MS = 250;
/** Shortest time between two reports, in ms. */
const PAUSE_MS = 2000;
/** A last line without a line break is taken for cut, not for unfinished, when nothing was written for this many ms. */
const REST_MS = 60_000;

/**
 * Keeps a report up to date while logs are written: files, folders and globs. Reading is incremental (see `resume`): what
 * was read stays known up to the last cut, so a report is that of a full scan of the same bytes, and bytes that wait are on
 * disk, not in memory. A named log is followed over rotations: see `RotatedLog`.
 *
 * After judging, it idles for as long as judging took, and at least two seconds. With reports that take `t` seconds, a line is in a report at
 * most `3 t` (two seconds at least for each) and a quarter of a second after it was written.
 * @throws what a listener throws
 */
export async function follow(paths: readonly string[], options: FollowOptions): Promise<void> {
  const { signal, onReport, onRemark = ignore, pollMs = POLL_MS, pauseMs = PAUSE_MS, restMs = REST_MS } = options;
  const { keepRequests = KEEP_REQUESTS, logStore, reading, ...auditOptions } = options;
  const recent = new MemoryLogStore();
  const isStopped = (): boolean => signal.aborted;
  const named = await namedLogs(paths);
  const others = paths.filter((given) => !named.has(given));
  const look = (): Promise<string> => {
    const rotated = [...named.values()].flatMap((log) => log.rotated);
    return snapshotFiles([...paths, ...rotated], restMs);
  };
  let seen: string | undefined;
  while (!isStopped()) {
    if ((await look()) === seen) {
      await pause(pollMs, signal);
      continue;
    }
    const began = performance.now();
    const places = new Set(others);
    for (const log of named.values()) for (const place of await log.places(onRemark)) places.add(place);
    // Before reading: anything written from here on is noticed next time.
    const now = await look();
    const result = await audit([...places], {
      ...auditOptions,
      reading: {
        ...reading,
        logStore: seen === undefined && logStore ? startingFrom(logStore, recent) : recent,
        restMs,
        keepRequests,
      },
      signal,
    });
    // Cut short: only where there is nothing better it is a report.
    if (isStopped() && seen !== undefined) return;
    seen = now;
    recent.keepOnly(result.report.inputs.files.map(({ path }) => path));
    await onReport(result, [...places]);
    await pause(Math.max(pauseMs, performance.now() - began), signal);
  }
}

/** Those of the paths that are files. */
async function namedLogs(paths: readonly string[]): Promise<Map<string, RotatedLog>> {
  const named = new Map<string, RotatedLog>();
  for (const given of paths) {
    if ((await stat(given).catch(() => undefined))?.isFile()) named.set(given, new RotatedLog(given));
  }
  return named;
}

/** What one store knows is loaded, what is found is kept in the other. */
function startingFrom(logStore: LogStore, recent: MemoryLogStore): LogStore {
  return {
    load: (source) => logStore.load(source),
    save: (source, log) => recent.save(source, log),
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(ignore);
}

function ignore(): void {
  // Aborting ends a pause, and nobody need be told.
}
