import type { SourceCounts } from '../../records/reading/line-counts.ts';
import type { ReadJob, ScanPart } from '../jobs/read-job.ts';
import type { Stage } from './known-log.ts';

/** What a scan knows of one log: its rows in the table of the scan, and the stages that can be told apart in them. */
export interface LogStages {
  from: number;
  /** The furthest first; at most the last cut and the end. */
  stages: Stage[];
  /** The first of its rows were left out. */
  isCut: boolean;
}

interface Growing extends LogStages {
  to: number;
  lines: number;
  /** False from where something is missing: what came before stands. */
  isWhole: boolean;
}

/**
 * Follows a scan as it puts parts together, and remembers how much was known at the last cut of each log and at its end.
 * What comes after a part that is missing is not known, nor what comes after one whose requests wait for other lines: those
 * hold text.
 */
export class Stages {
  private readonly logs = new Map<number, Growing>();

  /**
   * @param counts of the log so far, with this part
   * @param from first row of the part in the table of the scan
   * @param to end of its rows
   */
  add(job: ReadJob, part: ScanPart, counts: SourceCounts, from: number, to: number): void {
    const start = job.range?.start ?? 0;
    const fresh = { from, to: from, lines: 0, stages: [], isWhole: true, isCut: false };
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
    const stage = { end, rows: to - log.from, lines: log.lines, counts: structuredClone(counts) };
    log.stages = end === null ? [stage, ...log.stages] : [stage];
  }

  /** The first rows of the table of the scan are gone. */
  drop(rows: number): void {
    for (const log of this.logs.values()) {
      const gone = Math.min(rows, log.to) - Math.min(rows, log.from);
      log.isCut ||= gone > 0;
      for (const stage of log.stages) stage.rows = Math.max(0, stage.rows - gone);
      log.from = Math.max(0, log.from - rows);
      log.to = Math.max(0, log.to - rows);
    }
  }

  of(source: number): LogStages | undefined {
    return this.logs.get(source);
  }
}
