/**
 * Logistic regression of one kind of case against several others, with a ridge and with weights that may not be negative.
 * Of a case with columns x, the log odds of the first kind against kind k are u_k = b_k + sum_j x_j (s_j + d_kj), and the kinds
 * have the chances 1 and exp(-u_k), divided by their sum. Minimises
 *   sum_i c_i (-log chance of its kind) + ridge/2 sum_j s_j^2 + 3 ridge/2 sum_kj d_kj^2
 * over b, s, d, with s and d not negative where `bounded`. What all other kinds have in common is learnt from all of them, and
 * what is peculiar to one costs extra. With a single other kind there is no d, and this is plain logistic regression.
 *
 * L-BFGS over the variables that are free to move, each step projected (Nocedal 1980; Bertsekas 1982). Deterministic, and strictly
 * convex in s and d, so that there is one answer.
 */

export interface LogisticProblem {
  /** One row a case, each with as many columns. */
  rows: readonly Float64Array[];
  /** Of each case: 0 for the first kind, 1 and up for the others. */
  kinds: readonly number[];
  /** How many other kinds there are. */
  others: number;
  /** How much each case counts. */
  counts: readonly number[];
  /** Columns whose weight may not be negative. */
  bounded: readonly boolean[];
  ridge: number;
  /** What is known before: the weights are then what the cases change of it. Nothing is known if it is absent. */
  known?: Known;
}

/** Weights that the cases are to change as little as they need to. */
export interface Known {
  /** Of each case, its log odds against each of the other kinds. */
  odds: readonly Float64Array[];
  /** Weights of each of the other kinds, by column. What is bounded is the sum of them and of what the cases change. */
  weights: readonly Float64Array[];
}

export interface LogisticFit {
  /** Against each of the other kinds. */
  against: { intercept: number; weights: Float64Array }[];
  /** Value of what was minimised. */
  loss: number;
  /** All variables: s, then d of each kind, then b. */
  at: Float64Array;
}

const STEPS = 2000;
/** Largest part of the gradient, in nats a unit weight, at which the answer is taken. */
const STILL = 1e-4;
/** How much more it costs to tell the kinds apart than to weigh what they have in common: 1 to 4 judged left-out logs alike. */
const PECULIAR = 3;
/** Earlier steps from which the curvature is guessed. */
const MEMORY = 20;

/**
 * The answer does not depend on `start`, only how soon it is found.
 * @param start variables of a problem nearly like this one, as `LogisticFit` has them; one with other columns is not used
 * @throws Error when there are cases of one kind alone: nothing can be learnt from them
 */
export function fitLogistic(problem: LogisticProblem, start?: Float64Array): LogisticFit {
  const { kinds, others, bounded } = problem;
  if (kinds.every((kind) => kind > 0) || kinds.every((kind) => kind === 0)) throw new Error('cases of one kind alone');
  const width = bounded.length;
  const least = leastOf(problem);
  let at: Float64Array = start?.length === least.length ? start.slice() : new Float64Array(least.length);
  const gradient = new Float64Array(at.length);
  let loss = lossOf(problem, at, gradient);
  const memory: Step[] = [];
  for (let step = 0; step < STEPS; step++) {
    const free = Array.from(least, (own, j) => !(at[j]! <= own && gradient[j]! >= 0));
    if (free.every((isFree, j) => !isFree || Math.abs(gradient[j]!) < STILL)) break;
    const before = gradient.slice();
    let next = walk(problem, least, at, loss, gradient, directionOf(gradient, memory, free));
    if (!next) {
      // What was guessed of the curvature misleads: straight downhill instead.
      memory.length = 0;
      next = walk(problem, least, at, loss, gradient, directionOf(gradient, memory, free));
      if (!next) break;
    }
    remember(memory, { moved: difference(next.at, at), turned: difference(gradient, before) });
    ({ at, loss } = next);
  }
  const specific = others > 1;
  return {
    against: Array.from({ length: others }, (_, k) => ({
      intercept: at[at.length - others + k]!,
      weights: at.slice(0, width).map((shared, j) => shared + (specific ? at[width * (k + 1) + j]! : 0)),
    })),
    loss,
    at,
  };
}

/**
 * The least that each variable may be. What is known of a column may be taken back: from all kinds as far as it is known of all of
 * them, from each as far as more is known of it.
 */
function leastOf({ bounded, others, known }: LogisticProblem): Float64Array {
  const rooms = known?.weights ?? Array.from({ length: others }, () => new Float64Array(bounded.length));
  const ofAll = bounded.map((_, j) => rooms.reduce((least, room) => Math.min(least, room[j]!), Infinity));
  const blocks = [ofAll];
  if (others > 1) for (const room of rooms) blocks.push(ofAll.map((own, j) => room[j]! - own));
  const least = blocks.flatMap((own) => own.map((room, j) => (bounded[j]! ? -Math.max(0, room) : -Infinity)));
  return Float64Array.from([...least, ...rooms.map(() => -Infinity)]);
}

