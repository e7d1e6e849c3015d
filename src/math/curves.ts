/**
 * Fitted weights: what each statistic adds to log odds. A curve is straight between its points and flat beyond them, and the
 * weights of all statistics that are known add up to the prior.
 */

/** Points `[statistic, log odds]`, ascending by statistic. */
export type Curve = readonly (readonly [x: number, weight: number])[];

export interface Weights {
  /** Log odds when no statistic is known, or each weighs nothing. */
  prior: number;
  /** By statistic. */
  curves: ReadonlyMap<string, Curve>;
}

/**
 * Weights as their file holds them.
 * @throws TypeError when the data is no such thing; the message names the statistic
 */
export function weightsOf({ prior, curves }: { prior: unknown; curves: object }): Weights {
  if (!isFinite(prior)) throw new TypeError('The prior of the weights is no finite number.');
  return {
    prior,
    curves: new Map(Object.entries(curves).map(([id, points]: [string, unknown]) => [id, curveOf(id, points)])),
  };
}

function curveOf(id: string, points: unknown): Curve {
  if (!Array.isArray(points) || points.length === 0) throw new TypeError(`The weights of ${id} have no points.`);
  const curve = points.map((point: unknown) => {
    if (!Array.isArray(point) || point.length !== 2) throw new TypeError(`A point of ${id} is not two numbers.`);
    const [x, weight] = point as [unknown, unknown];
    if (!isFinite(x) || !isFinite(weight)) throw new TypeError(`A point of ${id} is not two finite numbers.`);
    return [x, weight] as const;
  });
  if (curve.some(([x], i) => i > 0 && x <= curve[i - 1]![0])) throw new TypeError(`The points of ${id} do not ascend.`);
  return curve;
}

const isFinite = (value: unknown): value is number => Number.isFinite(value);

export function weightAt(curve: Curve, x: number): number {
  let before = curve[0]!;
  for (const point of curve) {
    if (x < point[0]) {
      if (point === before) return point[1];
      return before[1] + ((x - before[0]) / (point[0] - before[0])) * (point[1] - before[1]);
    }
    before = point;
  }
  return before[1];
}

/** Log odds that a statistic adds; none where nothing was learnt of it. */
export function weightOf({ curves }: Weights, id: string, x: number): number {
  const curve = curves.get(id);
  return curve ? weightAt(curve, x) : 0;
}

/** Weights that say of every value what both say together. */
export function sumOfWeights(a: Weights, b: Weights): Weights {
  const ids = [...new Set([...a.curves.keys(), ...b.curves.keys()])];
  const curveFor = (id: string): Curve => {
    const points = [a, b].flatMap(({ curves }) => (curves.get(id) ?? []).map(([x]) => x));
    return [...new Set(points)].sort((x, y) => x - y).map((x) => [x, weightOf(a, id, x) + weightOf(b, id, x)]);
  };
  return { prior: a.prior + b.prior, curves: new Map(ids.map((id) => [id, curveFor(id)])) };
}
