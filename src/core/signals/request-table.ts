/**
 * What the scan keeps of every request, in columns off the JavaScript heap: exact values, no sketches and no text.
 * A commutative monoid: the empty table, `add` and `merge`; `finish` brings rows and names into one canonical order,
 * so that any split of the input over chunks, workers and machines ends in the same bytes.
 */
import { allocate, buffersOf, type Columns, copyRows, discard, grow, resize } from '../math/columns.ts';
import { Dictionary } from '../math/dictionary.ts';
import { HashIndex } from '../math/hash-index.ts';
import type { Place } from '../records/place.ts';
import type { RequestRecord } from '../records/request.ts';
import { duplicateRows, responseOf } from './duplicates.ts';
import { FLAG, readSignals, type Signals } from './request-signals.ts';
import { type PackedTexts, TextPool } from './text-pool.ts';

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
  /** Number of the prompt among the different ones, by system prompt and first user message; set by `finish`. */
  prompt: 'u32',
  /** See `Signals` for the rest. */
  system: 'u32',
  user: 'u32',
  tools: 'u32',
  toolCount: 'u8',
  parameters: 'u32',
  contextIn: 'f64',
  contextOut: 'f64',
  answer: 'u32',
  answerShape: 'u8',
  turns: 'u8',
  media: 'u8',
  flags: 'u16',
} as const;

const DICTIONARIES = ['account', 'organisation', 'endUser', 'address', 'userAgent', 'model', 'format'] as const;
type DictionaryName = (typeof DICTIONARIES)[number];
type Dictionaries = Record<DictionaryName, Dictionary>;

export type RowColumns = Columns<typeof ROW>;

/** All of a row but its place: names as numbers in the table's dictionaries, texts as numbers in its pool. */
export type Row = Signals & Record<DictionaryName | 'time' | 'response' | 'inputTokens' | 'outputTokens', number>;

/** A table as plain data for `postMessage`. */
export interface PackedTable {
  length: number;
  rows: RowColumns;
  texts: PackedTexts;
  names: Record<DictionaryName, string[]>;
}

/** Buffers of a packed table that can be moved instead of copied. */
export function transfer(
  packed: Pick<PackedTable, 'rows'> & { texts: Pick<PackedTexts, 'texts' | 'clauses'> },
): ArrayBuffer[] {
  return [...buffersOf(packed.rows), ...buffersOf(packed.texts.texts), ...buffersOf(packed.texts.clauses)];
}

export class RequestTable {
  length = 0;
  rows: RowColumns = allocate(ROW, 0);
  texts = new TextPool();
  names: Dictionaries = freshDictionaries();
  private capacity = 0;

  add(record: RequestRecord, place: Place): void {
    const { names } = this;
    const signals = readSignals(record, this.texts);
    // Written out: an object of so many fields that is spread becomes a slow one, and that takes longer than all else.
    this.addRow(
      {
        system: signals.system,
        user: signals.user,
        tools: signals.tools,
        toolCount: signals.toolCount,
        parameters: signals.parameters,
        contextIn: signals.contextIn,
        contextOut: signals.contextOut,
        answer: signals.answer,
        answerShape: signals.answerShape,
        turns: signals.turns,
        media: signals.media,
        flags: signals.flags,
        time: record.time ?? NaN,
        response: responseOf(record),
        account: names.account.add(record.account?.value ?? ''),
        organisation: names.organisation.add(record.organisation ?? ''),
        endUser: names.endUser.add(record.endUser ?? ''),
        address: names.address.add(record.address ?? ''),
        userAgent: names.userAgent.add(record.userAgent ?? ''),
        model: names.model.add(record.model ?? ''),
        format: names.format.add(record.format),
        inputTokens: record.inputTokens ?? 0,
        outputTokens: record.outputTokens ?? 0,
      },
      place,
    );
  }

