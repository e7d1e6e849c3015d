/**
 * The facts of those requests of a table that have some: a row of theirs costs 8 bytes and 9 for each fact, and other rows
 * nothing. A part of the commutative monoid that the table of requests is: `add`, `merge`, and `ordered` for `finish`.
 * Longer than 250 lines: `add`, `merge` and `ordered` must agree on every column.
 */
import { allocate, buffersOf, type Columns, compact, copyRows, discard, reserve } from '../../math/columns.ts';
import { Dictionary } from '../../math/dictionary.ts';
import type { DocumentName, Facts } from '../../reader/records/facts/facts.ts';
import { DocumentSample, MOST_DOCUMENTS } from './documents/document-sample.ts';
import { DocumentTitles, type PackedTitles } from './documents/document-titles.ts';
import { eachEntry, type FactKind, type FactValue, KINDS, readFacts, TEXT_KINDS } from './fact-entries.ts';
import type { Run } from './row-order.ts';

/** Rows that have facts, ascending, each with the end of its facts; they start where those of the row before end. */
const FACT_ROWS = { row: 'u32', end: 'u32' } as const;
/**
 * `kind`: place in `KINDS`. `value`: itself, the number of a text among the names, or the hash of a document. A row whose documents are
 * none of those that are told apart has one of 0.
 */
const FACT = { kind: 'u8', value: 'f64' } as const;

const IS_TEXT = KINDS.map((kind) => TEXT_KINDS.has(kind));
const NUMBER_OF = new Map(KINDS.map((kind, number) => [kind, number]));
const [DOCUMENT, HEARD, SAID, SENT, BESIDE] = (['document', 'heard', 'said', 'sent', 'beside'] as const).map((kind) =>
  NUMBER_OF.get(kind)!,
) as [number, number, number, number, number];

/** Hashes of what was said before, see `History`, and of what is said in definitions, see `Beside`. */
export type Told = 'heard' | 'said' | 'sent' | 'beside';

/** A table of facts as plain data. */
export interface PackedFacts {
  length: number;
  rows: Columns<typeof FACT_ROWS>;
  facts: Columns<typeof FACT>;
  names: string[];
  titles?: PackedTitles;
}

/** One more than are told apart says that there were more. */
const KEPT = MOST_DOCUMENTS + 1;
/** Documents that are named from which on it pays to look which are told apart. */
const MANY = 500_000;

export class FactTable {
  /** Number of the rows that have facts. */
  length = 0;
  private rows = allocate(FACT_ROWS, 0);
  private facts = allocate(FACT, 0);
  private names = new Dictionary();
  titles = new DocumentTitles();
  /** Largest hash of a document that may be told apart, and how many facts there may be until it is looked for again. */
  private limit = Infinity;
  private room = MANY;
  /** Which kinds there are; undefined until it is asked for. */
  private there: Uint8Array | undefined;

  /** Facts of a row, and what it says was said before; rows come ascending. */
  add(
    row: number,
    facts: Facts | undefined,
    told: Partial<Record<Told, number>> = {},
    documents: readonly DocumentName[] | undefined = facts?.documents,
  ): void {
    const start = this.size;
    let size = start;
    if (facts !== undefined) eachEntry(facts, (kind, value) => (size = this.put(start, size, kind, value)));
    if (documents !== undefined) for (const document of documents) size = this.putDocument(start, size, document);
    this.end(row, start, size, told);
  }

  /** The same, as they are listed. */
  addEntries(row: number, entries: Iterable<readonly [FactKind, FactValue]>): void {
    const start = this.size;
    let size = start;
    for (const [kind, value] of entries) size = this.put(start, size, kind, value);
    this.end(row, start, size, {});
  }

  /** Gives a row the facts of a row of another table. */
  take(other: FactTable, from: number, row: number): void {
    this.addEntries(row, other.entriesOf(from));
  }

  /** The facts of a row; undefined when it has none. */
  of(row: number): Facts | undefined {
    const at = this.placeOf(row);
    return at < this.length && this.rows.row[at] === row ? readFacts(this.entriesAt(at)) : undefined;
  }

  *[Symbol.iterator](): Generator<[row: number, facts: Facts]> {
    for (let at = 0; at < this.length; at++) yield [this.rows.row[at]!, readFacts(this.entriesAt(at))];
  }

