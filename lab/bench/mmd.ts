/**
 * The published bar, on this benchmark: maximum mean discrepancy of each account's prompts from ordinary traffic (arXiv
 * 2606.05725), in its linear form with random Fourier features (Rahimi and Recht 2007). The paper uses sentence embeddings
 * of a neural model and windows of 1,500 requests; here words are hashed, and an account has the requests it has.
 */
import { Random } from '../../src/math/random.ts';
import { averagePrecision, recallAtFpr, type Scored } from '../../src/report/benchmark/metrics.ts';
import { FEATURES, promptFeatures, type Prompts } from './prompt-features.ts';
import type { Truth } from './truth.ts';

/** Requests of an account that are compared at most, as in the paper. */
const WINDOW = 1500;
/** Windows drawn from all accounts for each size: the null. The least p is one in a thousand and one. */
const NULL = 1000;
/** Sizes are rounded to powers of this, so that one null serves accounts of nearly equal size. */
const STEP = 1.25;
/** Largest window that is drawn: from there on the distance times the number of requests has one distribution. */
const DRAWN = 100;
/** The paper's. */
export const MMD_THRESHOLD = 0.05;
/** Accounts at the upper end that are left out of the reference: an attack must not be a part of what is ordinary. */
const TRIMMED = 0.1;

export interface MmdResult {
  averagePrecision: number | null;
  recallAt: { rate: number; recall: number | null }[];
  /** Negatives within the threshold, and attackers. */
  negatives: number;
  falsePositives: number;
  attackers: number;
  right: number;
}

/** How far each account is from ordinary traffic, in standard deviations of windows of its size, and how likely that is by chance. */
export function mmdScores({ account, points }: Prompts): { id: string; z: number; p: number }[] {
  const requests = new Map<string, number[]>();
  account.forEach((id, request) => {
    const own = requests.get(id);
    if (!own) requests.set(id, [request]);
    else if (own.length < WINDOW) own.push(request);
  });
  const all = meanOf([...account.keys()], points);
  const far = new Map([...requests].map(([id, own]) => [id, distance(meanOf(own, points), all) * own.length]));
  const ordered = [...far].sort((a, b) => a[1] - b[1]).map(([id]) => id);
  const ordinary = ordered.slice(0, Math.ceil((1 - TRIMMED) * ordered.length)).flatMap((id) => requests.get(id)!);
  const reference = meanOf(ordinary, points);
  const nulls = new Map<number, number[]>();
  return [...requests].map(([id, own]) => {
    const size = Math.min(DRAWN, Math.round(STEP ** Math.round(Math.log(own.length) / Math.log(STEP))));
    let windows = nulls.get(size);
    if (!windows) nulls.set(size, (windows = nullWindows(size, ordinary, points, reference)));
    const value = own.length * distance(meanOf(own, points), reference);
    const mean = windows.reduce((sum, one) => sum + one, 0) / NULL;
    const deviation = Math.sqrt(windows.reduce((sum, one) => sum + (one - mean) ** 2, 0) / NULL);
    const p = (1 + windows.filter((one) => one >= value).length) / (NULL + 1);
    return { id, z: (value - mean) / deviation, p };
  });
}

/** Ranks accounts by how far they are from ordinary traffic. */
export function mmdOfAccounts(log: string, truth: Truth): MmdResult {
  const judged = mmdScores(promptFeatures(log));
  const counted = judged.filter(({ id }) => truth.classes.get(id) !== 'authorised');
  const items = counted.map(({ id, z }): Scored => [z, truth.isAttacker(id)]);
  const attackers = counted.filter(({ id }) => truth.isAttacker(id));
  const negatives = counted.filter(({ id }) => !truth.isAttacker(id));
  const flagged = (list: typeof counted): number => list.filter(({ p }) => p <= MMD_THRESHOLD).length;
  return {
    averagePrecision: attackers.length ? averagePrecision(items) : null,
    recallAt: [0.001, 0.005, 0.01].map((rate) => ({
      rate,
      recall: attackers.length ? recallAtFpr(items, rate) : null,
    })),
    negatives: negatives.length,
    falsePositives: flagged(negatives),
    attackers: attackers.length,
    right: flagged(attackers),
  };
}

/** Distances, times the size, of windows whose requests come from anybody. Drawn with replacement: there are many more requests than a window has. */
function nullWindows(size: number, pool: readonly number[], points: Float32Array, reference: Float64Array): number[] {
  const random = new Random('null', size);
  return Array.from({ length: NULL }, () => {
    const window = Array.from({ length: size }, () => random.pick(pool));
    return size * distance(meanOf(window, points), reference);
  });
}

function meanOf(requests: readonly number[], points: Float32Array): Float64Array {
  const sum = new Float64Array(FEATURES);
  for (const request of requests) {
    const from = request * FEATURES;
    for (let f = 0; f < FEATURES; f++) sum[f]! += points[from + f]!;
  }
  return sum.map((value) => value / requests.length);
}

const distance = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, f) => sum + (value - b[f]!) ** 2, 0);
