import { countLines, linesIn } from '../../../reader/bytes/access/count-lines.ts';
import type { RestartPoint } from '../../../reader/bytes/compression/gzip-restarts.ts';
import { isSeekable, type Source } from '../../../reader/bytes/files/source.ts';
import {
  emptyCounts,
  mergeCounts,
  offsetCounts,
  type SourceCounts,
} from '../../../reader/records/reading/line-counts.ts';
import { joinPieces, MAX_WAITING_BYTES, type Piece, pieceBytes } from '../../../reader/records/reading/joins.ts';
import { CheckpointTracker } from '../checkpoints/checkpoint-tracker.ts';
import { RequestTable } from '../../table/request-table.ts';
import { tableRows } from '../../table/table-rows.ts';
import type { StoredRows } from '../../workspace/stored-rows.ts';
import type { ReadJob, ScanPart } from '../jobs/read-job.ts';
import type { ReadTask } from './chunk-feed.ts';
import { OrderedParts, type PartSink } from './ordered-parts.ts';

/** Requests beyond the limit that may accumulate before the table is cut, so that it is not copied with every part. */
const ROW_SLACK = 1.25;

/** Room to allocate, relative to what would be needed if the log continued as it began. */
const CAPACITY_MARGIN = 1.1;

const LOST_PART = 'in a part of the file whose reader failed';

/** What was read, of which the rows of so many requests are in a file. */
export interface HeldSize {
  requests: number;
  stored: number;
  facts: number;
  texts: number;
  clauses: number;
  accounts: number;
}

/** Puts the parts of a scan together in the order of their jobs. */
export class ScanResult implements PartSink {
  table = new RequestTable();
  readonly counts: SourceCounts[];
  readonly errors = new Map<number, string>();
  /** Where reading back can begin in packed sources. */
  readonly restarts = new Map<number, RestartPoint[]>();
  /** True when something is missing: stopped early, not reached, or lost. */
  partial = false;
  /** Bytes of the files, packed where they are packed, that parts were read from. */
  readBytes = 0;
  /** How much of each log is known by now. */
  readonly checkpoints = new CheckpointTracker();
  private readonly files: readonly string[];
  private pieces: Piece[] = [];
  private pieceBytes = 0;
  private readonly parts = new OrderedParts((job, part) => this.append(job, part));
  /** Lines of the current source before the next part. */
  private linesBefore = 0;
  private readonly bytes: number;
  private bytesBefore = 0;
  /** Rows in the table that are of parts which come next: parts that were read together share a table. */
  private rowsAhead = 0;
  /** What takes rows of the table to a file. */
  private stored: StoredRows | undefined;

  /** @param limit most requests to keep: the first ones are left out when there are more */
  constructor(
    sources: readonly Source[],
    private readonly jobs: readonly ReadJob[],
    private readonly limit = Infinity,
  ) {
    this.bytes = jobs.reduce((sum, job) => sum + bytesOf(job), 0);
    this.files = sources.map(({ path }) => path);
    this.counts = sources.map((_, number) => emptyCounts(number));
  }

  add(task: ReadTask, part: ScanPart): void {
    this.parts.add(task, part);
  }

  /** Requests that were added, in the table and in its file. */
  get length(): number {
    return this.table.length + (this.stored?.length ?? 0);
  }

  /** What was added, and how much of it is in a file. */
  get size(): HeldSize {
    const { stored, length, table } = this;
    const { names, texts, facts } = table;
    return {
      requests: length,
      stored: length - table.length,
      facts: facts.size + (stored?.facts.size ?? 0),
      texts: texts.length,
      clauses: texts.texts.clauseEnd[texts.length - 1]!,
      accounts: names.account.values.length,
    };
  }

  /** Each account with its requests. */
  *requestsByAccount(): Generator<readonly [string, number]> {
    const { names, rows, length } = this.table;
    const requests = new Uint32Array(names.account.values.length);
    for (const column of [this.stored?.rows.account ?? [], rows.account.subarray(0, length)])
      for (const number of column) requests[number]!++;
    for (let number = 1; number < requests.length; number++) yield [names.account.values[number]!, requests[number]!];
  }

  /** From now on rows wait in a file: the table has those alone that were added last, until `finish` is called. */
  storeRows(stored: StoredRows): void {
    this.stored = stored;
  }

  /** No more parts come: what is on several lines is put together. */
  finish(): void {
    if (this.parts.next < this.jobs.length) this.partial = true;
    this.parts.end();
    this.join();
    if (this.stored !== undefined) this.table = this.stored.end(this.table);
    this.stored = undefined;
  }