  /** Those of the rows that have a fact of these kinds: no other row is read, and documents only where they are asked for. */
  *having(...kinds: readonly FactKind[]): Generator<[row: number, facts: Facts]> {
    const wanted = new Uint8Array(KINDS.length);
    for (const kind of kinds) wanted[NUMBER_OF.get(kind)!] = 1;
    const there = (this.there ??= this.kindsThere());
    if (!wanted.some((is, number) => is === 1 && there[number] === 1)) return;
    const { kind } = this.facts;
    for (let at = 0, entry = 0; at < this.length; at++) {
      const end = this.rows.end[at]!;
      let has = 0;
      for (; entry < end; entry++) has |= wanted[kind[entry]!]!;
      if (has === 1) yield [this.rows.row[at]!, readFacts(this.entriesAt(at, wanted[DOCUMENT] === 1))];
    }
  }

  /** What rows say was said before, and the hashes of what their answers name: see `FACT`. */
  each(told: Told | 'document' | 'keptAnswer' | 'earlierAnswer', take: (row: number, value: number) => void): void {
    const wanted = NUMBER_OF.get(told)!;
    if ((this.there ??= this.kindsThere())[wanted] === 0) return;
    const { kind, value } = this.facts;
    for (let at = 0, entry = 0; at < this.length; at++)
      for (const end = this.rows.end[at]!; entry < end; entry++)
        if (kind[entry] === wanted) take(this.rows.row[at]!, value[entry]!);
  }

  /** Kinds and values of a row's facts. */
  entriesOf(row: number): [FactKind, FactValue][] {
    const at = this.placeOf(row);
    return at < this.length && this.rows.row[at] === row ? [...this.entriesAt(at)] : [];
  }

  /** Takes in the facts of another table, whose rows come after `start` rows. */
  merge(other: FactTable, start: number): void {
    this.titles.merge(other.titles);
    this.copy(other, 0, other.length, start, other.unnumbered());
    if (this.size > this.room) this.tellApart();
  }

  /** The facts of the rows in these runs, which are numbered anew, with names in code-unit order and without spare ones. */
  ordered(runs: readonly Run[]): FactTable {
    const table = new FactTable();
    if (this.length === 0) return table;
    const numbers = this.unnumbered();
    let start = 0;
    for (const [first, count] of runs) {
      table.copy(this, this.placeOf(first), this.placeOf(first + count), start - first, numbers);
      start += count;
    }
    table.limit = this.limit;
    const named = table.tellApart();
    const { dictionary, renumber } = table.names.sorted();
    const { kind, value } = table.facts;
    const { size } = table;
    for (let at = 0; renumber.length > 1 && at < size; at++) if (IS_TEXT[kind[at]!]) value[at] = renumber[value[at]!]!;
    const titles = this.titles.sorted((key) => key <= table.limit && named.has(key));
    Object.assign(table, { names: dictionary, titles });
    return table;
  }

  /** Undefined when no row has facts: most logs hold none. */
  pack(): PackedFacts | undefined {
    if (this.length === 0) return undefined;
    const titles = this.titles.pack();
    return {
      length: this.length,
      rows: compact(FACT_ROWS, this.rows, this.length),
      facts: compact(FACT, this.facts, this.size),
      names: this.names.values,
      ...(titles && { titles }),
    };
  }

  static unpack(packed: PackedFacts | undefined): FactTable {
    const table = new FactTable();
    if (packed === undefined) return table;
    const { length, rows, facts, names, titles } = packed;
    Object.assign(table, { length, rows, facts });
    table.names = Dictionary.unpack(names);
    if (titles !== undefined) table.titles = DocumentTitles.unpack(titles);
    return table;
  }

  discard(): void {
    discard([...buffersOf(this.rows), ...buffersOf(this.facts)]);
    this.length = 0;
  }

  /** Number of the facts. */
  get size(): number {
    return this.length === 0 ? 0 : this.rows.end[this.length - 1]!;
  }

  private kindsThere(): Uint8Array {
    const there = new Uint8Array(KINDS.length);
    const { kind } = this.facts;
    for (let entry = 0; entry < this.size; entry++) there[kind[entry]!] = 1;
    return there;
  }

  private startOf(at: number): number {
    return at === 0 ? 0 : this.rows.end[at - 1]!;
  }

