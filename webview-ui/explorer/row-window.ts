/**
 * The rows around what is in sight. A list whose rows are known is read in pages by row number. While the lines of a log
 * are still being counted, the part after is read by byte: a run of lines whose place in the list is an estimate.
 */
import type { ListFacts, LogRow } from '../../src/protocol/explorer-messages.ts';
import type { AskHost } from './explorer-host.ts';

const PAGE = 100;
const PAGES_KEPT = 60;
/** A jump this near to the run of lines extends it; a further one begins another. */
const MAX_JUMP = 200;
/** Bytes of a line before any was counted. */
const USUAL_LINE = 1500;

interface Run {
  /** Estimated number of the first row. */
  start: number;
  rows: LogRow[];
  /** The log ends with the run. */
  ends: boolean;
}

interface WindowEvents {
  /** Rows arrived. */
  loaded: () => void;
  /** Rows turned out to stand `by` places further down than estimated. */
  shifted: (by: number) => void;
  failed: (error: unknown) => void;
}

export class RowWindow {
  private facts: ListFacts = { list: 0, total: 0, complete: true, bytes: 0, allBytes: 0, limited: false };
  /** Rows of unread parts are reached by byte. */
  private byByte = false;
  private readonly pages = new Map<number, LogRow[]>();
  private readonly asked = new Set<number>();
  private run: Run | undefined;
  /** A run whose place the host did not know although its lines were said to be counted. */
  private unsettled: Run | undefined;
  private reading = false;

  constructor(
    private readonly ask: AskHost,
    private readonly events: WindowEvents,
  ) {}

  /** @param byByte true when unread parts can be reached: all lines of a log that is not an archive */
  open(facts: ListFacts, byByte: boolean): void {
    this.facts = facts;
    this.byByte = byByte;
    this.pages.clear();
    this.asked.clear();
    this.run = undefined;
  }

  /** More rows are known. The last page may have been short. */
  update(facts: ListFacts): void {
    if (facts.list !== this.facts.list) return;
    const last = Math.floor(this.facts.total / PAGE);
    const page = this.pages.get(last);
    if (page !== undefined && page.length < PAGE) {
      this.pages.delete(last);
      this.asked.delete(last);
    }
    this.facts = facts;
    this.unsettled = undefined;
    this.settleWhenCounted();
  }

  get list(): number {
    return this.facts.list;
  }

  /** Rows in all; an estimate while `isEstimated`. */
  get total(): number {
    const { total } = this.facts;
    // Until the run is settled the rows in sight stay where they are.
    if (!this.isEstimated) return Math.max(total, this.runEnd);
    if (this.run?.ends === true) return this.run.start + this.run.rows.length;
    return Math.max(total + Math.ceil(this.bytesLeft / this.lineBytes), this.runEnd);
  }

  get isEstimated(): boolean {
    return this.byByte && !this.facts.complete && this.bytesLeft > 0;
  }

  /** True for rows whose place in the list is known. */
  isCounted(index: number): boolean {
    return !this.isEstimated || index < this.facts.total;
  }

