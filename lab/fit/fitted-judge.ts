/**
 * Learns what each statistic weighs, jointly, against each innocent explanation.
 *
 * Each world is left out in turn, and the weights fitted to the others are averaged. One fit to all of them leans on whatever
 * tells their candidates apart best, and that is what the next world does not have.
 *
 * Columns are brought to one spread before the ridge holds them back. Otherwise a statistic that few logs allow to be measured would
 * be held back most, however well it tells the candidates apart that have it.
 */
import type { Case } from './cases.ts';
import { type Explanation, EXPLANATIONS } from '../../src/text/explanations.ts';
import { type Judge, weigh } from '../../src/engine/campaigns/judging/explanations.ts';
import { type Curve, sumOfWeights, weightAt, weightOf, type Weights } from '../../src/math/curves.ts';
import type { Direction, Side } from '../../src/engine/campaigns/detectors/detector.ts';
import { ASSUMED_CURVES } from './assumed-curves.ts';
import { curveOf, knotsOf, ramps } from './curves.ts';
import { fitLogistic, type Known, type LogisticFit, type LogisticProblem } from './logistic.ts';

interface Feature {
  id: string;
  direction: Direction;
  knots: number[];
  /** Mean of each ramp over the cases that have the statistic, both kinds counting the same: there it weighs nothing. */
  middle: number[];
  /** Root mean square of each ramp less its middle over all cases, both kinds counting the same. */
  spread: number[];
}

/** What holds back a detector that earlier weights do not know, whatever the ridge is that holds back what is changed of the others. */
export const NEW_RIDGE = 130;

/** Held back so many times less. */
const eased = (feature: Feature, times: number): Feature => ({
  ...feature,
  spread: feature.spread.map((own) => own / Math.sqrt(times)),
});

/** Smaller spreads count as this: of a ramp that hardly any case walks, nothing is known. */
const LEAST_SPREAD = 0.05;

/** A judge, and what it takes to fit it again without some of its detectors. */
export interface FittedJudge {
  judge: Judge;
  features: readonly Feature[];
  worlds: readonly FittedWorld[];
}

interface FittedWorld {
  explanations: readonly Explanation[];
  problem: LogisticProblem;
  fit: LogisticFit;
}

/**
 * A statistic that a case lacks weighs nothing there, as does one in the middle of both kinds. Explanations of which there is no
 * case are left out.
 * @throws Error when there are cases of one kind alone
 */
export const fitJudge = (
  cases: readonly Case[],
  directions: ReadonlyMap<string, Direction>,
  ridge: number,
  known?: Judge,
): Judge => fitWorlds(cases, directions, ridge, { known }).judge;

/**
 * The same, to be fitted again without some detectors.
 * @param like fitted to much the same cases: what it found is where the search starts
 * @param known what earlier cases taught: the cases change it no more than they need to, and the ridge holds back what they change
 */
export function fitWorlds(
  cases: readonly Case[],
  directions: ReadonlyMap<string, Direction>,
  ridge: number,
  { like, known }: { like?: FittedJudge | undefined; known?: Judge | undefined } = {},
): FittedJudge {
  const shares = evenCounts(cases);
  const features = [...directions].flatMap(([id, direction]) => {
    // What is judgement and was not learnt stays as it is.
    if (known && ASSUMED_CURVES.has(id)) return [];
    const feature = featureOf(id, direction, cases, shares, known);
    return feature ? [known && !knotsIn(known, id) ? eased(feature, ridge / NEW_RIDGE) : feature] : [];
  });
  const bounded = features.flatMap(({ direction, knots }) => knots.slice(1).map(() => direction !== 'either'));
  let start = like?.worlds[0]?.fit.at;
  const worlds = worldsOf(cases).map((own): FittedWorld => {
    const explanations = EXPLANATIONS.filter((one) => own.some(({ explanation }) => explanation === one));
    const problem: LogisticProblem = {
      rows: own.map((one) => Float64Array.from(features.flatMap((feature) => columnsOf(feature, one)))),
      kinds: own.map(({ explanation }) => (explanation === null ? 0 : explanations.indexOf(explanation) + 1)),
      others: explanations.length,
      counts: own.map(({ count }) => count),
      bounded,
      ridge,
      ...(known && { known: knownOf(known, explanations, features, own) }),
    };
    const fit = fitLogistic(problem, start);
    start = fit.at;
    return { explanations, problem, fit };
  });
  return { judge: judgeOf(features, worlds, known), features, worlds };
}

/** The judge that the same cases give without some detectors. It starts from the weights of the others, which change little. */
export function fitWithout({ features, worlds }: FittedJudge, detectors: ReadonlySet<string>): Judge {
  const isOut = features.flatMap(({ id, knots }) => knots.slice(1).map(() => detectors.has(id)));
  return judgeOf(
    features,
    worlds.map(({ explanations, problem, fit }) => {
      // A column of zeros gets no weight.
      const without = { ...problem, rows: problem.rows.map((row) => row.map((value, j) => (isOut[j]! ? 0 : value))) };
      const weights = fit.at.length - problem.others;
      const start = fit.at.map((value, j) => (j < weights && isOut[j % isOut.length]! ? 0 : value));
      return { explanations, problem: without, fit: fitLogistic(without, start) };
    }),
  );
}