  /** Place of the first row from `row` on. */
  private placeOf(row: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.rows.row[middle]! < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private *entriesAt(at: number, withDocuments = true): Generator<[FactKind, FactValue]> {
    const { kind, value } = this.facts;
    for (let entry = this.startOf(at); entry < this.rows.end[at]!; entry++) {
      const number = kind[entry]!;
      const own = value[entry]!;
      if (number === DOCUMENT) {
        if (withDocuments) yield ['document', own === 0 ? 0 : { key: own, title: this.titles.of(own) }];
      } else yield [KINDS[number]!, IS_TEXT[number] ? this.names.values[own]! : own];
    }
  }

  /** For each of its names the number in another table, 0 for those that were not needed yet. */
  private unnumbered(): Uint32Array {
    return new Uint32Array(this.names.values.length);
  }

  /**
   * Adds the facts of rows that stand one after another in another table.
   * @param by what their rows are moved by
   * @param numbers of that table's names here
   */
  private copy(other: FactTable, from: number, to: number, by: number, numbers: Uint32Array): void {
    if (from === to) return;
    const [at, start, first] = [this.length, this.size, other.startOf(from)];
    const size = other.rows.end[to - 1]! - first;
    reserve(FACT_ROWS, this.rows, at, at + to - from);
    reserve(FACT, this.facts, start, start + size);
    copyRows(FACT, other.facts, first, size, this.facts, start);
    const { kind, value } = this.facts;
    // Most logs have no names among their facts.
    for (let entry = start; numbers.length > 1 && entry < start + size; entry++) {
      const name = value[entry]!;
      if (IS_TEXT[kind[entry]!] && name !== 0)
        value[entry] = numbers[name] ||= this.names.add(other.names.values[name]!);
    }
    for (let row = from; row < to; row++) this.push(other.rows.row[row]! + by, other.rows.end[row]! - first + start);
  }

  /** Ends the facts of a row. What was said before needs no list: most rows of conversations have nothing else. */
  private end(row: number, start: number, end: number, told: Partial<Record<Told, number>>): void {
    const { heard, said, sent, beside } = told;
    let size = end;
    if (heard !== undefined) this.putNumber(size++, HEARD, heard);
    if (said !== undefined) this.putNumber(size++, SAID, said);
    if (sent !== undefined) this.putNumber(size++, SENT, sent);
    if (beside !== undefined) this.putNumber(size++, BESIDE, beside);
    if (size > start) this.push(row, size);
    if (size > this.room) this.tellApart();
  }

  /** @returns where the next fact of the row goes, whose facts begin at `start` */
  private put(start: number, at: number, kind: FactKind, value: FactValue): number {
    if (kind === 'document') return this.putDocument(start, at, typeof value === 'object' ? value : undefined);
    this.putNumber(at, NUMBER_OF.get(kind)!, typeof value === 'string' ? this.names.add(value) : Number(value));
    return at + 1;
  }

  private putDocument(start: number, at: number, document: DocumentName | undefined): number {
    if (document === undefined) return this.putKey(start, at, 0);
    if (this.titles.takes(document.key)) this.titles.add(document.key, document.title);
    return this.putKey(start, at, document.key);
  }

  private putKey(start: number, at: number, key: number): number {
    const { kind, value } = this.facts;
    const told = key > this.limit ? 0 : key;
    const isBeside = at > start && kind[at - 1] === DOCUMENT;
    if (told === 0 && isBeside) return at;
    const place = isBeside && value[at - 1] === 0 ? at - 1 : at;
    this.putNumber(place, DOCUMENT, told);
    return place + 1;
  }

  /** Leaves out documents that are not told apart; an answer that names no other has one of 0. Gives those that are, and maybe some more. */
  private tellApart(): DocumentSample {
    const { rows, facts, size } = this;
    const { kind, value } = facts;
    const named = new DocumentSample(KEPT);
    for (let at = 0; at < size; at++) if (kind[at] === DOCUMENT) named.add(value[at]!);
    this.limit = Math.min(this.limit, named.limit());
    let end = 0;
    for (let at = 0, entry = 0; this.limit < Infinity && at < this.length; at++) {
      const start = end;
      for (const last = rows.end[at]!; entry < last; entry++) {
        if (kind[entry] === DOCUMENT) end = this.putKey(start, end, value[entry]!);
        else this.putNumber(end++, kind[entry]!, value[entry]!);
      }
      rows.end[at] = end;
    }
    this.room = Math.max(MANY, 2 * this.size);
    return named;
  }

  private putNumber(at: number, kind: number, value: number): void {
    if (at >= this.facts.kind.length) reserve(FACT, this.facts, at, at + 1);
    this.facts.kind[at] = kind;
    this.facts.value[at] = value;
  }

  private push(row: number, end: number): void {
    this.there = undefined;
    if (this.length === this.rows.row.length) reserve(FACT_ROWS, this.rows, this.length, this.length + 1);
    this.rows.row[this.length] = row;
    this.rows.end[this.length++] = end;
  }
}

/** Buffers that can be moved instead of copied. */
export function factBuffers(packed: Pick<PackedFacts, 'rows' | 'facts' | 'titles'> | undefined): ArrayBuffer[] {
  if (packed === undefined) return [];
  const { rows, facts, titles } = packed;
  return [...buffersOf(rows), ...buffersOf(facts), ...(titles ? [titles.keys.buffer] : [])];
}
