/** Gathers from the table of a log which documents its answers name, by account and in order of time. */
import { HashNumbers } from '../../../math/hash-numbers.ts';
import { MOST_DOCUMENTS, RANGE } from '../../table/documents/document-sample.ts';
import type { DocumentTitles } from '../../table/documents/document-titles.ts';
import { FLAG } from '../../table/request-flags.ts';
import type { DetectionResult } from '../detection-result.ts';
import { AnsweredDocuments, NONE, type Range } from './answered-documents.ts';

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
  const timeOf = (answer: number): number => time[rows[answer]!]!;
  const times = Float64Array.from(order, timeOf);
  for (const range of ofAccount.values()) sortByTime(order.subarray(...range), times.subarray(...range), timeOf);
  const hashes = known.hashes.subarray(0, known.count);
  const limit = known.count > most ? largestBut(hashes, known.count - most) : Infinity;
  const numbers = numbersUpTo(limit, hashes);
  const begins = new Uint32Array(found + 1);
  const documents = new Uint32Array(size);
  copyDocuments({ order, ends, named, numbers }, begins, documents);
  const titles = titlesUpTo(limit, hashes, facts.titles);
  // The k-th smallest of n hashes spread evenly stands at k/n of their range (Bar-Yossef and others, 2002).
  const total = limit === Infinity ? known.count : Math.round((most - 1) / (limit / RANGE));
  return new AnsweredDocuments(titles, total, { times, begins, documents, ofAccount });
}

// Loops stand on their own: the larger a function is, the longer it takes to compile, and each loop of it may have that done again.

/** Brings the answers of an account into order of time. Rows are in one order already, which stays where times are equal or missing. */
function sortByTime(answers: Uint32Array, times: Float64Array, timeOf: (answer: number) => number): void {
  for (let at = 1; at < times.length; at++)
    if (times[at]! < times[at - 1]!) {
      answers.set(Array.from(answers).sort((a, b) => timeOf(a) - timeOf(b) || 0));
      times.set(Array.from(answers, timeOf));
      return;
    }
}

/** The largest of different hashes but so many: a table keeps one more than are told apart. */
function largestBut(hashes: Float64Array, spare: number): number {
  let limit = Infinity;
  for (let left = spare; left >= 0; left--) {
    let largest = 0;
    for (let at = 0; at < hashes.length; at++) if (hashes[at]! < limit && hashes[at]! > largest) largest = hashes[at]!;
    limit = largest;
  }
  return limit;
}

/** Of those that are not in the sample the number is what no other has. */
function numbersUpTo(limit: number, hashes: Float64Array): Uint32Array {
  const numbers = new Uint32Array(hashes.length);
  let kept = 0;
  for (let at = 0; at < hashes.length; at++) numbers[at] = hashes[at]! <= limit ? kept++ : NONE;
  return numbers;
}

function titlesUpTo(limit: number, hashes: Float64Array, titles: DocumentTitles): string[] {
  const found: string[] = [];
  for (let at = 0; at < hashes.length; at++)
    if (hashes[at]! <= limit) found.push(titles.takes(hashes[at]!) ? titles.of(hashes[at]!) : '');
  return found;
}

interface Named {
  order: Uint32Array;
  ends: Uint32Array;
  named: Uint32Array;
  numbers: Uint32Array;
}

/** Puts the documents of answers where these are in order. */
function copyDocuments({ order, ends, named, numbers }: Named, begins: Uint32Array, documents: Uint32Array): void {
  let end = 0;
  for (let at = 0; at < order.length; at++) {
    const answer = order[at]!;
    const last = ends[answer]!;
    for (let one = answer === 0 ? 0 : ends[answer - 1]!; one < last; one++) {
      const number = numbers[named[one]!]!;
      if (number !== NONE) documents[end++] = number;
    }
    begins[at + 1] = end;
  }
}