  /** Adds a row whose numbers are known. */
  addRow(row: Readonly<Row>, place: Place): void {
    const at = this.length;
    this.reserve(at + 1);
    const { rows } = this;
    const sameLine = at > 0 && rows.source[at - 1] === place.source && rows.offset[at - 1] === place.offset;
    rows.part[at] = sameLine ? (rows.part[at - 1] ?? 0) + 1 : 0;
    rows.source[at] = place.source;
    rows.line[at] = place.line;
    rows.offset[at] = place.offset;
    rows.bytes[at] = place.length;
    rows.time[at] = row.time;
    rows.response[at] = row.response;
    rows.account[at] = row.account;
    rows.organisation[at] = row.organisation;
    rows.endUser[at] = row.endUser;
    rows.address[at] = row.address;
    rows.userAgent[at] = row.userAgent;
    rows.model[at] = row.model;
    rows.format[at] = row.format;
    rows.inputTokens[at] = row.inputTokens;
    rows.outputTokens[at] = row.outputTokens;
    rows.prompt[at] = 0;
    rows.system[at] = row.system;
    rows.user[at] = row.user;
    rows.tools[at] = row.tools;
    rows.toolCount[at] = row.toolCount;
    rows.parameters[at] = row.parameters;
    rows.contextIn[at] = row.contextIn;
    rows.contextOut[at] = row.contextOut;
    rows.answer[at] = row.answer;
    rows.answerShape[at] = row.answerShape;
    rows.turns[at] = row.turns;
    rows.media[at] = row.media;
    rows.flags[at] = row.flags;
    this.length++;
  }

  /** Takes back the rows added last. */
  truncate(length: number): void {
    for (const column of Object.values(this.rows)) column.fill(0, length, this.length);
    this.length = length;
  }

  /** Adds `by` to all line numbers: a byte range of a file learns its first line only when the ranges before it are read. */
  offsetLines(by: number): void {
    for (let row = 0; row < this.length; row++) this.rows.line[row] = (this.rows.line[row] ?? 0) + by;
  }

  /** Takes in all rows of another table, which is not changed. */
  merge(other: RequestTable): void {
    this.reserve(this.length + other.length);
    const start = this.length;
    copyRows(ROW, other.rows, 0, other.length, this.rows, start);
    this.length += other.length;
    for (const name of DICTIONARIES) {
      renumber(this.rows[name], start, this.length, this.names[name].merge(other.names[name]));
    }
    const texts = this.texts.merge(other.texts);
    for (const name of TEXTS) renumber(this.rows[name], start, this.length, texts);
  }

  /** Gives its memory back at once; the table is of no use any more. */
  discard(): void {
    discard(transfer(this));
    this.length = 0;
  }

  /**
   * The table in its canonical form: rows ordered by source, offset and part, prompts and texts numbered in that order,
   * names in code-unit order, no spare room. Rows that tell of a call once more are left out. Both tables may share
   * columns: neither may be changed as long as the other is in use.
   * @param keep false when this table is of no use any more but for its length: a large one is not copied then
   */
  finish(keep = true): RequestTable {
    const order = this.distinct(this.canonicalOrder());
    const table = new RequestTable();
    table.length = table.capacity = order.reduce((sum, [, count]) => sum + count, 0);
    // Columns that need no change are shared: a log may be larger than what memory holds twice.
    table.rows =
      order.length > 1 || table.length < this.length ? this.ordered(order) : firstRows(this.rows, this.length);
    for (const name of DICTIONARIES) {
      const used = table.length < this.length ? new Set<number>(table.rows[name]) : undefined;
      const { dictionary, renumber } = this.names[name].sorted((number) => used?.has(number) ?? true);
      table.names[name] = dictionary;
      table.renumber(name, renumber, keep);
    }
    table.numberTexts(this.texts);
    if (!keep) {
      this.rows = allocate(ROW, 0);
      this.texts = new TextPool();
      // Only repeats are told by it, and they are out by now.
      discard([table.rows.response.buffer]);
      table.rows.response = new Float64Array(table.length);
    }
    table.numberPrompts();
    return table;
  }

  /** True when the clauses of the row's texts are those of its prompt. */
  isWhole(row: number): boolean {
    return (this.rows.flags[row]! & FLAG.partial) === 0;
  }

  /** Clauses of the row's prompt, and how many of them stand in its system prompt. */
  clauseCounts(row: number): { all: number; system: number } {
    if (!this.isWhole(row)) return { all: 0, system: 0 };
    const system = this.texts.clauseCount(this.rows.system[row]!);
    return { all: system + this.texts.clauseCount(this.rows.user[row]!), system };
  }

  /** Hashes of the clauses of the row's prompt. */
  clausesOf(row: number): number[] {
    if (!this.isWhole(row)) return [];
    return [this.rows.system[row]!, this.rows.user[row]!].flatMap((text) => [...this.texts.clausesOf(text)]);
  }

  pack(): PackedTable {
    const names = Object.fromEntries(DICTIONARIES.map((name) => [name, this.names[name].values]));
    return {
      length: this.length,
      rows: resize(ROW, this.rows, this.length, this.length),
      texts: this.texts.pack(),
      names: names as PackedTable['names'],
    };
  }

