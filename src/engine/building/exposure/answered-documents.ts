/** Which documents the answers of a log rest on, by account. Of very many documents a sample is kept, those with the smallest hashes. */
import { HashNumbers } from '../../../math/hash-numbers.ts';
import { limitOf, MOST_DOCUMENTS, RANGE } from '../../table/documents/document-sample.ts';
import { FLAG } from '../../table/request-flags.ts';
import type { DetectionResult } from '../detection-result.ts';

/** Answers from one on, up to and without another. */
export type Range = readonly [from: number, to: number];

/** Answers that name documents, as columns: those of one account one after another, in order of time. */
interface Answers {
  /** ms UTC; NaN where the log has no time. */
  times: Float64Array;
  /** Where the documents of each answer begin, and where those of the last end. */
  begins: Uint32Array;
  documents: Uint32Array;
  ofAccount: ReadonlyMap<number, Range>;
}

export class AnsweredDocuments {
  readonly times: Float64Array;
  readonly ofAccount: ReadonlyMap<number, Range>;
  private readonly begins: Uint32Array;
  private readonly documents: Uint32Array;
  /** When each document was seen last: with all since `anew` was called last, or before. */
  private readonly seen: Uint32Array;
  private now = 0;

  /**
   * @param titles of the documents that are told apart, by their number; `''` where none is known
   * @param total all documents; estimated where some are not told apart
   */
  constructor(
    readonly titles: readonly string[],
    readonly total: number,
    { times, begins, documents, ofAccount }: Answers,
  ) {
    [this.times, this.begins, this.documents, this.ofAccount] = [times, begins, documents, ofAccount];
    this.seen = new Uint32Array(titles.length);
  }

  /** Nothing is seen yet. */
  anew(): void {
    this.now++;
  }

  /** Looks at the documents of answers from one on up to another: how many of them were not seen since `anew`. */
  see(from: number, to: number, take?: (document: number) => void): number {
    const { begins, documents, seen, now } = this;
    const end = begins[to]!;
    let fresh = 0;
    for (let at = begins[from]!; at < end; at++) {
      const document = documents[at]!;
      if (seen[document] === now) continue;
      seen[document] = now;
      fresh++;
      take?.(document);
    }
    return fresh;
  }

  /** Different documents after each of these numbers of answers, which ascend. */
  seenAfter(answers: Uint32Array, points: readonly number[]): number[] {
    this.anew();
    let [from, seen] = [0, 0];
    return points.map((to) => {
      for (; from < to; from++) seen += this.see(answers[from]!, answers[from]! + 1);
      return seen;
    });
  }

  /** Different documents of an account. */
  seenBy(account: number, take?: (document: number) => void): number {
    this.anew();
    return this.see(...this.ofAccount.get(account)!, take);
  }

  /** How many answers accounts have. */
  answers(accounts: readonly number[]): number {
    let sum = 0;
    for (const account of accounts) {
      const [from, to] = this.ofAccount.get(account)!;
      sum += to - from;
    }
    return sum;
  }

  /** The answers of accounts, in order of time. */
  answersOf(accounts: readonly number[]): Uint32Array {
    const ranges = accounts.map((account) => this.ofAccount.get(account)!);
    const answers = new Uint32Array(this.answers(accounts));
    let at = 0;
    for (const [from, to] of ranges) for (let answer = from; answer < to; answer++) answers[at++] = answer;
    return ranges.length === 1 ? answers : answers.sort((a, b) => this.times[a]! - this.times[b]! || 0);
  }
}

const NONE = 2 ** 32 - 1;

/** Undefined where no answer names a document. */
export function answeredDocuments(
  { table }: Pick<DetectionResult, 'table'>,
  most = MOST_DOCUMENTS,
): AnsweredDocuments | undefined {
  const { account, flags, time } = table.rows;
  const { facts } = table;
  // Of the answers, in the order of their rows: the row, and where its documents end.
  const rows = new Uint32Array(facts.length);
  const ends = new Uint32Array(facts.length);
  const named = new Uint32Array(facts.size);
  const known = new HashNumbers(Math.min(facts.size, most));
  /** Of each account: how many answers. */
  const counts = new Uint32Array(table.names.account.values.length);
  /** In the order in which they come. */
  const accounts: number[] = [];
  let [found, size, last] = [0, 0, -1];
  facts.each('document', (row, key) => {
    const before = key === 0 ? -1 : known.find(key);
    const number = key > 0 && before < 0 ? known.add(key) : before;
    if (account[row] === 0 || (flags[row]! & FLAG.error) !== 0) return;
    if (row !== last) {
      if (counts[account[row]!]!++ === 0) accounts.push(account[row]!);
      rows[found++] = last = row;
    }
    if (number >= 0) named[size++] = number;
    ends[found - 1] = size;
  });
  if (found === 0) return undefined;
  const ofAccount = new Map<number, Range>();
  const next = new Uint32Array(counts.length);
  let from = 0;
  for (const number of accounts) {
    next[number] = from;
    ofAccount.set(number, [from, (from += counts[number]!)]);
  }
  const order = new Uint32Array(found);
  for (let answer = 0; answer < found; answer++) order[next[account[rows[answer]!]!]!++] = answer;
  const hashes = known.hashes.subarray(0, known.count);
  const limit = limitOf(hashes, most);
  const sampled = hashes.filter((hash) => hash <= limit);
  // Of those that are not in the sample the number is what no other has.
  let kept = 0;
  const numbers = new Uint32Array(hashes.length).fill(NONE);
  for (let number = 0; number < numbers.length; number++) if (hashes[number]! <= limit) numbers[number] = kept++;
  const times = new Float64Array(found);
  const begins = new Uint32Array(found + 1);
  const documents = new Uint32Array(size);
  let end = 0;
  for (const [start, stop] of ofAccount.values()) {
    // Rows are in one order already, and sorting keeps it where times are equal or missing.
    const own = order.subarray(start, stop).sort((a, b) => time[rows[a]!]! - time[rows[b]!]! || 0);
    own.forEach((answer, at) => {
      for (let one = ends[answer - 1] ?? 0; one < ends[answer]!; one++) {
        const number = numbers[named[one]!]!;
        if (number !== NONE) documents[end++] = number;
      }
      times[start + at] = time[rows[answer]!]!;
      begins[start + at + 1] = end;
    });
  }
  const titles = Array.from(sampled, (hash) => facts.titles.of(hash));
  // The k-th smallest of n hashes spread evenly stands at k/n of their range (Bar-Yossef and others, 2002).
  const total = limit === Infinity ? known.count : Math.round((most - 1) / (limit / RANGE));
  return new AnsweredDocuments(titles, total, { times, begins, documents, ofAccount });
}
