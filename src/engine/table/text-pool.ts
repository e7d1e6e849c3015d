/** The different texts of prompts. Longer than 250 lines: adding, taking in and storing texts must agree on every column. */
import { allocate, buffersOf, type Columns, compact, discard, grow } from '../../math/columns.ts';
import { PREFETCH_COUNT } from '../../math/prefetch.ts';
import { HashIndex } from '../../math/hash-index.ts';
import { FOLDED, PUT } from '../../reader/bytes/kernel/kernel.ts';
import type { StoredColumns } from '../../math/stored-columns.ts';
import { CLAUSE, type ClauseColumns, type ClauseSpan, MAX_CLAUSES } from './clause-columns.ts';
import { isCoded } from '../../reader/bytes/kernel/coded-text.ts';
import { ClauseSpans } from './clause-spans.ts';
import { textKernel } from './text-kernel.ts';

export const TEXT_COLUMNS = {
  /** 53-bit hash of the text. */
  key: 'f64',
  /** 32-bit hash of a text that was a system prompt, else 0. */
  system: 'u32',
  /** End of the text's clauses; they start where those of the text before end. */
  clauseEnd: 'u32',
} as const;

/** Columns of texts and of their clauses in a file. */
export interface StoredTexts {
  texts: StoredColumns<typeof TEXT_COLUMNS>;
  clauses: StoredColumns<typeof CLAUSE>;
}

export type TextColumns = Columns<typeof TEXT_COLUMNS>;

/** Share of the letters of a text that are hidden or look-alikes from which it is disguised, and how many happen in any text. */
const DISGUISED = 0.01;
const FEW = 3;

/** Texts that a thread remembers cut: 20 MB when they are of usual length. */
const MAX_RECENT = 100_000;

/** Texts from which on it takes long to make room for twice as many again and again; with fewer, what is expected is a guess. */
const LARGE_POOL = 500_000;

/** What this thread has cut last. The parts of a scan have half of their texts in common. */
let recent: TextPool | undefined;

/** Lets go of what this thread has cut. */
export function forgetCuts(): void {
  if (recent !== undefined) discard([...buffersOf(recent.texts), ...buffersOf(recent.clauses)]);
  recent = undefined;
}

/** A pool as plain data. */
export interface PackedTexts {
  length: number;
  texts: TextColumns;
  clauses: ClauseColumns;
}

/**
 * The different texts of prompts, each with its clauses once: system prompts and first messages of conversations come
 * again and again, and cutting them costs more than all else. Number 0 is the empty text.
 */
export class TextPool {
  length = 1;
  texts: TextColumns = allocate(TEXT_COLUMNS, 64);
  clauses: ClauseColumns = allocate(CLAUSE, 1024);
  /** How many times what is there is expected to come: see `RequestTable.expect`. */
  times = 1;
  /** Whether of a text that was added since `beginPrompt` many letters hide or only look like what they are. */
  disguised = false;
  /** Whether one that is no system prompt is mostly a code: see `isCoded`. */
  coded = false;
  /** Where texts go to when `store` is called. */
  files: StoredTexts | undefined;
  /** Whether they are there. */
  isStored = false;
  private known: HashIndex | undefined;
  private spans: ClauseSpans | undefined;
  private readonly span: ClauseSpan = { ...this.clauses, from: 0, to: 0 };
  /** Hashes of texts that may become system prompts. */
  private readonly systems = new Map<number, number>();

  /** An empty pool in the memory of one that is of no use any more. */
  static inPlaceOf({ texts, clauses, known }: TextPool): TextPool {
    const pool = new TextPool();
    pool.texts = texts;
    pool.clauses = clauses;
    pool.known = known;
    known?.clear();
    return pool;
  }

  beginPrompt(): void {
    this.disguised = this.coded = false;
  }

  /**
   * Number of the text that is in the kernel's memory. `isSystem` for what will be a system prompt once `useAsSystem`
   * is told so: the line it is in may turn out to hold no request.
   */
  add(start: number, end: number, isSystem: boolean): number {
    if (start === end) return 0;
    const { call, bytes } = textKernel();
    if (!isSystem && isCoded(bytes, start, end)) this.coded = true;
    // Texts are told apart by what is read, not by how it is spelled.
    const folded = call.fold(start, end);
    const [from, to] = folded === 0 ? [start, end] : [FOLDED, folded];
    if (!isSystem && folded !== 0 && call.hides() > to - from + FEW) this.coded = true;
    if (folded !== 0 && call.disguises() >= Math.max(FEW, DISGUISED * (to - from))) this.disguised = true;
    if (from === to) return 0;
    const key = call.digest(from, to);
    let number = this.index().find(key, this.texts.key);
    if (number < 0) number = this.cut(key, from, to);
    if (isSystem && this.texts.system[number] === 0 && !this.systems.has(number))
      this.systems.set(number, call.hashUnits(from, to));
    return number;
  }

  /** The text with this number is the system prompt of a request. */
  useAsSystem(number: number): void {
    if (number === 0 || this.texts.system[number] !== 0) return;
    this.texts.system[number] = this.systems.get(number)!;
    this.systems.delete(number);
  }

  addText(text: string, isSystem: boolean): number {
    if (text === '') return 0;
    const number = this.add(PUT, textKernel().put(text), isSystem);
    if (isSystem) this.useAsSystem(number);
    return number;
  }

  /** The same for a text that stands in others, which say how they are written. */
  addAside(text: string): number {
    return text === '' ? 0 : this.addAsideAt(PUT, textKernel().put(text));
  }

