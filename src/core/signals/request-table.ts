/**
 * What the scan keeps of every request, in columns off the JavaScript heap: exact values, no sketches and no text.
 * A commutative monoid: the empty table, `add` and `merge`; `finish` brings rows and names into one canonical order,
 * so that any split of the input over chunks, workers and machines ends in the same bytes.
 */
import { allocate, buffersOf, copyRows, resize, type Columns } from '../math/columns.ts';
import { Dictionary } from '../math/dictionary.ts';
import type { Place } from '../records/place.ts';
import type { RequestRecord } from '../records/request.ts';
import { duplicateRows, responseOf } from './duplicates.ts';
import { readSignals, type Signals } from './request-signals.ts';
import { MOST_CLAUSES, SegmentCollector } from './segments.ts';

/** One row a request; 0 in a dictionary column means "not in the log". Times in ms UTC, NaN when unknown. */
const ROW = {
  source: 'u16',
  line: 'u32',
  offset: 'f64',
  bytes: 'u32',
  /** Place among the requests of one line. */
  part: 'u16',
  time: 'f64',
  /** See `responseOf`. */
  response: 'f64',
  account: 'u32',
  organisation: 'u32',
  endUser: 'u32',
  address: 'u32',
  userAgent: 'u32',
  model: 'u16',
  format: 'u8',
  inputTokens: 'u32',
  outputTokens: 'u32',
  /** See `Signals` for the rest. */
  prompt: 'f64',
  user: 'u32',
  system: 'u32',
  tools: 'u32',
  toolCount: 'u8',
  parameters: 'u32',
  contextIn: 'f64',
  contextOut: 'f64',
  answer: 'u32',
  answerShape: 'u8',
  turns: 'u8',
  media: 'u8',
  flags: 'u8',
  systemClauses: 'u8',
  /** End of the row's clauses in the clause columns; they start where the previous row's end. */
  clauseEnd: 'u32',
} as const;

const CLAUSE = { hash: 'u32', letters: 'u8' } as const;

const DICTIONARIES = ['account', 'organisation', 'endUser', 'address', 'userAgent', 'model', 'format'] as const;
type DictionaryName = (typeof DICTIONARIES)[number];
type Dictionaries = Record<DictionaryName, Dictionary>;

export type RowColumns = Columns<typeof ROW>;
export type ClauseColumns = Columns<typeof CLAUSE>;

/** A table as plain data for `postMessage`. */
export interface PackedTable {
  length: number;
  rows: RowColumns;
  clauses: ClauseColumns;
  clauseCount: number;
  names: Record<DictionaryName, string[]>;
}

/** Buffers of a packed table that can be moved instead of copied. */
export function transfer(packed: PackedTable): ArrayBuffer[] {
  return [...buffersOf(packed.rows), ...buffersOf(packed.clauses)];
}

export class RequestTable {
  length = 0;
  rows: RowColumns = allocate(ROW, 0);
  clauses: ClauseColumns = allocate(CLAUSE, 0);
  clauseCount = 0;
  names: Dictionaries = freshDictionaries();
  private capacity = 0;
  private clauseCapacity = 0;
  private readonly collector = new SegmentCollector();

  add(record: RequestRecord, place: Place): void {
    this.reserve(this.length + 1, this.clauseCount + MOST_CLAUSES);
    const signals = readSignals(record, this.collector);
    const row = this.length;
    const { rows, names } = this;
    const sameLine = row > 0 && rows.source[row - 1] === place.source && rows.offset[row - 1] === place.offset;
    rows.part[row] = sameLine ? (rows.part[row - 1] ?? 0) + 1 : 0;
    rows.source[row] = place.source;
    rows.line[row] = place.line;
    rows.offset[row] = place.offset;
    rows.bytes[row] = place.length;
    rows.time[row] = record.time ?? NaN;
    rows.response[row] = responseOf(record);
    rows.account[row] = names.account.add(record.account?.value ?? '');
    rows.organisation[row] = names.organisation.add(record.organisation ?? '');
    rows.endUser[row] = names.endUser.add(record.endUser ?? '');
    rows.address[row] = names.address.add(record.address ?? '');
    rows.userAgent[row] = names.userAgent.add(record.userAgent ?? '');
    rows.model[row] = names.model.add(record.model ?? '');
    rows.format[row] = names.format.add(record.format);
    rows.inputTokens[row] = record.inputTokens ?? 0;
    rows.outputTokens[row] = record.outputTokens ?? 0;
    for (const name of SIGNAL_COLUMNS) rows[name][row] = signals[name];
    this.addClauses();
    rows.clauseEnd[row] = this.clauseCount;
    this.length++;
  }

  private addClauses(): void {
    const { hashes, lengths, count } = this.collector;
    this.clauses.hash.set(count === hashes.length ? hashes : hashes.subarray(0, count), this.clauseCount);
    this.clauses.letters.set(count === lengths.length ? lengths : lengths.subarray(0, count), this.clauseCount);
    this.clauseCount += count;
  }

  /** Adds `by` to all line numbers: a byte range of a file learns its first line only when the ranges before it are read. */
  offsetLines(by: number): void {
    for (let row = 0; row < this.length; row++) this.rows.line[row] = (this.rows.line[row] ?? 0) + by;
  }

