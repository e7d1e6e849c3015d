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
  // The intercept is last, free and without ridge.
  let at: Float64Array = problem.start ?? new Float64Array(width + 1);
  let loss = lossOf(problem, at);
  for (let steps = 0; steps < STEPS; steps++) {
    const gradient = gradientOf(problem, at);
    const free = [...at.keys()].filter((j) => !(bounded[j] === true && at[j]! <= 0 && gradient[j]! >= 0));
    if (free.every((j) => Math.abs(gradient[j]!) < STILL))
      return { intercept: at[width]!, weights: at.slice(0, width), loss, steps };
    const direction = solve(hessianOf(problem, at, free), gradient, free);
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

function gradientOf({ rows, positive, counts, ridge }: LogisticProblem, at: Float64Array): Float64Array {
  const last = at.length - 1;
  const gradient = Float64Array.from(at, (value, j) => (j < last ? ridge * value : 0));
  rows.forEach((row, i) => {
    const slope = counts[i]! * (chance(row, at) - Number(positive[i]));
    for (let j = 0; j < last; j++) gradient[j]! += slope * row[j]!;
    gradient[last]! += slope;
  });
  return gradient;
}

/** Second derivatives by the free variables alone, below the diagonal and on it. Many variables rest at zero. */
function hessianOf(
  { rows, counts, ridge }: LogisticProblem,
  at: Float64Array,
  free: readonly number[],
): Float64Array[] {
  const last = at.length - 1;
  const hessian = free.map((j) => {
    const line = new Float64Array(free.length);
    line[free.indexOf(j)] = j < last ? ridge : 0;
    return line;
  });
  const own = new Float64Array(free.length);
  rows.forEach((row, i) => {
    const p = chance(row, at);
    const bend = counts[i]! * p * (1 - p);
    free.forEach((j, n) => (own[n] = j < last ? row[j]! : 1));
    for (let n = 0; n < own.length; n++) {
      const x = bend * own[n]!;
      if (x === 0) continue;
      const line = hessian[n]!;
      for (let k = 0; k <= n; k++) line[k]! += x * own[k]!;
    }
  });
  return hessian;
}

const chance = (row: Float64Array, at: Float64Array): number => 1 / (1 + Math.exp(-logit(row, at)));

/** Newton's direction over the free variables, 0 for the others: Cholesky's decomposition. */
function solve(hessian: readonly Float64Array[], gradient: Float64Array, free: readonly number[]): Float64Array {
  const n = free.length;
  const lower = hessian.map((line) => line.slice());
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
    let sum = -gradient[free[i]!]!;
    for (let k = 0; k < i; k++) sum -= lower[i]![k]! * x[k]!;
    x[i] = sum / lower[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < n; k++) sum -= lower[k]![i]! * x[k]!;
    x[i] = sum / lower[i]![i]!;
  }
  const direction = new Float64Array(gradient.length);
  free.forEach((j, i) => (direction[j] = x[i]!));
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
