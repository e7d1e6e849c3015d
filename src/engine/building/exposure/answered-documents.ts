/** Which documents the answers of a log rest on, by account. Of very many documents a sample is kept, those with the smallest hashes. */

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

/** No document's number. */
export const NONE = 2 ** 32 - 1;

export class AnsweredDocuments {
  readonly times: Float64Array;
  readonly begins: Uint32Array;
  readonly documents: Uint32Array;
  readonly ofAccount: ReadonlyMap<number, Range>;
  /** Documents of each account, each once, where those of its answers begin. After the last of an account stands what is none. */
  private readonly distinct: Uint32Array;
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
    this.distinct = new Uint32Array(documents.length).fill(NONE);
    for (const [from, to] of ofAccount.values()) this.tellDistinct(begins[from]!, begins[to]!);
  }

  /** Different documents of an account. */
  of(account: number): Uint32Array {
    const [from, to] = this.ofAccount.get(account)!;
    const own = this.distinct.subarray(this.begins[from], this.begins[to]);
    const end = own.indexOf(NONE);
    return end < 0 ? own : own.subarray(0, end);
  }

  /** How many different documents accounts have. */
  seenBy(accounts: readonly number[]): number {
    if (accounts.length === 1) return this.of(accounts[0]!).length;
    const { seen } = this;
    const now = ++this.now;
    let count = 0;
    for (const account of accounts) {
      const own = this.of(account);
      for (let at = 0; at < own.length; at++) {
        if (seen[own[at]!] !== now) count++;
        seen[own[at]!] = now;
      }
    }
    return count;
  }

  /** Different documents after each of these numbers of answers, which ascend. */
  seenAfter(answers: Uint32Array, points: readonly number[]): number[] {
    this.now++;
    let [from, count] = [0, 0];
    return points.map((to) => {
      count += this.seeNew(answers, from, to);
      from = to;
      return count;
    });
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
    if (accounts.length === 1) return this.answersOfOne(accounts[0]!);
    const answers = new Uint32Array(this.answers(accounts));
    const ends = [0];
    for (const account of accounts) {
      const [from, to] = this.ofAccount.get(account)!;
      let at = ends.at(-1)!;
      for (let answer = from; answer < to; answer++) answers[at++] = answer;
      ends.push(at);
    }
    return merged(answers, ends, this.times);
  }

  private answersOfOne(account: number): Uint32Array {
    const [from, to] = this.ofAccount.get(account)!;
    const answers = new Uint32Array(to - from);
    for (let at = 0; at < answers.length; at++) answers[at] = from + at;
    return answers;
  }

  /** How many documents of these answers were not seen yet. */
  private seeNew(answers: Uint32Array, from: number, to: number): number {
    const { begins, documents, seen, now } = this;
    let count = 0;
    for (let answer = from; answer < to; answer++) {
      const end = begins[answers[answer]! + 1]!;
      for (let at = begins[answers[answer]!]!; at < end; at++) {
        if (seen[documents[at]!] !== now) count++;
        seen[documents[at]!] = now;
      }
    }
    return count;
  }

  private tellDistinct(from: number, to: number): void {
    const { documents, distinct, seen } = this;
    const now = ++this.now;
    let end = from;
    for (let at = from; at < to; at++) {
      const document = documents[at]!;
      if (seen[document] === now) continue;
      seen[document] = now;
      distinct[end++] = document;
    }
  }
}

/** Places in order of their times, of parts that are in order each: they are merged two by two. Columns take several times as long to sort. */
function merged(places: Uint32Array, ends: readonly number[], times: Float64Array): Uint32Array {
  let [from, to, left] = [places, ends.length > 2 ? new Uint32Array(places.length) : places, ends];
  while (left.length > 2) {
    const next = [0];
    for (let part = 0; part + 1 < left.length; part += 2) {
      const end = left[part + 2] ?? left[part + 1]!;
      mergeTwo(from, to, times, left[part]!, left[part + 1]!, end);
      next.push(end);
    }
    [from, to, left] = [to, from, next];
  }
  return from;
}

function mergeTwo(
  from: Uint32Array,
  to: Uint32Array,
  times: Float64Array,
  start: number,
  middle: number,
  end: number,
): void {
  let [first, second] = [start, middle];
  for (let at = start; at < end; at++) {
    const isSecond = first === middle || (second < end && times[from[second]!]! < times[from[first]!]!);
    to[at] = isSecond ? from[second++]! : from[first++]!;
  }
}
