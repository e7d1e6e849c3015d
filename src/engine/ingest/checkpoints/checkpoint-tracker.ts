import type { SourceCounts } from '../../../reader/records/reading/line-counts.ts';
import type { ReadJob, ScanPart } from '../jobs/read-job.ts';
import type { Checkpoint } from './saved-log.ts';

/** What a scan knows of one log: its rows in the scan's table, and the checkpoints that can be recognised in them. */
export interface LogCheckpoints {
  from: number;
  /** The furthest first; at most the last cut and the end. */
  checkpoints: Checkpoint[];
  /** The first of its rows were left out. */
  isCut: boolean;
}

interface Growing extends LogCheckpoints {
  to: number;
  lines: number;
  /** False from the point where something is missing: everything before it is kept. */
  isWhole: boolean;
}

/**
 * Follows a scan as it puts parts together, and remembers how much was known at the last cut of each log and at its end. What
 * comes after a missing part is unknown, and so is what comes after one whose requests wait for other lines: those contain
 * text.
 */
export class CheckpointTracker {
  private readonly logs = new Map<number, Growing>();

  /**
   * @param counts of the log so far, with this part
   * @param from first row of the part in the table of the scan
   * @param to end of its rows
   */
  add(job: ReadJob, part: ScanPart, counts: SourceCounts, from: number, to: number): void {
    const start = job.range?.start ?? 0;
    const fresh = { from, to: from, lines: 0, checkpoints: [], isWhole: true, isCut: false };
    const log: Growing | undefined = start === 0 ? fresh : this.logs.get(job.number);
    if (log === undefined) return;
    this.logs.set(job.number, log);
    // Rows of other logs in between: requests that were joined from several lines.
    const isInterrupted = log.to !== from;
    log.isWhole &&= !isInterrupted && !part.stopped && part.error === undefined && part.pieces.length === 0;
    if (!log.isWhole) return;
    log.to = to;
    log.lines += part.lines;
    // Where a text is cut says nothing about the packed file.
    if (job.text !== undefined && job.range?.end !== Infinity) return;
    const end = job.range === undefined || job.range.end === Infinity ? null : job.range.end;
    const checkpoint = { end, rows: to - log.from, lines: log.lines, counts: structuredClone(counts) };
    log.checkpoints = end === null ? [checkpoint, ...log.checkpoints] : [checkpoint];
  }

  /** The first rows of the table of the scan are gone. */
  drop(rows: number): void {
    for (const log of this.logs.values()) {
      const gone = Math.min(rows, log.to) - Math.min(rows, log.from);
      log.isCut ||= gone > 0;
      for (const checkpoint of log.checkpoints) checkpoint.rows = Math.max(0, checkpoint.rows - gone);
      log.from = Math.max(0, log.from - rows);
      log.to = Math.max(0, log.to - rows);
    }
  }

  of(source: number): LogCheckpoints | undefined {
    return this.logs.get(source);
  }
}
