/**
 * Learns what each statistic weighs, jointly, and weighs candidates with it.
 *
 * Each world is left out in turn, and the weights fitted to the others are averaged. One fit to all of them leans on whatever
 * tells their candidates apart best, and that is what the next world does not have.
 */
import type { Case } from './cases.ts';
import { type Curve, type Weights, weightOf } from '../../src/core/math/curves.ts';
import type { Direction } from '../../src/core/campaigns/detectors/detector.ts';
import { curveOf, knotsOf, ramps } from './curves.ts';
import { fitLogistic } from './logistic.ts';

interface Feature {
  id: string;
  direction: Direction;
  knots: number[];
  /** Mean of each ramp over the cases that have the statistic, both kinds counting the same: there it weighs nothing. */
  middle: number[];
}

/**
 * A statistic that a case lacks weighs nothing there, as does one in the middle of both kinds.
 * @param near weights of nearly the same cases and detectors: the same answer is found sooner from there
 * @throws Error when there are cases of one kind alone
 */
export function fitJudge(
  cases: readonly Case[],
  directions: ReadonlyMap<string, Direction>,
  ridge: number,
  near?: Weights,
): Weights {
  const features = [...directions].flatMap(([id, direction]) => featureOf(id, direction, cases) ?? []);
  const fits = worldsOf(cases).map((own) =>
    fitLogistic({
      rows: own.map((one) => Float64Array.from(features.flatMap((feature) => columnsOf(feature, one)))),
      positive: own.map(({ positive }) => positive),
      counts: own.map(({ count }) => count),
      bounded: features.flatMap(({ direction, knots }) => knots.slice(1).map(() => direction !== 'either')),
      ridge,
      ...(near && { start: startOf(features, near) }),
    }),
  );
  const average = (of: (fit: (typeof fits)[number]) => number): number =>
    fits.reduce((sum, fit) => sum + of(fit), 0) / fits.length;
  let at = 0;
  const curves = features.map((feature): [string, Curve] => {
    const { id, knots, middle } = feature;
    const sign = signOf(feature);
    const steps = knots.slice(1).map(() => {
      const column = at++;
      return sign * average(({ weights }) => weights[column]!);
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

export const logOddsOf = (weights: Weights, statistics: ReadonlyMap<string, number>): number =>
  [...statistics].reduce((sum, [id, value]) => sum + weightOf(weights, id, value), weights.prior);

/** Steps of the curves of the same detectors as far as they have the same knots, and the prior last. */
const startOf = (features: readonly Feature[], { prior, curves }: Weights): Float64Array =>
  Float64Array.from([
    ...features.flatMap((feature) => {
      const curve = curves.get(feature.id);
      const known = curve?.length === feature.knots.length;
      return feature.knots
        .slice(1)
        .map((_, i) => (known ? Math.max(0, signOf(feature) * (curve[i + 1]![1] - curve[i]![1])) : 0));
    }),
    prior,
  ]);

const signOf = ({ direction }: Feature): number => (direction === 'against' ? -1 : 1);

/** Null when the statistic is the same in all cases that have it. */
function featureOf(id: string, direction: Direction, cases: readonly Case[]): Feature | null {
  const present = cases.filter(({ statistics }) => statistics.has(id));
  const counts = evenCounts(present);
  const values = present.map(({ statistics }) => statistics.get(id)!);
  const knots = knotsOf(values, counts);
  if (knots.length === 0) return null;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const walked = values.map((value) => ramps(knots, value));
  const middle = knots.slice(1).map((_, i) => walked.reduce((sum, own, n) => sum + own[i]! * counts[n]!, 0) / total);
  return { id, direction, knots, middle };
}

/** What each case counts when both kinds count the same in all. */
function evenCounts(cases: readonly Case[]): number[] {
  const sum = (kind: boolean): number =>
    cases.reduce((total, { positive, count }) => (positive === kind ? total + count : total), 0);
  const [campaigns, innocent] = [sum(true), sum(false)];
  return cases.map(({ positive, count }) => count / (positive ? campaigns : innocent));
}

function columnsOf(feature: Feature, { statistics }: Case): number[] {
  const { id, knots, middle } = feature;
  const value = statistics.get(id);
  if (value === undefined) return middle.map(() => 0);
  const sign = signOf(feature);
  return ramps(knots, value).map((walked, i) => sign * (walked - middle[i]!));
}