  addAsideAt(start: number, end: number): number {
    const { disguised, coded } = this;
    const number = this.add(start, end, false);
    this.disguised = disguised;
    this.coded = coded;
    return number;
  }

  clauseStart(text: number): number {
    return text === 0 ? 0 : this.texts.clauseEnd[text - 1]!;
  }

  clauseCount(text: number): number {
    return this.texts.clauseEnd[text]! - this.clauseStart(text);
  }

  /** The clauses of a text, to be used before the next call. Of a large pool in a file those around it are read, and not all. */
  spanOf(text: number): ClauseSpan {
    const { span } = this;
    const [from, to] = [this.clauseStart(text), this.texts.clauseEnd[text]!];
    if (this.spans !== undefined) {
      this.spans.fill(span, from, to);
      return span;
    }
    span.hash = this.clauses.hash;
    span.letters = this.clauses.letters;
    span.from = from;
    span.to = to;
    return span;
  }

  /** Hashes of a text's clauses, to be used before those of another are asked for. */
  clausesOf(text: number): Float64Array {
    const { hash, from, to } = this.spanOf(text);
    return hash.subarray(from, to);
  }

  /** Number here of each text of another pool. */
  merge(other: TextPool): Uint32Array {
    const numbers = new Uint32Array(other.length);
    const index = this.index();
    for (let text = 1; text < other.length; text++) {
      if (text % PREFETCH_COUNT === 1) index.prefetch(other.texts.key, text);
      numbers[text] = this.take(other, text);
    }
    return numbers;
  }

  /** Adds one text of another pool; gives its number here. */
  take(other: TextPool, text: number): number {
    const key = other.texts.key[text]!;
    let number = this.index().find(key, this.texts.key);
    if (number < 0) {
      const { hash, letters } = other.clauses;
      number = this.push(key, hash, letters, other.clauseStart(text), other.texts.clauseEnd[text]!);
    }
    if (this.texts.system[number] === 0) this.texts.system[number] = other.texts.system[text]!;
    return number;
  }

  pack(): PackedTexts {
    const clauses = this.texts.clauseEnd[this.length - 1]!;
    return {
      length: this.length,
      texts: compact(TEXT_COLUMNS, this.texts, this.length),
      clauses: compact(CLAUSE, this.clauses, clauses),
    };
  }

  static unpack({ length, texts, clauses }: PackedTexts): TextPool {
    const pool = new TextPool();
    pool.length = length;
    pool.texts = texts;
    pool.clauses = clauses;
    return pool;
  }

  /**
   * Takes the texts to their files, if they have some, from which columns are read when they are asked for. No more can be added then, and
   * to go over all of them takes longer.
   */
  store(): void {
    const { files, texts, clauses } = this;
    if (files === undefined || this.isStored) return;
    this.isStored = true;
    files.texts.append(texts, this.length);
    files.clauses.append(clauses, texts.clauseEnd[this.length - 1]!);
    discard([...buffersOf(texts), ...buffersOf(clauses)]);
    this.texts = files.texts.columns;
    this.clauses = files.clauses.columns;
    if (files.clauses.isLarge('hash')) this.spans = new ClauseSpans(files.clauses);
    this.evict();
  }

  /** No more texts are looked up for now: what that takes is let go, and columns that files hold. Nothing may hold one of those. */
  evict(): void {
    this.known?.discard();
    this.known = undefined;
    this.files?.texts.evict();
    this.files?.clauses.evict();
  }

  /** Made when the first text is looked up: many pools are only read. */
  private index(): HashIndex {
    if (this.known !== undefined) return this.known;
    this.known = new HashIndex(this.length);
    for (let text = 1; text < this.length; text++) this.known.add(text, this.texts.key[text]!);
    return this.known;
  }

  /** Takes a text from those that were cut last, or cuts it. */
  private cut(key: number, from: number, to: number): number {
    recent ??= new TextPool();
    if (recent.length > MAX_RECENT) recent = TextPool.inPlaceOf(recent);
    let seen = recent.index().find(key, recent.texts.key);
    if (seen < 0) {
      const { call, clauseHashes, clauseLengths } = textKernel();
      const count = call.segment(from, to);
      seen = recent.push(key, clauseHashes, clauseLengths, 0, count);
    }
    const { hash, letters } = recent.clauses;
    return this.push(key, hash, letters, recent.clauseStart(seen), recent.texts.clauseEnd[seen]!);
  }

  /** Adds a text whose clauses stand from `from` to `to` in other columns. */
  private push(key: number, hashes: Float64Array, letters: Uint8Array, from: number, to: number): number {
    const index = this.index();
    const number = this.length;
    const start = this.texts.clauseEnd[number - 1]!;
    this.reserve(number + 1, start + MAX_CLAUSES);
    this.texts.key[number] = key;
    this.texts.system[number] = 0;
    const { clauses } = this;
    // Most texts have few clauses: views of the columns would cost more than the copy.
    for (let at = from; at < to; at++) {
      clauses.hash[start + at - from] = hashes[at]!;
      clauses.letters[start + at - from] = letters[at]!;
    }
    this.texts.clauseEnd[number] = start + to - from;
    this.length++;
    index.add(number, key, number < LARGE_POOL ? 2 : this.times);
    return number;
  }

  private reserve(texts: number, clauses: number): void {
    const { key } = this.texts;
    const times = Math.max(1.5, this.times);
    if (texts > key.length) grow(TEXT_COLUMNS, this.texts, this.length, Math.ceil(times * texts));
    const { hash } = this.clauses;
    if (clauses > hash.length) {
      const used = this.texts.clauseEnd[this.length - 1]!;
      grow(CLAUSE, this.clauses, used, Math.ceil(times * clauses));
    }
  }
}