  row(index: number): LogRow | undefined {
    const inRun = this.run?.rows[index - this.run.start];
    return inRun ?? this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Reads what is missing of rows `first` to `last` (exclusive). */
  want(first: number, last: number): void {
    const to = Math.min(last, this.total);
    if (first >= to || this.inRun(first, to)) return;
    const known = this.isEstimated ? Math.min(to, this.facts.total) : to;
    if (this.isEstimated && (to > known || this.touchesRun(first, to))) void this.readRun(Math.max(first, known), to);
    for (let page = Math.floor(first / PAGE); page * PAGE < known; page++) void this.readPage(page);
  }

  /** Reads the last lines of the log and places them at the end of the list. */
  private async wantEnd(): Promise<void> {
    const { allBytes } = this.facts;
    const estimate = this.total;
    await this.read({ before: allBytes ?? 0 }, (rows) => {
      const start = Math.max(0, estimate - rows.length);
      this.run = { start, rows, ends: true };
      // Lines so short that the estimate has no room for them: the end of the list stays the end of the log.
      if (start + rows.length > estimate) this.events.shifted(start + rows.length - estimate);
    });
  }

  /** Begins a run at a byte; `start` is an estimate unless the line of the byte is known. */
  placeRun(start: number, offset: number): Promise<void> {
    return this.read({ near: offset }, (rows, last) => {
      const line = rows[0]?.line ?? null;
      const place = line === null ? start : line - 1;
      this.run = { start: place, rows, ends: last };
      if (place !== start) this.events.shifted(place - start);
    });
  }

  private get bytesLeft(): number {
    return Math.max(0, (this.facts.allBytes ?? 0) - this.facts.bytes);
  }

  private get lineBytes(): number {
    return this.facts.total < 10 ? USUAL_LINE : Math.max(1, this.facts.bytes / this.facts.total);
  }

  private get runEnd(): number {
    return this.run === undefined ? 0 : this.run.start + this.run.rows.length;
  }

  private inRun(first: number, to: number): boolean {
    return this.run !== undefined && first >= this.run.start && to <= this.runEnd;
  }

  private touchesRun(first: number, to: number): boolean {
    return this.run !== undefined && first < this.runEnd && to > this.run.start;
  }

  private async readPage(page: number): Promise<void> {
    if (this.asked.has(page)) return;
    this.asked.add(page);
    const { list } = this.facts;
    try {
      const { rows } = await this.ask('rows', { list, from: { row: page * PAGE }, count: PAGE });
      if (list !== this.facts.list) return;
      // Long lines come fewer at a time: the rest of the page is asked for until it is there.
      const all = [...rows];
      while (all.length > 0 && all.length < PAGE && page * PAGE + all.length < this.facts.total) {
        const from = { row: page * PAGE + all.length };
        const more = await this.ask('rows', { list, from, count: PAGE - all.length });
        if (list !== this.facts.list || more.rows.length === 0) break;
        all.push(...more.rows);
      }
      this.pages.set(page, all);
      for (const oldest of this.pages.keys()) {
        if (this.pages.size <= PAGES_KEPT) break;
        this.pages.delete(oldest);
        this.asked.delete(oldest);
      }
      this.events.loaded();
    } catch (error) {
      this.asked.delete(page);
      if (list === this.facts.list) this.events.failed(error);
    }
  }

  private async readRun(first: number, to: number): Promise<void> {
    const { run } = this;
    const last = run?.rows.at(-1);
    if (run !== undefined && last !== undefined && first >= run.start && first <= this.runEnd + MAX_JUMP) {
      if (run.ends) return;
      await this.read({ near: last.offset + last.length + 1 }, (rows, ends) => {
        run.rows.push(...rows);
        run.ends = ends;
      });
    } else if (run?.rows[0] !== undefined && to >= run.start - MAX_JUMP && to <= this.runEnd) {
      await this.read({ before: run.rows[0].offset }, (rows) => {
        run.rows.unshift(...rows);
        run.start -= rows.length;
      });
    } else if (to >= this.total && first > this.facts.total) {
      // The end of the log is at the end of the list, however wrong the estimate of its length is.
      await this.wantEnd();
    } else {
      const { total, bytes } = this.facts;
      const offset = Math.floor(bytes + Math.max(0, first - total) * this.lineBytes);
      await this.placeRun(first, offset);
    }
  }

  private async read(
    from: { near: number } | { before: number },
    take: (rows: LogRow[], last: boolean) => void,
  ): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    const { list } = this.facts;
    try {
      const { rows, last } = await this.ask('rows', { list, from, count: PAGE });
      this.reading = false;
      if (list !== this.facts.list || rows.length === 0) return;
      take(rows, last);
      this.events.loaded();
      this.settleWhenCounted();
    } catch (error) {
      this.reading = false;
      if (list === this.facts.list) this.events.failed(error);
    }
  }

  /** Lines may have been counted while the run was read, or since. */
  private settleWhenCounted(): void {
    const end = this.run?.rows.at(-1);
    if (end === undefined || this.run === this.unsettled) return;
    if (this.facts.complete || this.facts.bytes > end.offset + end.length) void this.settle();
  }

  /** The lines before the run are counted: its true place is known. */
  private async settle(): Promise<void> {
    const { run } = this;
    const first = run?.rows[0];
    if (run === undefined || first === undefined || this.reading) return;
    await this.read({ near: first.offset }, (rows) => {
      const line = rows[0]?.line ?? null;
      if (this.run !== run) return;
      if (line === null) {
        this.unsettled = run;
        return;
      }
      const { start } = run;
      this.run = undefined;
      this.events.shifted(line - 1 - start);
    });
  }
}
