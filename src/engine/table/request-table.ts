/**
 * What the scan keeps of every request, in columns off the JavaScript heap: exact values, no sketches and no text.
 * A commutative monoid: the empty table, `add` and `merge`; `finish` brings rows and names into one canonical order,
 * so that any split of the input over chunks, workers and machines ends in the same bytes.
 * Longer than 400 lines: `add`, `merge` and `finish` must agree on every column.
 */
import {
  allocate,
  buffersOf,
  type Column,
  compact,
  copyRows,
  discard,
  firstRows,
  grow,
  renumber,
  takeRuns,
} from '../../math/columns.ts';
import { Dictionary } from '../../math/dictionary.ts';
import { type StoredColumns, withColumns } from '../../math/stored-columns.ts';
import type { DocumentName, Facts } from '../../reader/records/facts/facts.ts';
import type { RecordLocation } from '../../reader/records/fields/record-location.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import { duplicateRows, responseOf } from './duplicates.ts';
import { FactTable, factBuffers, type PackedFacts } from './fact-table.ts';
import { promptNumbers } from './prompt-numbers.ts';
import { DICTIONARIES, type DictionaryName, ROW, type Row, type RowColumns, TEXTS } from './request-row.ts';
import { FLAG } from './request-flags.ts';
import { readSignals } from './request-signals.ts';
import { canonicalOrder, rowCount, type Run, withoutRows } from './row-order.ts';
import { besideOf, ownDefinitions, withBeside } from './beside.ts';
import { type PackedTexts, TextPool } from './text-pool.ts';
import { type History, readHistory, ToldHistory } from './turns/history.ts';
import { unheardRows } from './turns/unheard-rows.ts';

/** A table as plain data for `postMessage`. */
export interface PackedTable {
  length: number;
  rows: RowColumns;
  texts: PackedTexts;
  names: Record<DictionaryName, string[]>;
  facts?: PackedFacts;
}

/** Rows in a file, with what they name. */
export interface StoredTable extends Pick<RequestTable, 'length' | 'names' | 'texts' | 'facts'> {
  rows: StoredColumns<typeof ROW>;
}

/** Buffers of a packed table that can be moved instead of copied. */
export function transfer(
  packed: Pick<PackedTable, 'rows' | 'facts'> & { texts: Pick<PackedTexts, 'texts' | 'clauses'> },
): ArrayBuffer[] {
  const { rows, texts, facts } = packed;
  return [...buffersOf(rows), ...buffersOf(texts.texts), ...buffersOf(texts.clauses), ...factBuffers(facts)];
}

export class RequestTable {
  length = 0;
  rows: RowColumns = allocate(ROW, 0);
  texts = new TextPool();
  names: Dictionaries = freshDictionaries();
  /** By row, for those that have some. */
  facts = new FactTable();
  /** Of what was added last. */
  readonly told = new ToldHistory();
  private capacity = 0;
  private times = 1;
  private stored: StoredColumns<typeof ROW> | undefined;

  /**
   * An empty table in the memory of one that is of no use any more: to fill memory for the first time takes longer than to fill
   * it again.
   */
  static inPlaceOf(spare: RequestTable): RequestTable {
    const table = new RequestTable();
    for (const column of Object.values(spare.rows)) column.fill(0, 0, spare.length);
    table.rows = spare.rows;
    table.capacity = spare.capacity;
    table.texts = TextPool.inPlaceOf(spare.texts);
    return table;
  }

  /** A table of rows that are in a file, with their names and texts. Nothing can be added to it, and `finish` takes it along. */
  static stored({ rows, length, names, texts, facts }: StoredTable): RequestTable {
    const table = new RequestTable();
    table.length = table.capacity = length;
    table.rows = rows.columns;
    table.stored = rows;
    table.names = names;
    table.texts = texts;
    table.facts = facts;
    return table;
  }