  /** Notes why a source was not read as it should have been; the first reason stays. */
  fail(source: number, error: string): void {
    if (!this.errors.has(source)) this.errors.set(source, error);
    this.partial = true;
  }

  private dropFirst(rows: number): void {
    this.table = RequestTable.unpack(tableRows(this.table, rows, this.table.length));
    this.checkpoints.drop(rows);
  }

  /** As many per byte as so far, and a little more: moving a large table costs its time, and memory for two. */
  private expectMore(job: ReadJob, part: ScanPart): void {
    this.bytesBefore += bytesOf(job);
    const rows = this.length + part.table.length;
    if (this.bytesBefore === 0 || rows === 0) return;
    const times = Math.min((CAPACITY_MARGIN * this.bytes) / this.bytesBefore, (ROW_SLACK * this.limit) / rows);
    this.table.expect(times, this.stored === undefined ? times : 1);
  }

  private join(): void {
    joinPieces(
      this.pieces,
      this.files,
      (record, location) => this.table.add(record, location),
      (source) => this.counts[source],
      this.jobs[0]?.accountBy,
    );
    this.pieces = [];
    this.pieceBytes = 0;
  }

  private append(job: ReadJob, part: ScanPart): void {
    if (job.range === undefined || job.range.start === 0) this.linesBefore = 0;
    if (this.linesBefore > 0) {
      part.table.offsetLines(this.linesBefore);
      offsetCounts(part.counts, this.linesBefore);
      for (const { location } of part.pieces) location.line += this.linesBefore;
    }
    for (const piece of part.pieces) {
      this.pieces.push(piece);
      this.pieceBytes += pieceBytes(piece);
    }
    if (this.pieceBytes > MAX_WAITING_BYTES && this.rowsAhead === 0) this.join();
    const rowsBefore = this.length - this.rowsAhead;
    const rows = part.rows ?? part.table.length;
    this.rowsAhead += part.table.length - rows;
    this.expectMore(job, part);
    if (part.table.length > 0) this.table.merge(part.table);
    if (part.isShared !== true) part.table.discard();
    if (this.stored !== undefined) this.table = this.stored.take(this.table);
    mergeCounts(this.counts[job.number]!, part.counts);
    this.checkpoints.add(job, part, this.counts[job.number]!, rowsBefore, rowsBefore + rows);
    if (this.table.length > ROW_SLACK * this.limit && this.rowsAhead === 0)
      this.dropFirst(this.table.length - this.limit);
    if (part.restarts) this.restarts.set(job.number, part.restarts);
    this.linesBefore += part.lines;
    if (part.error !== undefined) this.fail(job.number, part.error);
    if (part.stopped) this.partial = true;
    // A block that was read may reach beyond the range.
    this.readBytes += part.stopped ? Math.min(part.readBytes ?? 0, bytesOf(job)) : bytesOf(job);
  }
}

/**
 * What stands in for a part whose worker died twice: no requests, and its lines counted as rejected if they can be counted, so
 * that the lines after it keep their numbers.
 */
export async function lostPart(job: ReadJob, reason: string): Promise<ScanPart> {
  const counts = emptyCounts(job.number);
  const lines = await linesOf(job).catch(() => 0);
  if (lines > 0) {
    const offset = job.range?.start ?? 0;
    counts.lines = counts.rejected = lines;
    const examples = [{ source: job.number, line: 1, offset, length: 0 }];
    counts.reasons = [{ outcome: 'rejected', reason: LOST_PART, count: lines, examples }];
  }
  const where = job.range === undefined ? 'this file' : `a part of this file, from byte ${job.range.start}`;
  return {
    table: new RequestTable(),
    counts,
    pieces: [],
    lines,
    stopped: false,
    error: `The reader failed twice on ${where}: ${reason}.`,
  };
}

async function linesOf({ text, range, source }: ReadJob): Promise<number> {
  if (text !== undefined) return linesIn(Buffer.from(text.memory, 0, text.bytes));
  // Nothing comes after what is read of a packed log to its end.
  return range === undefined || !isSeekable(source) ? 0 : countLines(source, range);
}

/** Bytes of the file that a job reads. */
export function bytesOf({ range, text, source }: ReadJob): number {
  if (text !== undefined) return text.packedBytes;
  if (range === undefined) return source.size;
  return isSeekable(source) ? Math.min(range.end, source.size) - range.start : 0;
}
