/**
 * What each statistic weighs: curves and a prior that `npm run fit` fits jointly to labelled logs, kept as data beside this
 * file with where they come from. A curve is straight between its points and flat beyond them.
 */
import { interpolate } from '../detectors/detector.ts';

/** Points `[statistic, log odds]`, ascending by statistic. */
export type Curve = readonly (readonly [statistic: number, weight: number])[];

export interface Weights {
  /** Log odds that a candidate is a campaign when no statistic is known, or each weighs nothing. */
  prior: number;
  /** By detector. */
  curves: ReadonlyMap<string, Curve>;
}

/**
 * Reads weights.
 * @throws Error when the data is no such thing; the message names the detector
 */
export function parseWeights({ prior, curves }: { prior: unknown; curves: object }): Weights {
  if (!isFinite(prior)) throw new Error('The prior of the weights is no finite number.');
  return {
    prior,
    curves: new Map(Object.entries(curves).map(([id, points]: [string, unknown]) => [id, parseCurve(id, points)])),
  };
}

function parseCurve(id: string, points: unknown): Curve {
  if (!Array.isArray(points) || points.length === 0) throw new Error(`The weights of ${id} have no points.`);
  const curve = points.map((point: unknown) => {
    if (!Array.isArray(point) || point.length !== 2) throw new Error(`A point of ${id} is not two numbers.`);
    const [x, weight] = point as [unknown, unknown];
    if (!isFinite(x) || !isFinite(weight)) throw new Error(`A point of ${id} is not two finite numbers.`);
    return [x, weight] as const;
  });
  if (curve.some(([x], i) => i > 0 && x <= curve[i - 1]![0])) throw new Error(`The points of ${id} do not ascend.`);
  return curve;
}

const isFinite = (value: unknown): value is number => Number.isFinite(value);

/** Log odds that a statistic adds; none where nothing was learnt of the detector. */
export function weightOf({ curves }: Weights, detector: string, statistic: number): number {
  const curve = curves.get(detector);
  return curve ? interpolate(curve, statistic) : 0;
}
