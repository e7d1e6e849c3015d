import type { FoundRow, LogFilter, LogRow, RowPlace } from '../../protocol/explorer-messages.ts';
import { filterRows } from '../model/request-fields.ts';
import type { ExplorerThread } from './explorer-thread.ts';
import { logRow, refOf, rowAround, type FileRows } from './log-rows.ts';
import { firstWhere, Numbers, type Extent, type RowList } from './row-list.ts';

/** The requests of a scanned log that a filter lets through. Their number is known at once: nothing is read for it. */
export class RequestList implements RowList {
  private readonly search: (() => Omit<Extent, 'total'>) | undefined;
  /** Rows of the index; undefined for all of the file. */
  private readonly chosen: Numbers | undefined;
  /** Of a search: the rows that the other filters let through; undefined for all of the file. */
  private readonly allowed: Numbers | undefined;
  /** Of a search: 1 for each request of the log that was found, whatever the other filters say. */
  readonly hits: Uint8Array | undefined;

  /** @param search how far the search for the filter's text is; absent without one */
  constructor(
    private readonly file: FileRows,
    filter: LogFilter,
    private readonly thread: Pick<ExplorerThread, 'ask'>,
    search?: () => Omit<Extent, 'total'>,
  ) {
    this.search = search;
    const matching = isFiltered(filter) ? rowsOf(file, filter) : undefined;
    this.allowed = matching;
    this.chosen = search === undefined ? matching : new Numbers();
    this.hits = search === undefined ? undefined : new Uint8Array(file.to - file.from);
  }

  extent(): Extent {
    const done = { complete: true, bytes: 0, allBytes: 0, limited: false };
    return { ...(this.search?.() ?? done), total: this.length };
  }

  async rows(from: RowPlace, count: number): Promise<{ rows: LogRow[]; last: boolean }> {
    const first = 'row' in from ? from.row : 0;
    const numbers: number[] = [];
    for (let at = first; at < Math.min(this.length, first + count); at++) numbers.push(this.at(at));
    const refs = numbers.map((row) => refOf(this.file, row));
    const { rows: read } = await this.thread.ask('requests', { rows: refs });
    const rows = read.map((row, at) => logRow(row, this.file, numbers[at]));
    return { rows, last: first + rows.length >= this.length };
  }

  step(offset: number, part: number, by: 1 | -1): FoundRow | null {
    const { results } = this.file;
    const column = results.index.offset;
    const start = firstWhere(this.length, (at) => (column[this.at(at)] ?? 0) >= offset);
    let here = start;
    while (here < this.length && refOf(this.file, this.at(here)).offset === offset) {
      if (refOf(this.file, this.at(here)).part >= part) break;
      here++;
    }
    const isHere = here < this.length && column[this.at(here)] === offset;
    for (let at = by === 1 && !isHere ? here : here + by; at >= 0 && at < this.length; at += by) {
      if (results.isFlagged(this.at(at))) return this.found(at);
    }
    return null;
  }

  find(line: number): Promise<FoundRow | null> {
    const { index } = this.file.results;
    const at = firstWhere(this.length, (place) => (index.line[this.at(place)] ?? 0) >= line);
    return Promise.resolve(this.length === 0 ? null : this.found(Math.min(at, this.length - 1)));
  }

  addHits(hits: readonly { offset: number }[]): void {
    const chosen = this.chosen;
    if (chosen === undefined) return;
    for (const { offset } of hits) {
      const first = rowAround(this.file, offset);
      if (first === undefined) continue;
      const start = this.file.results.index.offset[first];
      // A text on a line with several requests may be of any of them.
      for (let row = first; row < this.file.to && this.file.results.index.offset[row] === start; row++) {
        if (this.hits) this.hits[row - this.file.from] = 1;
        const isNew = chosen.length === 0 || chosen.at(chosen.length - 1) < row;
        if (isNew && this.allows(row)) chosen.push(row);
      }
    }
  }

  private get length(): number {
    return this.chosen?.length ?? this.file.to - this.file.from;
  }

  private at(place: number): number {
    return this.chosen?.at(place) ?? this.file.from + place;
  }

  private allows(row: number): boolean {
    const allowed = this.allowed;
    if (allowed === undefined) return true;
    const at = firstWhere(allowed.length, (place) => allowed.at(place) >= row);
    return at < allowed.length && allowed.at(at) === row;
  }

  private found(place: number): FoundRow {
    const row = this.at(place);
    const { offset, part } = refOf(this.file, row);
    return { row: place, offset, part, line: this.file.results.index.line[row] ?? 0 };
  }
}

function isFiltered({ kind: _, text: __, account, template, campaign, flagged, ...rest }: LogFilter): boolean {
  return account !== '' || template !== '' || campaign !== '' || flagged || Object.keys(rest).length > 0;
}

function rowsOf(file: FileRows, filter: LogFilter): Numbers {
  const rows = new Numbers();
  filterRows(file, filter).forEach((fit, at) => {
    if (fit === 0) rows.push(file.from + at);
  });
  return rows;
}
