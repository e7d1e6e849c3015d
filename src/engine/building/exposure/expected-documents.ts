/**
 * How many documents other accounts of the log see with as many requests. Requests are drawn in runs of one account each, as they
 * followed one another (a block bootstrap, Künsch 1989): people have matters of their own and come back to them, and single requests drawn
 * from all over the log would make anybody look narrow.
 */
import { largest } from '../../../math/lists/many.ts';
import { Random } from '../../../math/random.ts';
import { type DocumentRequest, seenAfter } from './answered-documents.ts';

interface ExpectedDocuments {
  low: number;
  middle: number;
  high: number;
}

const DRAWS = 400;
const FEWEST_DRAWS = 80;
/** Requests of one account that are drawn together: whoever sends most of a log must not be what others are held against. */
const RUN = 20;
/** Share of the drawn curves that are not all within. */
const OUTSIDE = 0.05;
/** Requests that are drawn in all for one reader, at most. */
const MOST_DRAWN = 4_000_000;
/** Others' requests below which nothing can be expected. */
const FEWEST = 20;

/** Accounts from which on it can be told how narrow people are. */
const ACCOUNTS = 10;
/** Requests of a point of the curves of accounts, in those of the point before. */
const STEP = 1.5;

/** Requests of all accounts one after another, to draw from, as columns: they are drawn millions of times. */
export class DrawnRequests {
  private readonly accounts: Uint32Array;
  private readonly from = new Map<number, number>();
  /** Where the documents of each request begin, and where those of the last end. */
  private readonly begins: Uint32Array;
  private readonly documents: Uint32Array;
  private readonly seen: Uint32Array;
  private draw = 0;

  constructor(
    private readonly ofAccount: ReadonlyMap<number, readonly DocumentRequest[]>,
    documents: number,
  ) {
    let [all, named] = [0, 0];
    for (const requests of ofAccount.values()) {
      all += requests.length;
      for (const request of requests) named += request.documents.length;
    }
    this.accounts = new Uint32Array(all);
    this.begins = new Uint32Array(all + 1);
    this.documents = new Uint32Array(named);
    let [at, begin] = [0, 0];
    for (const [account, requests] of ofAccount) {
      this.from.set(account, at);
      for (const request of requests) {
        this.accounts[at] = account;
        this.documents.set(request.documents, begin);
        this.begins[++at] = begin += request.documents.length;
      }
    }
    this.seen = new Uint32Array(documents);
  }

  /**
   * Documents seen after each of these numbers of requests; undefined where the others have too few.
   * @param points ascending
   * @param own accounts that nothing is drawn of
   */
  expected(points: readonly number[], own: ReadonlySet<number>, name: string): ExpectedDocuments[] | undefined {
    const requests = points.at(-1) ?? 0;
    let left = this.accounts.length;
    for (const account of own) left -= this.ofAccount.get(account)?.length ?? 0;
    if (left < FEWEST) return undefined;
    const draws = Math.max(FEWEST_DRAWS, Math.min(DRAWS, Math.floor(MOST_DRAWN / Math.max(1, requests))));
    const random = new Random('documents', name);
    const counts = points.map(() => new Float64Array(draws));
    for (let at = 0; at < draws; at++) this.drawOnce(points, own, random, (point, seen) => (counts[point]![at] = seen));
    const sorted = counts.map((all) => all.toSorted());
    const cut = depthOf(counts, sorted);
    return sorted.map((all) => ({ low: all[cut]!, middle: all[draws >> 1]!, high: all[draws - 1 - cut]! }));
  }

  /**
   * How narrow people are: the share of what is drawn that an account may well have seen after so many requests, so that of the accounts
   * with `least` requests or more 95% saw more at each point of their curves (a conformal band, Vovk and others, 2005, of the largest
   * deviation in units of its usual size). People keep to their own matters for longer than a run, each in another way.
   */
  narrowness(least: number): (own: ReadonlySet<number>) => (requests: number) => number {
    const most = largest(
      Array.from(this.ofAccount.values(), ({ length }) => length),
      least,
    );
    const points = [2];
    while (points.at(-1)! < most) points.push(Math.min(most, Math.ceil(STEP * points.at(-1)!)));
    const drawn = this.expected(points, new Set(), 'the log');
    if (drawn === undefined) return () => () => 1;
    const curves = [...this.ofAccount]
      .filter(([, { length }]) => length >= least)
      .map(([account, own]) => {
        const reached = points.filter((point) => point <= own.length);
        return { account, below: seenAfter(own, reached).map((seen, at) => 1 - seen / drawn[at]!.middle) };
      });
    return (account) => {
      const others = curves.filter((one) => !account.has(one.account));
      if (others.length < ACCOUNTS) return () => 1;
      const usual: number[] = [];
      for (const at of points.keys()) {
        const there = others.flatMap(({ below }) => below[at] ?? []);
        const size = Math.sqrt(there.reduce((sum, one) => sum + one * one, 0) / there.length);
        usual.push(there.length < ACCOUNTS ? usual.at(-1)! : Math.max(size, Number.EPSILON));
      }
      const farthest = others
        .map(({ below }) => largest(below.map((one, at) => one / usual[at]!)))
        .sort((a, b) => a - b);
      const limit = farthest[Math.min(others.length, Math.ceil((1 - OUTSIDE) * (others.length + 1))) - 1]!;
      return (requests) => {
        const after = points.findIndex((point) => point >= requests);
        return Math.min(1, Math.max(0, 1 - limit * usual[after]!));
      };
    };
  }

  private drawOnce(
    points: readonly number[],
    own: ReadonlySet<number>,
    random: Random,
    note: (point: number, seen: number) => void,
  ): void {
    const mark = ++this.draw;
    const { accounts, begins, documents: named, seen: marks } = this;
    let [drawn, seen, point] = [0, 0, 0];
    while (point < points.length) {
      const account = accounts[random.below(accounts.length)]!;
      if (own.has(account)) continue;
      const [first, length] = [this.from.get(account)!, this.ofAccount.get(account)!.length];
      const start = random.below(length);
      for (let step = 0; step < Math.min(length, RUN) && point < points.length; step++) {
        const request = first + ((start + step) % length);
        for (let at = begins[request]!; at < begins[request + 1]!; at++) {
          const document = named[at]!;
          if (marks[document] === mark) continue;
          marks[document] = mark;
          seen++;
        }
        drawn++;
        while (point < points.length && points[point] === drawn) note(point++, seen);
      }
    }
  }
}

/**
 * How many of the lowest and highest counts of each point are cut off, so that 95% of the drawn curves lie within at all of their points
 * (a global envelope by extreme ranks, Myllymäki and others, 2017).
 */
function depthOf(counts: readonly Float64Array[], sorted: readonly Float64Array[]): number {
  const draws = counts[0]!.length;
  const depths = Array.from({ length: draws }, (_, draw) =>
    counts.reduce((least, own, point) => Math.min(least, depthIn(sorted[point]!, own[draw]!)), draws),
  );
  return depths.sort((a, b) => a - b)[Math.floor(OUTSIDE * draws)]!;
}

/** Counts that are lower, or those that are higher, whichever are fewer. */
const depthIn = (sorted: Float64Array, value: number): number =>
  Math.min(firstAtLeast(sorted, value), sorted.length - firstAtLeast(sorted, value + 1));

/** The first place from which whole numbers are at least this. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