  add(record: RequestRecord, location: RecordLocation): void {
    const { names } = this;
    this.told.begin(location.source);
    const signals = readSignals(record, this.texts);
    const read = readHistory(record, this.texts, this.told, signals);
    const history = withBeside(read, besideOf(record), this.texts, signals);
    this.addFacts(record.facts, history);
    // Written out: an object of so many fields that is spread becomes a slow one, and that takes longer than all else.
    this.addRow(
      {
        system: signals.system,
        user: signals.user,
        open: signals.open,
        whole: history.whole,
        tools: signals.tools,
        toolCount: signals.toolCount,
        parameters: signals.parameters,
        contextIn: signals.contextIn,
        contextOut: signals.contextOut,
        answer: signals.answer,
        answerShape: signals.answerShape,
        answerSize: signals.answerSize,
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
      location,
    );
    this.told.note(history, signals.contextOut, this.texts.texts.key[signals.user]!);
  }

  /** Adds the facts of the row that comes next. */
  addFacts(
    facts: Facts | undefined,
    history: History,
    documents: readonly DocumentName[] | undefined = facts?.documents,
  ): void {
    if (facts !== undefined || documents !== undefined || history.sent !== undefined || history.beside !== undefined)
      this.facts.add(this.length, facts, history, documents);
  }

  /** Adds a row whose numbers are known. */
  addRow(row: Readonly<Row>, location: RecordLocation): void {
    const at = this.length;
    this.reserve(at + 1);
    const { rows } = this;
    const sameLine = at > 0 && rows.source[at - 1] === location.source && rows.offset[at - 1] === location.offset;
    rows.part[at] = sameLine ? (rows.part[at - 1] ?? 0) + 1 : 0;
    rows.source[at] = location.source;
    rows.line[at] = location.line;
    rows.offset[at] = location.offset;
    rows.bytes[at] = location.length;
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
    rows.open[at] = row.open;
    rows.whole[at] = row.whole;
    rows.tools[at] = row.tools;
    rows.toolCount[at] = row.toolCount;
    rows.parameters[at] = row.parameters;
    rows.contextIn[at] = row.contextIn;
    rows.contextOut[at] = row.contextOut;
    rows.answer[at] = row.answer;
    rows.answerShape[at] = row.answerShape;
    rows.answerSize[at] = row.answerSize;
    rows.turns[at] = row.turns;
    rows.media[at] = row.media;
    rows.flags[at] = row.flags;
    this.length++;
  }

  /** Says where in its line the request of the row added last stands by itself. Few are so long that it cannot be noted. */
  standsAt(begin: number, size: number): void {
    if (size > MAX_SIZE) return;
    this.rows.begin[this.length - 1] = begin;
    this.rows.size[this.length - 1] = size;
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
    this.facts.merge(other.facts, start);
    this.length += other.length;
    for (const name of DICTIONARIES) {
      renumber(this.rows[name], start, this.length, this.names[name].merge(other.names[name]));
    }
    // Tables may be made on one pool.
    if (other.texts === this.texts) return;
    const texts = this.texts.merge(other.texts);
    for (const name of TEXTS) renumber(this.rows[name], start, this.length, texts);
  }

  /** Gives its memory back at once; the table is of no use any more. */
  discard(): void {
    discard(transfer({ rows: this.rows, texts: this.texts }));
    this.facts.discard();
    this.length = 0;
  }

  /**
   * The table in its canonical form: rows ordered by source, offset and part, prompts and texts numbered in that order,
   * names in code-unit order, no spare room. Rows that tell of a call again are left out. Both tables may share
   * columns: neither may be changed as long as the other is in use.
   * @param keep false when this table is of no use any more but for its length: a large one is not copied then
   */
  finish(keep = true): RequestTable {
    const all = canonicalOrder(this.rows, this.length);
    this.evict();
    const order = withoutRows(
      all,
      duplicateRows(all, this.rows, (take) => this.facts.each('sent', take)),
    );
    this.evict();
    const table = new RequestTable();
    table.length = table.capacity = rowCount(order);
    table.stored = this.stored;
    table.facts = this.facts.ordered(order);
    if (order.length > 1 || table.length < this.length) table.rows = this.ordered(order);
    // Columns that need no change are shared: a log may be larger than what memory holds twice.
    else table.rows = this.stored === undefined ? firstRows(this.rows, this.length) : this.rows;
    for (const name of DICTIONARIES) {
      const used = table.length < this.length ? new Set<number>(table.rows[name]) : undefined;
      const { dictionary, renumber } = this.names[name].sorted((number) => used?.has(number) ?? true);
      table.names[name] = dictionary;
      table.renumber(name, renumber, keep);
      table.evict();
    }
    table.settleHistories(this.texts);
    table.mark(ownDefinitions(table.facts), FLAG.beside);
    table.numberTexts(this.texts);
    if (!keep) {
      this.rows = allocate(ROW, 0);
      this.texts = new TextPool();
      this.facts = new FactTable();
      this.names = freshDictionaries();
      // Only repeats are told by it, and they are out by now.
      if (this.stored === undefined) discard([table.rows.response.buffer]);
      table.rows.response = new Float64Array(table.length);
    }
    table.rows.prompt = promptNumbers(table.rows, table.length, table.texts.length);
    table.evict();
    return table;
  }

  /**
   * The same requests with other texts in their prompts, in columns of its own; the rest is shared. Neither may be changed as long as
   * the other is in use.
   */
  withTexts(columns: Pick<RowColumns, 'system' | 'user'>): RequestTable {
    const table = new RequestTable();
    table.length = table.capacity = this.length;
    table.stored = this.stored;
    table.texts = this.texts;
    table.names = this.names;
    table.facts = this.facts;
    const prompt = promptNumbers(columns, this.length, this.texts.length);
    table.rows = withColumns(this.rows, { ...columns, prompt });
    return table;
  }

  /** Whether rows wait in a file: then memory may not hold all of them twice. */
  get isStored(): boolean {
    return this.stored !== undefined;
  }

  /** What a row says of its place in the logs. Of rows in a file a few are asked for, and large columns are not read for them. */
  placeAt(name: 'source' | 'line' | 'offset' | 'bytes' | 'part' | 'begin' | 'size', row: number): number {
    return this.stored?.valueAt(name, row) ?? this.rows[name][row]!;
  }

  /** Gives columns that a file holds back. To be called between steps that use others; nothing may hold one of them then. */
  evict(): void {
    this.stored?.evict();
    if (this.stored !== undefined) this.texts.evict();
  }

  /** Has a column that is not the table's wait in the file of its rows, too; it is of no use any more. Gives what reads it again. */
  spill<C extends Column>(column: C): () => C {
    return this.stored?.spill(column) ?? (() => column);
  }

  /** True when the clauses of the row's texts are those of its prompt, and no marks for a hidden text. */
  isWhole(row: number): boolean {
    return (this.rows.flags[row]! & FLAG.textMissing) === 0;
  }

  /** Clauses of the row's prompt, and how many of them are in its system prompt. */
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
    const facts = this.facts.pack();
    return {
      length: this.length,
      rows: compact(ROW, this.rows, this.length),
      texts: this.texts.pack(),
      names: names as PackedTable['names'],
      ...(facts && { facts }),
    };
  }

