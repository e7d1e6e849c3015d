/**
 * How many documents other accounts of the log see with as many requests. What others asked is cut into runs of one account each, as
 * requests followed one another (blocks, as in a block bootstrap, Künsch 1989): people have matters of their own and come back to them, and
 * single requests from all over the log would make anybody look narrow. Of runs that are drawn at random the mean number of different documents
 * has a closed form. Its deviation has none that is short, because documents are found together; it is taken of runs that are drawn.
 */
import { largest } from '../../../math/lists/many.ts';
import type { AnsweredDocuments } from './answered-documents.ts';
import { type Curve, DrawnCurves } from './drawn-curves.ts';

export interface ExpectedDocuments {
  low: number;
  middle: number;
  high: number;
}

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

/** Documents in the same number of runs are one class: of tens of thousands there are few. */
interface RunsOfOthers extends Pick<Runs, 'runs' | 'requests'> {
  /** How many there are of each class, and the logarithm of the chance that a run has none of one. */
  documents: readonly number[];
  missed: readonly number[];
}

/** How large deviations usually are. */
class Usual {
  count = 0;
  private squares = 0;

  add(deviation: number, by: 1 | -1): void {
    this.count += by;
    this.squares += by * deviation * deviation;
  }

  get size(): number {
    return Math.max(Math.sqrt(Math.max(0, this.squares) / this.count), Number.EPSILON);
  }
}

export class ExpectedOfOthers {
  private readonly ofLength = new Map<number, Runs>();
  /** In which run each document was seen last, of all that were looked at. */
  private readonly seen: Uint32Array;
  private now = 0;

  constructor(private readonly answered: AnsweredDocuments) {
    this.seen = new Uint32Array(answered.titles.length);
  }

  /**
   * Documents seen after each point of a curve, of which there are twelve at most; undefined for a curve beside which the others have too
   * few answers.
   */
  expected(curves: readonly Curve[]): (ExpectedDocuments[] | undefined)[] {
    const { answered } = this;
    const told = curves.filter(({ own }) => answered.times.length - answered.answers(own) >= FEWEST);
    const deviations = new DrawnCurves(answered, RUNS[0]!).deviations(told);
    const bands = new Map(told.map((curve, at) => [curve, this.band(curve, deviations[at]!)]));
    return curves.map((curve) => bands.get(curve));
  }

  private band({ own, points }: Curve, deviations: readonly number[]): ExpectedDocuments[] {
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
    const points = [2];
    const most = largest(
      judged.map(([, [from, to]]) => to - from),
      least,
    );
    while (points.at(-1)! < most) points.push(Math.min(most, Math.ceil(STEP * points.at(-1)!)));
    const means = this.means(points, []);
    const usual = points.map(() => new Usual());
    const curves = judged.map(([account, [from, to]]) => {
      const reached = points.filter((point) => point <= to - from);
      const curve = Float64Array.from(this.answered.seenAfter(this.answered.answersOf([account]), reached));
      for (let at = 0; at < curve.length; at++) {
        curve[at] = 1 - curve[at]! / means[at]!.mean;
        usual[at]!.add(curve[at]!, 1);
      }
      return { account, curve };
    });
    return (account) => {
      if (curves.length <= ACCOUNTS) return () => 1;
      const own = curves.find((one) => one.account === account)!.curve;
      own.forEach((below, at) => usual[at]!.add(below, -1));
      const sizes = new Float64Array(points.length);
      for (let at = 0; at < sizes.length; at++)
        sizes[at] = usual[at]!.count < ACCOUNTS ? sizes[at - 1]! : usual[at]!.size;
      own.forEach((below, at) => usual[at]!.add(below, 1));
      const farthest = new Float64Array(curves.length - 1);
      let others = 0;
      for (const { curve } of curves) {
        if (curve === own) continue;
        let far = -Infinity;
        for (let at = 0; at < curve.length; at++) far = Math.max(far, curve[at]! / sizes[at]!);
        farthest[others++] = far;
      }
      const limit = farthest.sort()[Math.min(others, Math.ceil((1 - OUTSIDE) * (others + 1))) - 1]!;
      return (requests) => {
        const after = points.findIndex((point) => point >= requests);
        return Math.min(1, Math.max(0, 1 - limit * sizes[after]!));
      };
    };
  }

  /** Different documents after each of these numbers of requests, in the mean, and how many the others have in all. */
  private means(points: readonly number[], own: readonly number[]): { mean: number; others: number }[] {
    const ofLength = new Map<number, RunsOfOthers>();
    return points.map((point) => {
      const length = RUNS.find((one) => one <= point)!;
      const left = ofLength.get(length) ?? this.runsWithout(own, length);
      ofLength.set(length, left);
      const { runs, requests, documents, missed } = left;
      const drawn = (point * runs) / requests;
      let [mean, others] = [0, 0];
      for (let at = 0; at < documents.length; at++) {
        mean += documents[at]! * (1 - Math.exp(drawn * missed[at]!));
        others += documents[at]!;
      }
      return { mean, others };
    });
  }

  private runsWithout(own: readonly number[], length: number): RunsOfOthers {
    let all = this.ofLength.get(length);
    if (all === undefined) this.ofLength.set(length, (all = this.allRuns(length)));
    // Taken out and put back: what an account has is little of all there is.
    for (const account of own) this.count(account, length, all, -1);
    const { runs, requests, inSoMany, most } = all;
    const [documents, missed]: [number[], number[]] = [[], []];
    for (let count = 1; count <= most; count++) {
      if (inSoMany[count] === 0) continue;
      documents.push(inSoMany[count]!);
      missed.push(Math.log1p(-count / runs));
    }
    for (const account of own) this.count(account, length, all, 1);
    return { runs, requests, documents, missed };
  }

  private allRuns(length: number): Runs {
    const { ofAccount, titles } = this.answered;
    let runs = 0;
    for (const [from, to] of ofAccount.values()) runs += Math.ceil((to - from) / length);
    const [named, inSoMany] = [new Uint32Array(titles.length), new Uint32Array(runs + 2)];
    inSoMany[0] = titles.length;
    const all = { runs: 0, requests: 0, named, inSoMany, most: 0 };
    for (const account of ofAccount.keys()) this.count(account, length, all, 1);
    return all;
  }

  private count(account: number, length: number, into: Runs, by: 1 | -1): void {
    const { begins, documents, ofAccount } = this.answered;
    const { named, inSoMany } = into;
    const { seen } = this;
    const [from, to] = ofAccount.get(account)!;
    for (let start = from; start < to; start += length) {
      const end = Math.min(start + length, to);
      const now = ++this.now;
      const last = begins[end]!;
      for (let at = begins[start]!; at < last; at++) {
        const document = documents[at]!;
        if (seen[document] === now) continue;
        seen[document] = now;
        const before = named[document]!;
        const count = before + by;
        named[document] = count;
        inSoMany[before]!--;
        inSoMany[count]!++;
        if (count > into.most) into.most = count;
      }
      into.runs += by;
      into.requests += by * (end - start);
    }
  }
}
