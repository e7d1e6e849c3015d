/**
 * How many documents other accounts of the log see with as many requests. Requests are drawn in runs of one account each, as they
 * followed one another (a block bootstrap, Künsch 1989): people have matters of their own and come back to them, and single requests drawn
 * from all over the log would make anybody look narrow.
 */
import { Random } from '../../../math/random.ts';
import type { DocumentRequest } from './answered-documents.ts';

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

/** Accounts from which on it can be told how narrow people are, and the share of them that is narrower still. */
const [ACCOUNTS, NARROWER] = [10, 0.05];

/** Requests of all accounts one after another, to draw from. */
export class DrawnRequests {
  private readonly all: { request: DocumentRequest; account: number }[] = [];
  private readonly from = new Map<number, number>();
  private readonly seen: Uint32Array;
  private draw = 0;

  constructor(
    private readonly ofAccount: ReadonlyMap<number, readonly DocumentRequest[]>,
    documents: number,
  ) {
    for (const [account, requests] of ofAccount) {
      this.from.set(account, this.all.length);
      for (const request of requests) this.all.push({ request, account });
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
    let left = this.all.length;
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
   * How much narrower than what is drawn an account may well be, by the accounts with so many requests or more: people keep to their own
   * matters for longer than a run, each in another way.
   */
  narrowness(least: number): (own: ReadonlySet<number>) => number {
    const most = Math.max(least, ...[...this.ofAccount.values()].map(({ length }) => length));
    const points = [least];
    while (points.at(-1)! < most) points.push(Math.min(most, 2 * points.at(-1)!));
    const drawn = this.expected(points, new Set(), 'the log');
    if (drawn === undefined) return () => 1;
    const middle = (requests: number): number => {
      const after = Math.max(
        1,
        points.findIndex((point) => point >= requests),
      );
      const [from, to] = [points[after - 1]!, points[after] ?? points[after - 1]!];
      const [low, high] = [drawn[after - 1]!.middle, (drawn[after] ?? drawn[after - 1]!).middle];
      return to === from ? low : low + ((high - low) * (requests - from)) / (to - from);
    };
    const ratios = [...this.ofAccount]
      .filter(([, { length }]) => length >= least)
      .map(([account, own]): [number, number] => [
        account,
        new Set(own.flatMap(({ documents }) => documents)).size / middle(own.length),
      ])
      .sort((a, b) => a[1] - b[1]);
    return (own) => {
      const others = ratios.filter(([account]) => !own.has(account));
      return others.length < ACCOUNTS ? 1 : Math.min(1, others[Math.floor(NARROWER * others.length)]![1]);
    };
  }

  private drawOnce(
    points: readonly number[],
    own: ReadonlySet<number>,
    random: Random,
    note: (point: number, seen: number) => void,
  ): void {
    const mark = ++this.draw;
    let [drawn, seen, point] = [0, 0, 0];
    while (point < points.length) {
      const { account } = this.all[random.below(this.all.length)]!;
      if (own.has(account)) continue;
      const [first, length] = [this.from.get(account)!, this.ofAccount.get(account)!.length];
      const start = random.below(length);
      for (let step = 0; step < Math.min(length, RUN) && point < points.length; step++) {
        for (const document of this.all[first + ((start + step) % length)]!.request.documents) {
          if (this.seen[document] === mark) continue;
          this.seen[document] = mark;
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
function depthIn(sorted: Float64Array, value: number): number {
  let [below, above] = [0, 0];
  for (const one of sorted) {
    if (one < value) below++;
    else if (one > value) above++;
  }
  return Math.min(below, above);
}
