/**
 * How far curves lie from their mean, of runs of answers that are drawn at random. One sequence of runs serves all readers that have no account
 * in common: a reader's own runs are left out of it when they are counted, and what is left is as good as drawn from others' runs.
 */
import { Random } from '../../../math/random.ts';
import type { AnsweredDocuments } from './answered-documents.ts';

/** Whose own answers do not count, and the numbers of others' answers that are looked at, ascending. */
export interface Curve {
  own: readonly number[];
  points: readonly number[];
}

/** Sequences that are drawn: a deviation of so many is within 9% of the true one, two times in three. Of very long ones fewer are. */
const DRAWS = 64;
const FEWEST_DRAWS = 16;
/** Answers that are drawn in all for one curve. */
const MOST_DRAWN = 2_000_000;

/** A curve, and how far it has come in a sequence. */
interface Drawn {
  points: readonly number[];
  draws: number;
  /** Of its points: of the counts, their sum and that of their squares. */
  sums: [sum: number, squares: number][];
  /** The next of its points, and how many of the answers drawn are its own. */
  next: number;
  own: number;
}

/** Curves without an account in common, and the runs that are drawn for them. */
interface Layer {
  curves: Drawn[];
  /** Place of its curve among those for each account that has one. */
  ofAccount: Map<number, number>;
  without?: readonly number[];
}

/** Runs to draw from, and the place of whose they are among the curves. */
interface DrawnRuns {
  runs: Uint32Array;
  random: Random;
  whose: Uint32Array;
}

export class DrawnCurves {
  /** Where each run begins, and whose it is. */
  private readonly starts: number[] = [];
  private readonly accounts: number[] = [];
  /** Of each document in a sequence: below `none` where it was not seen, `many` where not by one curve's own answers alone. */
  private readonly states: Uint32Array;
  private none = 0;
  private many = 0;
  /** Documents that were seen in a sequence, and those that no answers but the curve's own showed. */
  private seen = 0;
  private alone = new Uint32Array(0);

  /**
   * @param length answers of a run, at most
   * @param most sequences that are drawn for a curve, at most
   */
  constructor(
    private readonly answered: AnsweredDocuments,
    length: number,
    private readonly most = DRAWS,
  ) {
    this.states = new Uint32Array(answered.titles.length);
    for (const [account, [from, to]] of answered.ofAccount)
      for (let start = from; start < to; start += length) {
        this.starts.push(start);
        this.accounts.push(account);
      }
    this.starts.push(answered.times.length);
  }

  /** Of each curve at each of its points, in documents. There are answers of others than its own for each. */
  deviations(curves: readonly Curve[]): number[][] {
    const layers: Layer[] = [];
    const drawn = curves.map((curve) => this.intoLayer(curve, layers));
    layers.forEach((layer, at) => this.drawLayer(layer, new Random('documents', at)));
    return drawn.map(({ sums, draws }) =>
      sums.map(([sum, squares]) => Math.sqrt(Math.max(0, squares - (sum * sum) / draws) / (draws - 1))),
    );
  }

  private intoLayer({ own, points }: Curve, layers: Layer[]): Drawn {
    const all = this.answered.times.length;
    const others = all - this.answered.answers(own);
    // Whoever sent most of a log would be drawn in vain most of the time, so its runs are not among those that are drawn.
    const isMost = others < all / 2;
    const length = isMost ? points.at(-1)! : (points.at(-1)! * all) / others;
    const draws = Math.max(FEWEST_DRAWS, Math.min(this.most, Math.floor(MOST_DRAWN / length)));
    const drawn: Drawn = { points, draws, sums: points.map(() => [0, 0]), next: 0, own: 0 };
    if (isMost) {
      layers.push({ curves: [drawn], ofAccount: new Map(), without: own });
      return drawn;
    }
    let layer = layers.find(({ without, ofAccount }) => !without && !own.some((account) => ofAccount.has(account)));
    if (layer === undefined) layers.push((layer = { curves: [], ofAccount: new Map() }));
    for (const account of own) layer.ofAccount.set(account, layer.curves.length);
    layer.curves.push(drawn);
    return drawn;
  }

  private drawLayer({ curves, ofAccount, without }: Layer, random: Random): void {
    const { accounts } = this;
    const left = new Set(without);
    const runs = new Uint32Array(accounts.length);
    let size = 0;
    // Runs of nobody's own are those of a curve beyond the last.
    const whose = new Uint32Array(accounts.length);
    for (let run = 0; run < accounts.length; run++) {
      const account = accounts[run]!;
      whose[run] = ofAccount.get(account) ?? curves.length;
      if (!left.has(account)) runs[size++] = run;
    }
    const drawn = runs.subarray(0, size);
    for (let draw = 0; draw < this.most; draw++) this.draw(curves, draw, { runs: drawn, random, whose });
  }

  /** Draws one sequence, for the curves that want so many. */
  private draw(curves: readonly Drawn[], draw: number, { runs, random, whose }: DrawnRuns): void {
    const { starts } = this;
    this.begin(curves.length);
    let [drawn, next, open] = [0, Infinity, 0];
    for (const curve of curves) {
      curve.own = 0;
      curve.next = draw < curve.draws ? 0 : curve.points.length;
      if (draw < curve.draws) [next, open] = [Math.min(next, curve.points[0]!), open + 1];
    }
    while (open > 0) {
      const run = runs[random.below(runs.length)]!;
      const by = whose[run]!;
      const end = starts[run + 1]!;
      let answer = starts[run]!;
      if (by < curves.length) curves[by]!.own += end - answer;
      while (answer < end && open > 0) {
        const to = Math.min(end, answer + next - drawn);
        this.see(answer, to, by);
        drawn += to - answer;
        answer = to;
        if (drawn === next) [next, open] = this.note(curves, drawn);
      }
    }
  }

  /** Notes what was seen by the curves that have come to a point. Gives when the next one does, and how many go on. */
  private note(curves: readonly Drawn[], drawn: number): [next: number, open: number] {
    let [next, open] = [Infinity, 0];
    for (let at = 0; at < curves.length; at++) {
      const curve = curves[at]!;
      const { points, sums } = curve;
      if (curve.next === points.length) continue;
      if (drawn - curve.own === points[curve.next]) {
        const sum = sums[curve.next++]!;
        const others = this.seen - this.alone[at]!;
        sum[0] += others;
        sum[1] += others * others;
        if (curve.next === points.length) continue;
      }
      open++;
      next = Math.min(next, points[curve.next]! + curve.own);
    }
    return [next, open];
  }

  /** Nothing is seen yet. */
  private begin(curves: number): void {
    // What was seen before is below.
    this.none = this.many + 1;
    this.many = this.none + curves;
    this.alone = new Uint32Array(curves + 1);
    this.seen = 0;
  }

  /** Looks at the documents of answers, which are a curve's own. */
  private see(from: number, to: number, by: number): void {
    const { states, alone, none, many } = this;
    const { begins, documents } = this.answered;
    const mine = none + by;
    const end = begins[to]!;
    for (let at = begins[from]!; at < end; at++) {
      const document = documents[at]!;
      const before = states[document]!;
      if (before === many || before === mine) continue;
      if (before < none) {
        this.seen++;
        alone[by]!++;
        states[document] = mine;
      } else {
        alone[before - none]!--;
        states[document] = many;
      }
    }
  }
}