  /** Takes in all rows of another table, which is not changed. */
  merge(other: RequestTable): void {
    this.reserve(this.length + other.length, this.clauseCount + other.clauseCount);
    const start = this.length;
    copyRows(ROW, other.rows, 0, other.length, this.rows, start);
    copyRows(CLAUSE, other.clauses, 0, other.clauseCount, this.clauses, this.clauseCount);
    this.length += other.length;
    for (let row = start; row < this.length; row++) this.rows.clauseEnd[row]! += this.clauseCount;
    this.clauseCount += other.clauseCount;
    for (const name of DICTIONARIES) {
      renumberColumn(this.rows[name], start, this.length, this.names[name].merge(other.names[name]));
    }
  }

  /**
   * The same table with rows ordered by source, offset and part, names in code-unit order, and no spare room. Rows that
   * tell of a call once more are left out.
   */
  finish(): RequestTable {
    const order = this.distinct(this.canonicalOrder());
    const table = new RequestTable();
    table.reserve(this.length, this.clauseCount);
    for (const [from, count] of order) {
      const clauseFrom = this.clauseStart(from);
      const clauses = this.clauseStart(from + count) - clauseFrom;
      const at = table.length;
      copyRows(ROW, this.rows, from, count, table.rows, at);
      copyRows(CLAUSE, this.clauses, clauseFrom, clauses, table.clauses, table.clauseCount);
      const shift = table.clauseCount - clauseFrom;
      for (let row = at; row < at + count; row++) table.rows.clauseEnd[row]! += shift;
      table.length += count;
      table.clauseCount += clauses;
    }
    for (const name of DICTIONARIES) {
      const used = table.length < this.length ? new Set(table.rows[name].subarray(0, table.length)) : undefined;
      const { dictionary, renumber } = this.names[name].sorted((number) => used?.has(number) ?? true);
      table.names[name] = dictionary;
      renumberColumn(table.rows[name], 0, table.length, renumber);
    }
    return table;
  }

  /** Index of the first clause of a row. */
  clauseStart(row: number): number {
    return row === 0 ? 0 : (this.rows.clauseEnd[row - 1] ?? 0);
  }

  pack(): PackedTable {
    const names = Object.fromEntries(DICTIONARIES.map((name) => [name, this.names[name].values]));
    return {
      length: this.length,
      rows: resize(ROW, this.rows, this.length, this.length),
      clauses: resize(CLAUSE, this.clauses, this.clauseCount, this.clauseCount),
      clauseCount: this.clauseCount,
      names: names as PackedTable['names'],
    };
  }

  static unpack(packed: PackedTable): RequestTable {
    const table = new RequestTable();
    table.length = table.capacity = packed.length;
    table.clauseCount = table.clauseCapacity = packed.clauseCount;
    table.rows = packed.rows;
    table.clauses = packed.clauses;
    for (const name of DICTIONARIES) table.names[name] = Dictionary.of(packed.names[name].slice(1));
    return table;
  }

  /** Runs of rows `[first, count]` in canonical order. Chunks of a scan are sorted inside, so there are few runs. */
  private canonicalOrder(): [number, number][] {
    const runs: [number, number][] = [];
    for (let row = 0; row < this.length; row++) {
      const last = runs[runs.length - 1];
      if (last && this.compare(row - 1, row) <= 0) last[1]++;
      else runs.push([row, 1]);
    }
    runs.sort((a, b) => this.compare(a[0], b[0]));
    const disjoint = runs.every((run, i) => {
      const next = runs[i + 1];
      return !next || this.compare(run[0] + run[1] - 1, next[0]) <= 0;
    });
    if (disjoint) return runs;
    const singles = Array.from({ length: this.length }, (_, row): [number, number] => [row, 1]);
    return singles.sort((a, b) => this.compare(a[0], b[0]));
  }

  /** The runs without rows that tell of a call once more. */
  private distinct(order: [number, number][]): [number, number][] {
    const duplicates = duplicateRows(rowsOf(order), this.rows);
    if (duplicates.size === 0) return order;
    const rest: [number, number][] = [];
    for (const [from, count] of order) {
      let start = from;
      for (let row = from; row <= from + count; row++) {
        if (row < from + count && !duplicates.has(row)) continue;
        if (row > start) rest.push([start, row - start]);
        start = row + 1;
      }
    }
    return rest;
  }

  private compare(a: number, b: number): number {
    const { source, offset, part } = this.rows;
    return source[a]! - source[b]! || offset[a]! - offset[b]! || part[a]! - part[b]!;
  }

  private reserve(rows: number, clauses: number): void {
    if (rows > this.capacity) {
      this.capacity = Math.max(rows, Math.ceil(this.capacity * 1.5), 64);
      this.rows = resize(ROW, this.rows, this.length, this.capacity);
    }
    if (clauses > this.clauseCapacity) {
      this.clauseCapacity = Math.max(clauses, Math.ceil(this.clauseCapacity * 1.5), 1024);
      this.clauses = resize(CLAUSE, this.clauses, this.clauseCount, this.clauseCapacity);
    }
  }
}

const SIGNAL_COLUMNS: readonly (keyof Signals)[] = [
  'prompt',
  'user',
  'system',
  'tools',
  'toolCount',
  'parameters',
  'contextIn',
  'contextOut',
  'answer',
  'answerShape',
  'turns',
  'media',
  'flags',
  'systemClauses',
];

function* rowsOf(runs: readonly [number, number][]): Generator<number> {
  for (const [from, count] of runs) for (let row = from; row < from + count; row++) yield row;
}

function freshDictionaries(): Dictionaries {
  return Object.fromEntries(DICTIONARIES.map((name) => [name, new Dictionary()])) as Dictionaries;
}

function renumberColumn(column: RowColumns[DictionaryName], from: number, to: number, renumber: Uint32Array): void {
  for (let row = from; row < to; row++) column[row] = renumber[column[row] ?? 0] ?? 0;
}