  static unpack(packed: PackedTable): RequestTable {
    const table = new RequestTable();
    table.length = table.capacity = packed.length;
    table.rows = packed.rows;
    table.texts = TextPool.unpack(packed.texts);
    for (const name of DICTIONARIES) table.names[name] = Dictionary.unpack(packed.names[name]);
    table.facts = FactTable.unpack(packed.facts);
    return table;
  }

  private ordered(order: readonly Run[]): RowColumns {
    const rows = this.stored?.columns ?? allocate(ROW, 0);
    takeRuns(ROW, this.rows, order, rows);
    return rows;
  }

  /** Takes whole conversations for what clients wrote last where no other request says otherwise. */
  private settleHistories(from: TextPool): void {
    const { length, rows } = this;
    if (rows.whole.subarray(0, length).every((text) => text === 0)) return;
    const unheard = unheardRows(this, from);
    const whole = rows.whole;
    rows.whole = new Uint32Array(length);
    if (unheard.length === 0) return;
    rows.open = rows.open.slice(0, length);
    for (const row of unheard) rows.open[row] = whole[row]!;
    this.mark(unheard, FLAG.unheard);
  }

  /** Sets a flag of rows. Other tables may share the column. */
  private mark(marked: readonly number[], flag: number): void {
    if (marked.length === 0) return;
    const flags = this.rows.flags.slice(0, this.length);
    for (const row of marked) flags[row]! |= flag;
    this.rows.flags = flags;
  }

  /** Numbers texts in the order of the rows, and leaves out those of no row. */
  private numberTexts(from: TextPool): void {
    if (this.hasTextsInOrder(from)) {
      this.texts = from;
      from.evict();
      return;
    }
    const numbers = new Uint32Array(from.length);
    if (!from.isStored) this.texts.files = from.files;
    for (let row = 0; row < this.length; row++) {
      for (const name of TEXTS) {
        const text = this.rows[name][row]!;
        if (text !== 0 && numbers[text] === 0) numbers[text] = this.texts.take(from, text);
      }
    }
    for (const name of TEXTS) this.renumber(name, numbers, true);
  }

  private hasTextsInOrder({ length }: TextPool): boolean {
    const { system, user, open, whole } = this.rows;
    let next = 1;
    for (let row = 0; row < this.length; row++) {
      if (system[row]! >= next && system[row] !== next++) return false;
      if (user[row]! >= next && user[row] !== next++) return false;
      if (open[row]! >= next && open[row] !== next++) return false;
      if (whole[row]! >= next && whole[row] !== next++) return false;
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
    const column = isShared ? (this.rows[name].slice() as RowColumns[N]) : this.rows[name];
    renumber(column, 0, this.length, numbers);
    this.rows[name] = column;
  }

  /**
   * Says how many times what will soon be there is to come in all: room for it is made at once when more is needed.
   * @param rows the same for rows, where these do not stay
   */
  expect(times: number, rows = times): void {
    this.times = Math.min(rows, MAX_AHEAD);
    this.texts.times = Math.min(times, MAX_AHEAD);
  }

  private reserve(rows: number): void {
    if (rows <= this.capacity) return;
    this.capacity = Math.max(rows, Math.ceil(this.times * rows), Math.ceil(this.capacity * 1.5), 64);
    grow(ROW, this.rows, this.length, this.capacity);
  }
}

/** Bytes that the column `size` can tell. */
const MAX_SIZE = 0xffff;
/** How many times what is there room is made for at once: what is expected may be wrong. */
const MAX_AHEAD = 32;

type Dictionaries = Record<DictionaryName, Dictionary>;

function freshDictionaries(): Dictionaries {
  return Object.fromEntries(DICTIONARIES.map((name) => [name, new Dictionary()])) as Dictionaries;
}