function judgeOf(features: readonly Feature[], worlds: readonly FittedWorld[], known?: Judge): Judge {
  const against = new Map(
    EXPLANATIONS.flatMap((explanation) => {
      const own = worlds.flatMap(({ explanations, fit }) => fit.against[explanations.indexOf(explanation)] ?? []);
      const before = known?.against.get(explanation);
      if (own.length === 0) return before ? [[explanation, before] as const] : [];
      const learnt = averageOf(own, features);
      return [[explanation, before ? sumOfWeights(before, learnt) : learnt] as const];
    }),
  );
  return { against, slope: known?.slope ?? 1, shift: known?.shift ?? 0 };
}

/** What a judge says of the cases, and what it gives each stretch, as columns are measured. */
function knownOf(
  judge: Judge,
  explanations: readonly Explanation[],
  features: readonly Feature[],
  cases: readonly Case[],
): Known {
  const against = explanations.map((one) => judge.against.get(one) ?? NOTHING);
  const stretches = ({ curves }: Weights): number[] =>
    features.flatMap(({ id, knots, spread, direction }) => {
      const curve = curves.get(id);
      const at = (x: number): number => (curve ? weightAt(curve, x) : 0);
      const sign = direction === 'against' ? -1 : 1;
      return spread.map((own, i) => sign * own * (at(knots[i + 1]!) - at(knots[i]!)));
    });
  const oddsOf = (weights: Weights, { statistics }: Case): number =>
    [...statistics].reduce((sum, [id, value]) => sum + weightOf(weights, id, value), weights.prior);
  return {
    odds: cases.map((one) => Float64Array.from(against, (weights) => oddsOf(weights, one))),
    weights: against.map((weights) => Float64Array.from(stretches(weights))),
  };
}

const NOTHING: Weights = { prior: 0, curves: new Map() };

/** Places where a statistic's curves bend in a judge. */
const knotsIn = ({ against }: Judge, id: string): number[] | undefined =>
  [...against.values()].flatMap(({ curves }) => (curves.has(id) ? [curves.get(id)!.map(([x]) => x)] : []))[0];

type Fit = LogisticFit['against'][number];

/** Curves from the average of what several fits found. */
function averageOf(fits: readonly Fit[], features: readonly Feature[]): Weights {
  const average = (of: (fit: Fit) => number): number => fits.reduce((sum, fit) => sum + of(fit), 0) / fits.length;
  let at = 0;
  const curves = features.map(({ id, knots, middle, spread, direction }): [string, Curve] => {
    const sign = direction === 'against' ? -1 : 1;
    const steps = spread.map((own) => {
      const column = at++;
      return (sign * average(({ weights }) => weights[column]!)) / own;
    });
    const centre = steps.reduce((sum, step, i) => sum + step * middle[i]!, 0);
    return [id, curveOf(knots, steps, centre)];
  });
  return { prior: average(({ intercept }) => intercept), curves: new Map(curves) };
}

/**
 * The cases without those of one generator, for each in turn. The sample log is a single scenario and no world: it is never
 * left out. All cases together where there is one world, or one kind of cases without another.
 */
function worldsOf(cases: readonly Case[]): (readonly Case[])[] {
  const worlds = [...new Set(cases.map(({ generator }) => generator))].filter((one) => one !== 'sample').sort();
  if (worlds.length < 2) return [cases];
  const without = worlds.map((left) => cases.filter(({ generator }) => generator !== left));
  const hasBoth = (list: readonly Case[]): boolean => new Set(list.map(({ positive }) => positive)).size === 2;
  return without.every(hasBoth) ? without : [cases];
}

export const logOddsOf = (
  judge: Judge,
  statistics: ReadonlyMap<string, number>,
  silent?: ReadonlyMap<string, Side>,
): number => weigh(judge, statistics, silent).logOdds;

/** Null when the statistic is the same in all cases that have it. `shares` are what each case counts when both kinds count the same. */
function featureOf(
  id: string,
  direction: Direction,
  cases: readonly Case[],
  shares: readonly number[],
  known: Judge | undefined,
): Feature | null {
  const present = cases.filter(({ statistics }) => statistics.has(id));
  const counts = evenCounts(present);
  const values = present.map(({ statistics }) => statistics.get(id)!);
  const knots = (known && knotsIn(known, id)) ?? knotsOf(values, counts);
  if (knots.length < 2 || present.length === 0) return null;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const walked = values.map((value) => ramps(knots, value));
  const middle = knots.slice(1).map((_, i) => walked.reduce((sum, own, n) => sum + own[i]! * counts[n]!, 0) / total);
  const squares = middle.map(() => 0);
  cases.forEach(({ statistics }, n) => {
    const value = statistics.get(id);
    if (value === undefined) return;
    ramps(knots, value).forEach((one, i) => (squares[i]! += (shares[n]! * (one - middle[i]!) ** 2) / 2));
  });
  return { id, direction, knots, middle, spread: squares.map((sum) => Math.max(LEAST_SPREAD, Math.sqrt(sum))) };
}

/** What each case counts when both kinds count the same in all. */
function evenCounts(cases: readonly Case[]): number[] {
  const sum = (kind: boolean): number =>
    cases.reduce((total, { positive, count }) => (positive === kind ? total + count : total), 0);
  const [campaigns, innocent] = [sum(true), sum(false)];
  return cases.map(({ positive, count }) => count / (positive ? campaigns : innocent));
}

function columnsOf({ id, direction, knots, middle, spread }: Feature, { statistics }: Case): number[] {
  const value = statistics.get(id);
  if (value === undefined) return middle.map(() => 0);
  const sign = direction === 'against' ? -1 : 1;
  return ramps(knots, value).map((walked, i) => (sign * (walked - middle[i]!)) / spread[i]!);
}
