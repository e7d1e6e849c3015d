/**
 * How many documents other accounts of the log see with as many requests. What others asked is cut into runs of one account each, as
 * requests followed one another (blocks, as in a block bootstrap, Künsch 1989): people have matters of their own and come back to them, and
 * single requests from all over the log would make anybody look narrow. Of runs that are drawn at random the mean number of different documents
 * has a closed form. Its deviation has none that is short, because documents are found together; it is taken of runs that are drawn.
 */
import { largest } from '../../../math/lists/many.ts';
import { Random } from '../../../math/random.ts';
import type { AnsweredDocuments, Range } from './answered-documents.ts';

interface ExpectedDocuments {
  low: number;
  middle: number;
  high: number;
}

/** Curves that are drawn: a deviation of so many is within 9% of the true one, two times in three. Of very long ones fewer do. */
const DRAWS = 64;
const FEWEST_DRAWS = 16;
/** Requests that are drawn in all for one reader. */
const MOST_DRAWN = 2_000_000;
/** Deviations that all of twelve points keep within in 95% of the curves, however they go together (Šidák 1967). */
const DEVIATIONS = 2.86;
/** Share of the curves of accounts that are not all within. */
const OUTSIDE = 0.05;
/** Requests of a run, at most: the longest that does not exceed those of a point. */
const RUNS = [20, 10, 5, 2, 1];
/** Others' requests below which nothing can be expected. */
const FEWEST = 20;

/** Accounts from which on it can be told how narrow people are. */
const ACCOUNTS = 10;
/** Requests of a point of the curves of accounts, in those of the point before. */
const STEP = 1.5;

/** Runs of a length: how many there are, their requests, and how many of them each document is in. */
interface Runs {
  runs: number;
  requests: number;
  named: Uint32Array;
  /** Documents that are in so many runs, and how many runs a document is in at most. */
  inSoMany: Uint32Array;
  most: number;
}

/** Documents in the same number of runs are one class: of tens of thousands there are few. `missed`: log of the chance that a run has none of it. */
interface RunsOfOthers extends Pick<Runs, 'runs' | 'requests'> {
  classes: readonly { documents: number; missed: number }[];
}

export class ExpectedOfOthers {
  private readonly ofLength = new Map<number, Runs>();
  /** The longest runs: where each begins, and whose it is. */
  private readonly starts: number[] = [];
  private readonly accounts: number[] = [];

  constructor(private readonly answered: AnsweredDocuments) {
    for (const [account, [from, to]] of answered.ofAccount)
      for (let start = from; start < to; start += RUNS[0]!) {
        this.starts.push(start);
        this.accounts.push(account);
      }
    this.starts.push(answered.times.length);
  }

  /**
   * Documents seen after each of these numbers of requests; undefined where the others have too few.
   * @param points ascending, at most twelve
   * @param own accounts that do not count
   */
  expected(points: readonly number[], own: ReadonlySet<number>, name: string): ExpectedDocuments[] | undefined {
    let left = this.answered.times.length;
    for (const account of own) {
      const [from, to] = this.answered.ofAccount.get(account)!;
      left -= to - from;
    }
    if (left < FEWEST) return undefined;
    const deviations = this.deviations(points, own, new Random('documents', name));
    return this.means(points, own).map(({ mean, others }, at) => {
      const half = DEVIATIONS * deviations[at]!;
      return { low: Math.max(0, mean - half), middle: mean, high: Math.min(others, mean + half) };
    });
  }

  /**
   * How narrow people are: the share of what is expected that an account may well have seen after so many requests, so that of the accounts
   * with `least` requests or more 95% saw more at each point of their curves (a conformal band, Vovk and others, 2005, of the largest
   * deviation in units of its usual size). People keep to their own matters for longer than a run, each in another way.
   */
  narrowness(least: number): (own: number) => (requests: number) => number {
    const judged = [...this.answered.ofAccount].filter(([, [from, to]]) => to - from >= least);
    const most = largest(
      judged.map(([, [from, to]]) => to - from),
      least,
    );
    const points = [2];
    while (points.at(-1)! < most) points.push(Math.min(most, Math.ceil(STEP * points.at(-1)!)));
    const means = this.means(points, new Set());
    const curves = judged.map(([account, [from, to]]) => {
      const reached = points.filter((point) => point <= to - from);
      const seen = this.answered.seenAfter(this.answered.answersOf([account]), reached);
      return { account, below: seen.map((documents, at) => 1 - documents / means[at]!.mean) };
    });
    return (account) => {
      const others = curves.filter((one) => account !== one.account);
      if (others.length < ACCOUNTS) return () => 1;
      const usual: number[] = [];
      for (const at of points.keys()) {
        let [sum, there] = [0, 0];
        for (const { below } of others) {
          const one = below[at];
          if (one === undefined) continue;
          sum += one * one;
          there++;
        }
        usual.push(there < ACCOUNTS ? usual.at(-1)! : Math.max(Math.sqrt(sum / there), Number.EPSILON));
      }
      const farthest = others
        .map(({ below }) => below.reduce((most, one, at) => Math.max(most, one / usual[at]!), -Infinity))
        .sort((a, b) => a - b);
      const limit = farthest[Math.min(others.length, Math.ceil((1 - OUTSIDE) * (others.length + 1))) - 1]!;
      return (requests) => {
        const after = points.findIndex((point) => point >= requests);
        return Math.min(1, Math.max(0, 1 - limit * usual[after]!));
      };
    };
  }