/** The value to minimise; writes its gradient. */
export function lossOf(
  { rows, kinds, others, counts, bounded, ridge, known }: LogisticProblem,
  at: Float64Array,
  gradient: Float64Array,
): number {
  const width = bounded.length;
  const priors = at.length - others;
  const weights = Array.from({ length: others }, (_, k) =>
    others > 1 ? at.slice(0, width).map((shared, j) => shared + at[width * (k + 1) + j]!) : at.subarray(0, width),
  );
  const slopes = weights.map(() => new Float64Array(width));
  gradient.fill(0);
  let sum = 0;
  const chances = new Float64Array(others + 1);
  rows.forEach((row, i) => {
    const kind = kinds[i]!;
    const odds = known?.odds[i];
    let most = 0;
    for (let k = 1; k <= others; k++) {
      const own = weights[k - 1]!;
      let u = at[priors + k - 1]! + (odds ? odds[k - 1]! : 0);
      for (let j = 0; j < width; j++) u += row[j]! * own[j]!;
      chances[k] = -u;
      if (-u > most) most = -u;
    }
    const wanted = kind === 0 ? 0 : chances[kind]!;
    chances[0] = 0;
    let total = 0;
    for (let k = 0; k <= others; k++) total += chances[k] = Math.exp(chances[k]! - most);
    sum += counts[i]! * (most + Math.log(total) - wanted);
    for (let k = 1; k <= others; k++) {
      const slope = counts[i]! * (Number(kind === k) - chances[k]! / total);
      const own = slopes[k - 1]!;
      for (let j = 0; j < width; j++) own[j]! += slope * row[j]!;
      gradient[priors + k - 1]! += slope;
    }
  });
  slopes.forEach((own, k) => {
    for (let j = 0; j < width; j++) {
      gradient[j]! += own[j]!;
      if (others > 1) gradient[width * (k + 1) + j]! += own[j]!;
    }
  });
  // Where something is known, the ridge holds back what is changed of the priors, too.
  for (let j = 0; j < (known ? at.length : priors); j++) {
    const cost = j < width || j >= priors ? ridge : PECULIAR * ridge;
    sum += (cost / 2) * at[j]! ** 2;
    gradient[j]! += cost * at[j]!;
  }
  return sum;
}

/** How far one step moved the variables, and how far it turned the gradient. */
interface Step {
  moved: Float64Array;
  turned: Float64Array;
}

function remember(memory: Step[], step: Step): void {
  // Only steps along which the loss bends upwards say anything of its curvature.
  if (dot(step.moved, step.turned) <= 1e-12) return;
  memory.push(step);
  if (memory.length > MEMORY) memory.shift();
}

/** Downhill over the free variables, 0 for the others: the two-loop recursion. */
function directionOf(gradient: Float64Array, memory: readonly Step[], free: readonly boolean[]): Float64Array {
  const onlyFree = (vector: Float64Array): Float64Array => vector.map((value, j) => (free[j]! ? value : 0));
  const steps = memory
    .map(({ moved, turned }) => ({ moved: onlyFree(moved), turned: onlyFree(turned) }))
    .filter(({ moved, turned }) => dot(moved, turned) > 1e-12);
  const direction = onlyFree(gradient).map((slope) => -slope);
  const parts: number[] = [];
  for (const { moved, turned } of steps.toReversed()) {
    const part = dot(moved, direction) / dot(moved, turned);
    parts.push(part);
    addTo(direction, turned, -part);
  }
  const last = steps.at(-1);
  const scale = last ? dot(last.moved, last.turned) / dot(last.turned, last.turned) : 1 / Math.max(1, length(gradient));
  for (let j = 0; j < direction.length; j++) direction[j]! *= scale;
  for (const { moved, turned } of steps)
    addTo(direction, moved, parts.pop()! - dot(turned, direction) / dot(moved, turned));
  return direction;
}

/** Halves the step until it goes down enough (Armijo), along the path that stops at what is least. The gradient is then that of the end. */
function walk(
  problem: LogisticProblem,
  least: Float64Array,
  at: Float64Array,
  loss: number,
  gradient: Float64Array,
  direction: Float64Array,
): { at: Float64Array; loss: number } | undefined {
  const slopes = gradient.slice();
  for (let step = 1; step > 1e-10; step /= 2) {
    const next = at.map((value, j) => Math.max(least[j]!, value + step * direction[j]!));
    const gain = dot(slopes, difference(next, at));
    const found = lossOf(problem, next, gradient);
    if (found <= loss + 1e-4 * gain && found < loss) return { at: next, loss: found };
  }
  gradient.set(slopes);
  return undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

const length = (vector: Float64Array): number => Math.sqrt(dot(vector, vector));
const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, j) => value - b[j]!);

function addTo(vector: Float64Array, other: Float64Array, times: number): void {
  for (let j = 0; j < vector.length; j++) vector[j]! += times * other[j]!;
}
