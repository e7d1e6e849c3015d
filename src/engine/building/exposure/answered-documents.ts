/** Which documents the answers of a log rest on, by account. Of very many documents a sample is kept, those with the smallest hashes. */
import { type DocumentNames, MOST_DOCUMENTS } from '../../../reader/records/facts/document-names.ts';
import { addTo } from '../../../math/lists/many.ts';
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
   * @param titles of the documents that are kept, by their number
   * @param total all documents; estimated where some are not kept
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

  /** Looks at the documents of an answer: how many of them were not seen since `anew`. */
  see(answer: number, take?: (document: number) => void): number {
    const { begins, documents, seen, now } = this;
    let fresh = 0;
    for (let at = begins[answer]!; at < begins[answer + 1]!; at++) {
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
      for (; from < to; from++) seen += this.see(answers[from]!);
      return seen;
    });
  }

  /** Different documents of an account. */
  seenBy(account: number, take?: (document: number) => void): number {
    this.anew();
    const [from, to] = this.ofAccount.get(account)!;
    let seen = 0;
    for (let answer = from; answer < to; answer++) seen += this.see(answer, take);
    return seen;
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

/** Undefined where no answer names a document. */
export function answeredDocuments(
  { table }: Pick<DetectionResult, 'table'>,
  most = MOST_DOCUMENTS,
): AnsweredDocuments | undefined {
  const { account, flags, time } = table.rows;
  const answersOf = new Map<number, number[]>();
  const rows: number[] = [];
  const named: number[] = [];
  const ends: number[] = [];
  let last = -1;
  table.facts.each('document', (row, number) => {
    if (account[row] === 0 || (flags[row]! & FLAG.error) !== 0) return;
    if (row !== last) {
      addTo(answersOf, account[row]!, rows.length);
      rows.push((last = row));
    }
    // Numbers are in order of the hashes, from 1 on: the first are those with the smallest.
    if (number > 0 && number <= most) named.push(number - 1);
    ends[rows.length - 1] = named.length;
  });
  if (rows.length === 0) return undefined;
  const times = new Float64Array(rows.length);
  const begins = new Uint32Array(rows.length + 1);
  const documents = new Uint32Array(named.length);
  const ofAccount = new Map<number, Range>();
  let [at, end] = [0, 0];
  for (const [number, answers] of answersOf) {
    ofAccount.set(number, [at, at + answers.length]);
    // Rows are in one order already, and sorting keeps it where times are equal or missing.
    for (const answer of answers.sort((a, b) => time[rows[a]!]! - time[rows[b]!]! || 0)) {
      for (let from = ends[answer - 1] ?? 0; from < ends[answer]!; from++) documents[end++] = named[from]!;
      times[at] = time[rows[answer]!]!;
      begins[++at] = end;
    }
  }
  const names = table.facts.documents;
  const titles = Array.from({ length: Math.min(most, names.count) }, (_, at) => names.at(at + 1)!.title);
  return new AnsweredDocuments(titles, totalOf(names, most), { times, begins, documents, ofAccount });
}

function totalOf(names: DocumentNames, most: number): number {
  if (names.count <= most) return names.count;
  // The k-th smallest of n hashes spread evenly stands at k/n of their range (Bar-Yossef and others, 2002).
  return Math.round((most - 1) / (names.at(most)!.key / 2 ** 53));
}
