/** Do the accounts of two groups work alike? How much, when, for how long and with which model each works, compared by a permutation test. */
import { largest, smallest } from '../../../math/lists/many.ts';
import { Random } from '../../../math/random.ts';
import type { RowColumns } from '../../table/request-row.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { DAY_MS } from '../detectors/timing/sessions.ts';

/** A list for each trait, with the value of each account. */
export type Habits = Float64Array[];

/** Accounts of a group that are compared, evenly taken: two of so many each are told apart as long as they differ in anything that counts. */
const COMPARED = 200;
const PERMUTATIONS = 99;
/** Significance below which two groups do not work alike. */
const LEVEL = 0.05;

/**
 * What each account does in a group: logarithms of requests and of the middle length of answers, time from first to last request, share of the model it
 * uses most, and the time of day on a circle. Not when it begins: shards may follow one another. What the log lacks is 0 for all.
 */
export function habitsOf({ slices }: Candidate, rows: RowColumns): Habits {
  const step = Math.max(1, slices.length / COMPARED);
  const chosen = Array.from(
    { length: Math.min(COMPARED, slices.length) },
    (_, at) => slices[Math.floor(at * step)]!,
  ).map((own) => own.flatMap((slice) => [...slice.rows]));
  const traits = chosen.map((own) => traitsOf(own, rows));
  return Array.from(traits[0] ?? [], (_, trait) => Float64Array.from(traits, (values) => values[trait]!));
}

function traitsOf(own: readonly number[], { time, outputTokens, model }: RowColumns): number[] {
  const times = own.map((row) => time[row]!).filter((at) => !Number.isNaN(at));
  const lengths = own.map((row) => outputTokens[row]!).sort((a, b) => a - b);
  const uses = new Map<number, number>();
  for (const row of own) uses.set(model[row]!, (uses.get(model[row]!) ?? 0) + 1);
  const mean = (of: (angle: number) => number): number =>
    times.reduce((sum, at) => sum + of((2 * Math.PI * (at % DAY_MS)) / DAY_MS), 0) / Math.max(1, times.length);
  return [
    Math.log(own.length),
    Math.log1p(lengths[lengths.length >> 1] ?? 0),
    // Rows of a slice are in the order of time, those of several are not.
    times.length === 0 ? 0 : largest(times) - smallest(times),
    largest(uses.values()) / own.length,
    mean(Math.cos),
    mean(Math.sin),
  ];
}

/**
 * Whether two groups could be one that was dealt out by chance: the distances between the distributions of their traits (Kolmogorov and Smirnov), added
 * up, are no larger than where accounts change places.
 */
export function workAlike(one: Habits, other: Habits, seed: string): boolean {
  const [n, m] = [one[0]!.length, other[0]!.length];
  const pooled = one.map((values, trait) => inOrder(Float64Array.of(...values, ...other[trait]!)));
  const places = Uint32Array.from({ length: n + m }, (_, at) => at);
  const isFirst = new Uint8Array(n + m);
  const distance = (): number => {
    isFirst.fill(0);
    for (let at = 0; at < n; at++) isFirst[places[at]!] = 1;
    return pooled.reduce((sum, trait) => sum + distanceOf(trait, isFirst, n, m), 0);
  };
  const found = distance() - 1e-9;
  const random = new Random('work alike', seed);
  let asFar = 1;
  for (let at = 0; at < PERMUTATIONS; at++) {
    random.shuffle(places);
    if (distance() >= found && ++asFar > LEVEL * (PERMUTATIONS + 1)) return true;
  }
  return false;
}

interface InOrder {
  order: Uint32Array;
  /** Whether the next value is another one. */
  ends: Uint8Array;
}

function inOrder(values: Float64Array): InOrder {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  return { order, ends: Uint8Array.from(order, (at, place) => Number(values[at] !== values[order[place + 1]!])) };
}

function distanceOf({ order, ends }: InOrder, isFirst: Uint8Array, n: number, m: number): number {
  let [apart, most] = [0, 0];
  for (let place = 0; place < order.length; place++) {
    apart += isFirst[order[place]!] === 1 ? 1 / n : -1 / m;
    if (ends[place] === 1) most = Math.max(most, Math.abs(apart));
  }
  return most;
}