  static unpack(packed: PackedTable): RequestTable {
    const table = new RequestTable();
    table.length = table.capacity = packed.length;
    table.rows = packed.rows;
    table.texts = TextPool.unpack(packed.texts);
    for (const name of DICTIONARIES) table.names[name] = Dictionary.unpack(packed.names[name]);
    return table;
  }

  private ordered(order: readonly [number, number][]): RowColumns {
    const rows = allocate(
      ROW,
      order.reduce((sum, [, count]) => sum + count, 0),
    );
    let at = 0;
    for (const [from, count] of order) {
      copyRows(ROW, this.rows, from, count, rows, at);
      at += count;
    }
    return rows;
  }

  /** Numbers texts in the order of the rows, and leaves out those of no row. */
  private numberTexts(from: TextPool): void {
    if (this.hasTextsInOrder(from)) {
      this.texts = from;
      from.rest();
      return;
    }
    const numbers = new Uint32Array(from.length);
    for (let row = 0; row < this.length; row++) {
      for (const name of TEXTS) {
        const text = this.rows[name][row]!;
        if (text !== 0 && numbers[text] === 0) numbers[text] = this.texts.take(from, text);
      }
    }
    for (const name of TEXTS) this.renumber(name, numbers, true);
  }

  private hasTextsInOrder({ length }: TextPool): boolean {
    const { system, user } = this.rows;
    let next = 1;
    for (let row = 0; row < this.length; row++) {
      if (system[row]! >= next && system[row] !== next++) return false;
      if (user[row]! >= next && user[row] !== next++) return false;
    }
    return next === length;
  }

  /** Gives its values new numbers; a column that is shared is copied for it. */
  private renumber<N extends DictionaryName | (typeof TEXTS)[number]>(
    name: N,
    numbers: Uint32Array,
    isShared: boolean,
  ): void {
    if (numbers.every((number, old) => number === old)) return;
    if (isShared) this.rows[name] = this.rows[name].slice() as RowColumns[N];
    renumber(this.rows[name], 0, this.length, numbers);
  }

  /** Numbers the different prompts in the order of their first rows. */
  private numberPrompts(): void {
    const { system, user } = this.rows;
    const prompt = new Uint32Array(this.length);
    this.rows.prompt = prompt;
    // Prompt and one more of texts that are all of a prompt, which is most often so; pairs are looked up.
    const alone = { user: new Uint32Array(this.texts.length), system: new Uint32Array(this.texts.length) };
    const pairs = new HashIndex();
    /** By prompt; only those of two texts have one. */
    const keys = new Float64Array(this.length);
    let count = 0;
    for (let row = 0; row < this.length; row++) {
      const [first, second] = [system[row]!, user[row]!];
      if (first === 0 || second === 0) {
        const known = first === 0 ? alone.user : alone.system;
        const text = first === 0 ? second : first;
        if (known[text] === 0) known[text] = ++count;
        prompt[row] = known[text]! - 1;
        continue;
      }
      // Fewer than 2^26 texts: a table of that many rows would not fit into memory.
      keys[count] = first * 2 ** 26 + second;
      const known = pairs.find(keys[count]!, keys);
      if (known < 0) pairs.add(count, keys);
      prompt[row] = known < 0 ? count++ : known;
    }
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
    const duplicates = duplicateRows(order, this.rows);
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

  private reserve(rows: number): void {
    if (rows <= this.capacity) return;
    this.capacity = Math.max(rows, Math.ceil(this.capacity * 1.5), 64);
    grow(ROW, this.rows, this.length, this.capacity);
  }
}

const TEXTS = ['system', 'user'] as const;

function freshDictionaries(): Dictionaries {
  return Object.fromEntries(DICTIONARIES.map((name) => [name, new Dictionary()])) as Dictionaries;
}

function firstRows(rows: RowColumns, length: number): RowColumns {
  return Object.fromEntries(
    Object.entries(rows).map(([name, column]) => [name, column.subarray(0, length)]),
  ) as RowColumns;
}

function renumber(
  column: Uint8Array | Uint16Array | Uint32Array,
  from: number,
  to: number,
  numbers: Uint32Array,
): void {
  // What is zero stays so, and is not written to: see `copyRows`.
  for (let row = from; row < to; row++) if (column[row] !== 0) column[row] = numbers[column[row]!]!;
}
