import { type EntryRange, REASON } from '../../bytes/framing/entry.ts';
import type { RecordLocation } from '../fields/record-location.ts';

export type LineOutcome = 'record' | 'rejected' | 'skipped';

/** Counts of the lines of one source, or of a part of it, as plain data. `lines = records + rejected + skipped`. */
export interface SourceCounts {
  source: number;
  lines: number;
  records: number;
  rejected: number;
  skipped: number;
  requests: number;
  /** Requests of each format. */
  formats: Record<string, number>;
  reasons: ReasonCount[];
  /** Parts of calls that were read on their own, for want of room to keep them until the others came. */
  apart?: number;
}

export interface ReasonCount {
  outcome: 'rejected' | 'skipped';
  reason: string;
  count: number;
  /** The first lines with this reason. */
  examples: LineExample[];
}

export interface LineExample {
  source: number;
  line: number;
  offset: number;
  length: number;
}

/** Told each line that gave no request, in the order in which that is known. */
export type UnreadLine = (outcome: 'rejected' | 'skipped', reason: string, location: LineExample) => void;

const MAX_EXAMPLES = 5;

/** What a line counts as when several entries touch it: one request makes it a record line. */
const RANK: Readonly<Record<LineOutcome, number>> = { record: 3, rejected: 2, skipped: 1 };

/** Requests of a line do not hide that a part of it was lost. */
const RANK_OF_PART = 4;

/** Counts lines as their entries arrive in the order of the text. */
export class LineTally {
  private readonly counts: SourceCounts;
  private readonly reasons = new Map<string, ReasonCount>();
  private last: ReasonCount | undefined;
  private line = 0;
  private rank = 0;
  private outcome: LineOutcome = 'skipped';
  private reason = '';
  private offset = 0;
  private length = 0;

  constructor(
    source: number,
    private readonly onUnread?: UnreadLine,
  ) {
    this.counts = emptyCounts(source);
  }

  /** Lines that are done with. */
  get lines(): number {
    return this.counts.lines;
  }

  /**
   * Counts an entry. A line touched by several entries counts once, as the best of them.
   * @param isPart the bytes of it are of no value: the line counts as rejected, whatever else is on it
   */
  mark(outcome: LineOutcome, reason: string, range: EntryRange, isPart = false): void {
    this.touch(range.line, isPart ? RANK_OF_PART : RANK[outcome], outcome, reason, range);
    for (let line = range.line + 1; line < range.line + range.lines; line++) {
      this.touch(line, 0, 'skipped', REASON.continuation, range);
    }
  }

  request(format: string): void {
    countRequest(this.counts, format);
  }

  apart(): void {
    this.counts.apart = (this.counts.apart ?? 0) + 1;
  }

  finish(): SourceCounts {
    this.closeLine();
    this.line = 0;
    this.counts.reasons = [...this.reasons.values()];
    return this.counts;
  }

  private touch(line: number, rank: number, outcome: LineOutcome, reason: string, range: EntryRange): void {
    if (line !== this.line) this.closeLine();
    else if (rank <= this.rank) return;
    this.line = line;
    this.rank = rank;
    this.outcome = outcome;
    this.reason = reason;
    this.offset = range.offset;
    this.length = range.length;
  }

  private closeLine(): void {
    if (this.line === 0) return;
    const { counts, outcome, reason } = this;
    counts.lines++;
    if (outcome === 'record') {
      counts.records++;
      return;
    }
    counts[outcome]++;
    const known = this.countOf(outcome, reason);
    known.count++;
    if (this.onUnread === undefined && known.examples.length >= MAX_EXAMPLES) return;
    const location = { source: counts.source, line: this.line, offset: this.offset, length: this.length };
    this.onUnread?.(outcome, reason, location);
    if (known.examples.length < MAX_EXAMPLES) known.examples.push(location);
  }

  /** Lines that cannot be read come in runs with one reason: it is looked up once. */
  private countOf(outcome: 'rejected' | 'skipped', reason: string): ReasonCount {
    const { last } = this;
    if (last?.reason === reason && last.outcome === outcome) return last;
    let known = this.reasons.get(outcome + reason);
    if (known === undefined) this.reasons.set(outcome + reason, (known = { outcome, reason, count: 0, examples: [] }));
    return (this.last = known);
  }
}

export function countRequest(counts: SourceCounts, format: string): void {
  counts.requests++;
  counts.formats[format] = (counts.formats[format] ?? 0) + 1;
}

/** A line that was taken for a record gave no request in the end. */
export function uncountRecord(
  counts: SourceCounts,
  { source, line, offset, length }: RecordLocation,
  outcome: 'rejected' | 'skipped',
  reason: string,
): void {
  counts.records--;
  counts[outcome]++;
  const examples = [{ source, line, offset, length }];
  counts.reasons = mergeReasons(counts.reasons, [{ outcome, reason, count: 1, examples }]);
}

export function emptyCounts(source: number): SourceCounts {
  return { source, lines: 0, records: 0, rejected: 0, skipped: 0, requests: 0, formats: {}, reasons: [] };
}

/** Moves counts of a part to its place in the source, once the lines before it are known. */
export function offsetCounts(counts: SourceCounts, by: number): void {
  for (const { examples } of counts.reasons) for (const example of examples) example.line += by;
}

/** Adds counts to others; which part comes first makes no difference. */
export function mergeCounts(into: SourceCounts, from: SourceCounts): void {
  into.lines += from.lines;
  into.records += from.records;
  into.rejected += from.rejected;
  into.skipped += from.skipped;
  into.requests += from.requests;
  if (from.apart !== undefined) into.apart = (into.apart ?? 0) + from.apart;
  for (const [format, count] of Object.entries(from.formats))
    into.formats[format] = (into.formats[format] ?? 0) + count;
  into.reasons = mergeReasons(into.reasons, from.reasons);
}

/** Sums reasons and keeps the first examples by source and offset. */
export function mergeReasons(some: readonly ReasonCount[], more: readonly ReasonCount[]): ReasonCount[] {
  const merged = new Map<string, ReasonCount>();
  for (const reason of [...some, ...more]) {
    const key = reason.outcome + reason.reason;
    const known = merged.get(key);
    const count = (known?.count ?? 0) + reason.count;
    const examples = [...(known?.examples ?? []), ...reason.examples].sort(byLocation).slice(0, MAX_EXAMPLES);
    merged.set(key, { ...reason, count, examples });
  }
  return [...merged.values()];
}

function byLocation(a: LineExample, b: LineExample): number {
  return a.source - b.source || a.offset - b.offset || a.line - b.line;
}