  /** Different documents after each of these numbers of requests, in the mean, and how many the others have in all. */
  private means(points: readonly number[], own: ReadonlySet<number>): { mean: number; others: number }[] {
    const ofLength = new Map<number, RunsOfOthers>();
    return points.map((point) => {
      const length = RUNS.find((one) => one <= point)!;
      const left = ofLength.get(length) ?? this.runsWithout(own, length);
      ofLength.set(length, left);
      const { runs, requests, classes } = left;
      const drawn = (point * runs) / requests;
      let [mean, others] = [0, 0];
      for (const { documents, missed } of classes) {
        mean += documents * (1 - Math.exp(drawn * missed));
        others += documents;
      }
      return { mean, others };
    });
  }

  private runsWithout(own: ReadonlySet<number>, length: number): RunsOfOthers {
    const { ofAccount, titles, times } = this.answered;
    let all = this.ofLength.get(length);
    if (all === undefined) {
      const [named, inSoMany] = [new Uint32Array(titles.length), new Uint32Array(times.length + 2)];
      inSoMany[0] = titles.length;
      all = { runs: 0, requests: 0, named, inSoMany, most: 0 };
      for (const range of ofAccount.values()) this.count(range, length, all, 1);
      this.ofLength.set(length, all);
    }
    // Taken out and put back: what an account has is little of all there is.
    for (const account of own) this.count(ofAccount.get(account)!, length, all, -1);
    const { runs, requests, inSoMany, most } = all;
    const classes: RunsOfOthers['classes'][number][] = [];
    for (let count = 1; count <= most; count++)
      if (inSoMany[count]! > 0) classes.push({ documents: inSoMany[count]!, missed: Math.log1p(-count / runs) });
    for (const account of own) this.count(ofAccount.get(account)!, length, all, 1);
    return { runs, requests, classes };
  }

  private count([from, to]: Range, length: number, into: Runs, by: 1 | -1): void {
    const { named, inSoMany } = into;
    const take = (document: number): void => {
      const before = named[document]!;
      const count = (named[document] = before + by);
      inSoMany[before]!--;
      inSoMany[count]!++;
      if (count > into.most) into.most = count;
    };
    for (let start = from; start < to; start += length) {
      const end = Math.min(start + length, to);
      this.answered.anew();
      this.answered.see(start, end, take);
      into.runs += by;
      into.requests += by * (end - start);
    }
  }

  /** How far curves of runs that are drawn at random are from their mean, at each point. */
  private deviations(points: readonly number[], own: ReadonlySet<number>, random: Random): number[] {
    // Runs to draw from: whoever sent nearly all of a log would be drawn in vain nearly always.
    const runs = Uint32Array.from(this.accounts.keys()).filter((run) => !own.has(this.accounts[run]!));
    const draws = Math.max(FEWEST_DRAWS, Math.min(DRAWS, Math.floor(MOST_DRAWN / points.at(-1)!)));
    const sums = points.map(() => [0, 0] as [sum: number, squares: number]);
    for (let draw = 0; draw < draws; draw++)
      this.draw(points, runs, random, (point, seen) => {
        const sum = sums[point]!;
        sum[0] += seen;
        sum[1] += seen * seen;
      });
    return sums.map(([sum, squares]) => Math.sqrt(Math.max(0, squares - (sum * sum) / draws) / (draws - 1)));
  }

  private draw(
    points: readonly number[],
    runs: Uint32Array,
    random: Random,
    note: (point: number, seen: number) => void,
  ): void {
    const { starts, answered } = this;
    answered.anew();
    let [drawn, seen, point] = [0, 0, 0];
    while (point < points.length) {
      const run = runs[random.below(runs.length)]!;
      const end = starts[run + 1]!;
      for (let answer = starts[run]!; answer < end && point < points.length;) {
        const to = Math.min(end, answer + points[point]! - drawn);
        seen += answered.see(answer, to);
        drawn += to - answer;
        answer = to;
        if (drawn === points[point]) note(point++, seen);
      }
    }
  }
}
