/** Sparse rows with soft labels: row r has entries `offsets[r]` to `offsets[r + 1]`. */
export interface TrainingRows {
  offsets: Int32Array;
  columns: Int32Array;
  values: Float32Array;
  /** Probability of each class, row by row. */
  labels: Float32Array;
  /** Weight of each row in the loss. */
  shares: Float32Array;
  classes: number;
  width: number;
}

/** Pairs of steps that L-BFGS remembers. */
const MEMORY = 6;

/**
 * Multinomial logistic regression with an L2 penalty on all weights but the biases, by L-BFGS with backtracking.
 * Returns `width × classes` weights followed by `classes` biases. Deterministic.
 */
export function fitRegression(
  rows: TrainingRows,
  penalty: number,
  iterations: number,
  start?: Float64Array,
): Float64Array {
  const size = (rows.width + 1) * rows.classes;
  let weights: Float64Array = start?.slice() ?? new Float64Array(size);
  let gradient: Float64Array = new Float64Array(size);
  let loss = lossAndGradient(rows, penalty, weights, gradient);
  const steps: { step: Float64Array; change: Float64Array; rho: number }[] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    const direction = descent(gradient, steps);
    const slope = dot(direction, gradient);
    let length = iteration === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    const nextGradient = new Float64Array(size);
    let next = weights;
    let nextLoss = Infinity;
    for (let tries = 0; tries < 20; tries++, length /= 2) {
      next = weights.map((weight, at) => weight + length * (direction[at] ?? 0));
      nextLoss = lossAndGradient(rows, penalty, next, nextGradient);
      if (nextLoss <= loss + 1e-4 * length * slope) break;
    }
    const step = next.map((weight, at) => weight - (weights[at] ?? 0));
    const change = nextGradient.map((value, at) => value - (gradient[at] ?? 0));
    const curvature = dot(step, change);
    if (curvature > 1e-12) steps.push({ step, change, rho: 1 / curvature });
    if (steps.length > MEMORY) steps.shift();
    const gain = loss - nextLoss;
    weights = next;
    gradient = nextGradient;
    loss = nextLoss;
    if (gain < 1e-6 * loss) break;
  }
  return weights;
}

function descent(gradient: Float64Array, steps: readonly { step: Float64Array; change: Float64Array; rho: number }[]) {
  const direction = gradient.map((value) => -value);
  const alphas: number[] = [];
  for (const { step, change, rho } of [...steps].reverse()) {
    const alpha = rho * dot(step, direction);
    alphas.push(alpha);
    addScaled(direction, change, -alpha);
  }
  const last = steps.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.change, last.change));
    for (let at = 0; at < direction.length; at++) direction[at] = (direction[at] ?? 0) * scale;
  }
  for (const { step, change, rho } of steps) {
    const alpha = alphas.pop() ?? 0;
    addScaled(direction, step, alpha - rho * dot(change, direction));
  }
  return direction;
}

/** The mean cross-entropy plus penalty; writes its gradient. */
function lossAndGradient(rows: TrainingRows, penalty: number, weights: Float64Array, gradient: Float64Array): number {
  const { classes, width, offsets, columns, values, labels, shares } = rows;
  const bias = width * classes;
  let loss = 0;
  for (let at = 0; at < gradient.length; at++) {
    const weight = at < bias ? (weights[at] ?? 0) : 0;
    gradient[at] = penalty * weight;
    loss += 0.5 * penalty * weight * weight;
  }
  const scores = new Float64Array(classes);
  for (let row = 0; row < shares.length; row++) {
    const [from, to, share] = [offsets[row] ?? 0, offsets[row + 1] ?? 0, shares[row] ?? 0];
    scoresInto(scores, rows, weights, from, to);
    const total = toProbabilities(scores);
    for (let c = 0; c < classes; c++) {
      const label = labels[row * classes + c] ?? 0;
      const probability = (scores[c] ?? 0) / total;
      if (label > 0) loss -= share * label * Math.log(Math.max(probability, 1e-12));
      scores[c] = share * (probability - label);
      gradient[bias + c] = (gradient[bias + c] ?? 0) + (scores[c] ?? 0);
    }
    for (let entry = from; entry < to; entry++) {
      const base = (columns[entry] ?? 0) * classes;
      const value = values[entry] ?? 0;
      for (let c = 0; c < classes; c++) gradient[base + c] = (gradient[base + c] ?? 0) + value * (scores[c] ?? 0);
    }
  }
  return loss;
}

/** The scores of all classes for the entries `from` to `to`. */
function scoresInto(scores: Float64Array, rows: TrainingRows, weights: Float64Array, from: number, to: number): void {
  const { classes, width, columns, values } = rows;
  for (let c = 0; c < classes; c++) scores[c] = weights[width * classes + c] ?? 0;
  for (let entry = from; entry < to; entry++) {
    const base = (columns[entry] ?? 0) * classes;
    const value = values[entry] ?? 0;
    for (let c = 0; c < classes; c++) scores[c] = (scores[c] ?? 0) + value * (weights[base + c] ?? 0);
  }
}

/** Turns scores into odds in place and returns their sum. */
function toProbabilities(scores: Float64Array): number {
  const top = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  let total = 0;
  for (let c = 0; c < scores.length; c++) {
    const odds = Math.exp((scores[c] ?? 0) - top);
    scores[c] = odds;
    total += odds;
  }
  return total;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, source: Float64Array, scale: number): void {
  for (let at = 0; at < target.length; at++) target[at] = (target[at] ?? 0) + scale * (source[at] ?? 0);
}
