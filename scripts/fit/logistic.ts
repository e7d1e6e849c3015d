/**
 * Logistic regression whose weights are not negative, with a ridge: projected Newton steps (Bertsekas 1982). Deterministic.
 * Minimises  sum_i c_i log(1 + exp(-y_i z_i)) + ridge/2 * sum_j w_j^2  with  z_i = b + sum_j x_ij w_j,  y = +-1,  over b and
 * w >= 0 where `bounded`. Strictly convex in w, so that there is one answer whatever the start.
 */

export interface LogisticProblem {
  /** One row a case, each with as many columns. */
  rows: readonly Float64Array[];
  positive: readonly boolean[];
  /** How much each case counts. */
  counts: readonly number[];
  /** Columns whose weight may not be negative. */
  bounded: readonly boolean[];
  ridge: number;
  /** Weights and, last, the intercept of a problem much like this one: from there it is not far. The answer is the same. */
  start?: Float64Array;
}

export interface LogisticFit {
  intercept: number;
  weights: Float64Array;
  /** Value of what was minimised. */
  loss: number;
  steps: number;
}

const STEPS = 200;
/** Largest part of the gradient, in nats a unit weight, at which the answer is taken. */
const STILL = 1e-7;

/** @throws Error when there are cases of one kind alone: nothing can be learnt from them */
export function fitLogistic(problem: LogisticProblem): LogisticFit {
  const { positive, bounded } = problem;
  if (positive.every(Boolean) || !positive.some(Boolean)) throw new Error('cases of one kind alone');
  const width = bounded.length;
  // The intercept stands last, free and without ridge.
  let at: Float64Array = problem.start ?? new Float64Array(width + 1);
  let loss = lossOf(problem, at);
  for (let steps = 0; steps < STEPS; steps++) {
    const { gradient, hessian } = derivatives(problem, at);
    const free = Array.from(at, (value, j) => !(bounded[j] === true && value <= 0 && gradient[j]! >= 0));
    if (gradient.every((slope, j) => !free[j] || Math.abs(slope) < STILL))
      return { intercept: at[width]!, weights: at.slice(0, width), loss, steps };
    const direction = solve(hessian, gradient, free);
    const next = lineSearch(problem, at, loss, gradient, direction);
    if (!next) return { intercept: at[width]!, weights: at.slice(0, width), loss, steps };
    ({ at, loss } = next);
  }
  return { intercept: at[width]!, weights: at.slice(0, width), loss, steps: STEPS };
}

export function lossOf({ rows, positive, counts, ridge }: LogisticProblem, at: Float64Array): number {
  const last = at.length - 1;
  let sum = 0;
  rows.forEach((row, i) => {
    const z = logit(row, at);
    sum += counts[i]! * softplus(positive[i] ? -z : z);
  });
  for (let j = 0; j < last; j++) sum += (ridge / 2) * at[j]! ** 2;
  return sum;
}

function logit(row: Float64Array, at: Float64Array): number {
  let z = at[row.length]!;
  for (let j = 0; j < row.length; j++) z += row[j]! * at[j]!;
  return z;
}

/** log(1 + exp(x)) */
const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

function derivatives(
  { rows, positive, counts, ridge }: LogisticProblem,
  at: Float64Array,
): { gradient: Float64Array; hessian: Float64Array[] } {
  const size = at.length;
  const gradient = new Float64Array(size);
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  rows.forEach((row, i) => {
    const p = 1 / (1 + Math.exp(-logit(row, at)));
    const slope = counts[i]! * (p - Number(positive[i]));
    const bend = counts[i]! * p * (1 - p);
    for (let j = 0; j < size; j++) {
      const x = j < row.length ? row[j]! : 1;
      if (x === 0) continue;
      gradient[j]! += slope * x;
      const line = hessian[j]!;
      for (let k = 0; k <= j; k++) line[k]! += bend * x * (k < row.length ? row[k]! : 1);
    }
  });
  for (let j = 0; j < size; j++) {
    if (j < size - 1) gradient[j]! += ridge * at[j]!;
    hessian[j]![j]! += j < size - 1 ? ridge : 0;
    for (let k = 0; k < j; k++) hessian[k]![j] = hessian[j]![k]!;
  }
  return { gradient, hessian };
}

/** Newton's direction over the free variables, 0 for the others: Cholesky's decomposition. */
function solve(hessian: readonly Float64Array[], gradient: Float64Array, free: readonly boolean[]): Float64Array {
  const list = [...free.keys()].filter((j) => free[j]);
  const n = list.length;
  const lower = list.map((row, i) =>
    Float64Array.from({ length: n }, (_, k) => (k <= i ? hessian[row]![list[k]!]! : 0)),
  );
  for (let i = 0; i < n; i++) {
    for (let k = 0; k <= i; k++) {
      let sum = lower[i]![k]!;
      for (let m = 0; m < k; m++) sum -= lower[i]![m]! * lower[k]![m]!;
      // Cases that are told apart wholly leave the intercept without curvature.
      lower[i]![k] = k === i ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[k]![k]!;
    }
  }
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = -gradient[list[i]!]!;
    for (let k = 0; k < i; k++) sum -= lower[i]![k]! * x[k]!;
    x[i] = sum / lower[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < n; k++) sum -= lower[k]![i]! * x[k]!;
    x[i] = sum / lower[i]![i]!;
  }
  const direction = new Float64Array(gradient.length);
  list.forEach((j, i) => (direction[j] = x[i]!));
  return direction;
}

/** Halves the step until it goes down enough (Armijo), along the path that stops at zero. */
function lineSearch(
  problem: LogisticProblem,
  at: Float64Array,
  loss: number,
  gradient: Float64Array,
  direction: Float64Array,
): { at: Float64Array; loss: number } | undefined {
  for (let step = 1; step > 1e-10; step /= 2) {
    const next = at.map((value, j) => {
      const moved = value + step * direction[j]!;
      return problem.bounded[j] === true ? Math.max(0, moved) : moved;
    });
    const gain = gradient.reduce((sum, slope, j) => sum + slope * (next[j]! - at[j]!), 0);
    const found = lossOf(problem, next);
    if (found <= loss + 1e-4 * gain && found < loss) return { at: next, loss: found };
  }
  return undefined;
}
