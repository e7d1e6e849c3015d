/** The part of a vector that no mix of other vectors explains. */

/**
 * The shortest vector from the mixes of `others`, with weights that sum to one and may be negative, to `point` (Gram and
 * Schmidt, twice for the rounding).
 */
export function unexplained(point: Float64Array, others: readonly Float64Array[]): Float64Array {
  const [origin, ...rest] = others;
  if (origin === undefined) return point.slice();
  const axes: Float64Array[] = [];
  const without = (vector: Float64Array): Float64Array => {
    const left = vector.map((value, at) => value - origin[at]!);
    for (let pass = 0; pass < 2; pass++) {
      for (const axis of axes) {
        const along = dot(left, axis);
        for (let at = 0; at < left.length; at++) left[at]! -= along * axis[at]!;
      }
    }
    return left;
  };
  for (const other of rest) {
    const left = without(other);
    const length = Math.sqrt(dot(left, left));
    if (length > NOTHING) axes.push(left.map((value) => value / length));
  }
  return without(point);
}

/** Shorter vectors are what rounding leaves. */
const NOTHING = 1e-9;

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
