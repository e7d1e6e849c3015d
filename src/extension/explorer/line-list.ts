import type { FoundRow, LogRow, RowPlace } from '../../protocol/explorer-messages.ts';
import type { ReadRow } from './explorer-jobs.ts';
import type { ExplorerThread } from './explorer-thread.ts';
import { logRow, rowAround, rowAt, type FileRows } from './log-rows.ts';
import { firstWhere, Numbers, type Extent, type RowList } from './row-list.ts';
import type { Hit } from './text-search.ts';

type Ask = Pick<ExplorerThread, 'ask'>;

function withResults(read: readonly ReadRow[], file: FileRows | undefined): LogRow[] {
  return read.map((row) => logRow(row, file, file && rowAt(file, row.offset, row.part)));
}

/** All lines of a log, as many as are counted by now. */
export class LineList implements RowList {
  constructor(
    private readonly file: FileRows | undefined,
    private readonly thread: Ask,
    private readonly counted: () => Extent,
  ) {}

  extent(): Extent {
    return this.counted();
  }

  async rows(from: RowPlace, count: number): Promise<{ rows: LogRow[]; last: boolean }> {
    const { rows, last } = await this.thread.ask('lines', { from, count });
    return { rows: withResults(rows, this.file), last };
  }

  step(offset: number, part: number, by: 1 | -1): FoundRow | null {
    const file = this.file;
    if (file === undefined) return null;
    const { index } = file.results;
    const after = firstWhere(file.to - file.from, (at) => (index.offset[file.from + at] ?? 0) > offset) + file.from;
    const here = rowAround(file, offset);
    const start = by === 1 ? after : here === undefined ? after - 1 : here + part - 1;
    for (let row = start; row >= file.from && row < file.to; row += by) {
      const line = index.line[row] ?? 0;
      // Several requests of one line are one row here.
      if (file.results.isFlagged(row) && index.offset[row] !== offset) {
        return { row: line - 1, offset: index.offset[row] ?? 0, part: 0, line };
      }
    }
    return null;
  }

  /** The line, or the last one of a log that ends before it; null while it is not counted. */
  async find(line: number): Promise<FoundRow | null> {
    const { total, complete } = this.counted();
    if (line > total && !complete) {
      const known = this.file?.results.rowAtLine(this.name(), line);
      if (known === undefined) return null;
      return { row: line - 1, offset: this.file?.results.index.offset[known] ?? 0, part: 0, line };
    }
    if (total === 0) return null;
    const row = Math.min(line, total) - 1;
    const { rows } = await this.thread.ask('lines', { from: { row }, count: 1 });
    return { row, offset: rows[0]?.offset ?? 0, part: 0, line: row + 1 };
  }

  private name(): string {
    const file = this.file;
    return file === undefined ? '' : (file.results.index.files[file.results.index.file[file.from] ?? 0] ?? '');
  }
}

/** The lines that hold a searched text, as many as are found by now. */
export class HitList implements RowList {
  private readonly offsets = new Numbers();
  private readonly lengths = new Numbers();
  private readonly lines = new Numbers();

  constructor(
    private readonly file: FileRows | undefined,
    private readonly thread: Ask,
    private readonly search: () => Omit<Extent, 'total'>,
  ) {}

  extent(): Extent {
    return { ...this.search(), total: this.offsets.length };
  }

  addHits(hits: readonly Hit[]): void {
    for (const { offset, length, line } of hits) {
      this.offsets.push(offset);
      this.lengths.push(length);
      this.lines.push(line);
    }
  }

  async rows(from: RowPlace, count: number): Promise<{ rows: LogRow[]; last: boolean }> {
    const first = 'row' in from ? from.row : 0;
    const last = Math.min(this.offsets.length, first + count);
    const refs = [];
    for (let at = first; at < last; at++) {
      refs.push({ offset: this.offsets.at(at), length: this.lengths.at(at), part: 0 });
    }
    const { rows } = await this.thread.ask('requests', { rows: refs });
    const numbered = rows.map((row, at) => ({ ...row, line: this.lines.at(first + at) }));
    return { rows: withResults(numbered, this.file), last: last >= this.offsets.length };
  }

  step(offset: number, _part: number, by: 1 | -1): FoundRow | null {
    const file = this.file;
    if (file === undefined) return null;
    const here = firstWhere(this.offsets.length, (at) => this.offsets.at(at) >= offset);
    const isHere = here < this.offsets.length && this.offsets.at(here) === offset;
    for (let at = by === 1 && !isHere ? here : here + by; at >= 0 && at < this.offsets.length; at += by) {
      const row = rowAt(file, this.offsets.at(at), 0);
      if (row !== undefined && file.results.isFlagged(row)) return this.found(at);
    }
    return null;
  }

  find(line: number): Promise<FoundRow | null> {
    const at = firstWhere(this.offsets.length, (place) => this.lines.at(place) >= line);
    return Promise.resolve(this.offsets.length === 0 ? null : this.found(Math.min(at, this.offsets.length - 1)));
  }

  private found(at: number): FoundRow {
    return { row: at, offset: this.offsets.at(at), part: 0, line: this.lines.at(at) };
  }
}
