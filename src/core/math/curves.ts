/** Fitted weights: what each statistic weighs, as straight lines between points. */

/** Points `[statistic, weight]` with ascending statistics. */
export type Curve = readonly (readonly [x: number, weight: number])[];

export interface Weights {
  /** Log odds when nothing is known. */
  prior: number;
  curves: ReadonlyMap<string, Curve>;
}

/**
 * Weights as their file holds them.
 * @throws TypeError when a curve has no points or one that is no pair of numbers
 */
export function weightsOf(file: { prior: number; curves: Record<string, number[][]> }): Weights {
  const curves = Object.entries(file.curves).map(([id, points]): [string, Curve] => {
    const isCurve = points.length > 0 && points.every((point) => point.length === 2 && point.every(Number.isFinite));
    if (!isCurve) throw new TypeError(`The weights of ${id} are no curve.`);
    return [id, points.map(([x, weight]) => [x!, weight!] as const)];
  });
  return { prior: file.prior, curves: new Map(curves) };
}

/** Flat beyond the ends. */
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
