import { Random } from '../../../math/random.ts';
import type { Arrivals } from '../../../protocol/chart-data.ts';
import type { Results } from '../results.ts';

const BINS = 40;
/** Gaps below a tenth of a second are one bin: log clocks are no better. */
const MIN_GAP_MS = 100;
const HOUR = 3_600_000;
/** Gaps simulated in all; a large account needs fewer rounds for the same precision. */
const SIMULATED = 200_000;
const ROUNDS = 40;

/** Time between an account's requests, against chance; undefined when it has fewer than three with a time. */
export function arrivalsOf(results: Results, account: string): Arrivals | undefined {
  const number = results.accountNumber(account);
  if (number === undefined) return undefined;
  const times = Float64Array.from(results.rowsOfAccount(number), (row) => results.index.time[row] ?? NaN)
    .filter((time) => !Number.isNaN(time))
    .sort();
  const gaps = times.length - 1;
  if (gaps < 2) return undefined;
  const sorted = gapsOf(times).sort();
  const mean = ((times[gaps] ?? 0) - (times[0] ?? 0)) / gaps || 1;
  // Room for what chance would give: one gap in 400 is longer than six times the mean.
  const longest = Math.max(sorted[gaps - 1] ?? 0, 6 * mean, 10 * MIN_GAP_MS);
  const ratio = (longest / MIN_GAP_MS) ** (1 / (BINS - 1)) || 2;
  const binOf = (gap: number): number =>
    Math.min(BINS - 1, gap < MIN_GAP_MS ? 0 : Math.floor(Math.log(gap / MIN_GAP_MS) / Math.log(ratio)));
  const observed = new Array<number>(BINS).fill(0);
  for (const gap of sorted) observed[binOf(gap)]! += 1;
  const upTo = (ms: number): number => 1 - Math.exp(-ms / mean);
  return {
    account,
    from: MIN_GAP_MS,
    ratio,
    observed,
    shuffled: shuffledGaps(times, binOf),
    exponential: observed.map((_, bin) => {
      const low = bin === 0 ? 0 : MIN_GAP_MS * ratio ** bin;
      const high = bin === BINS - 1 ? Infinity : MIN_GAP_MS * ratio ** (bin + 1);
      return gaps * (upTo(high) - upTo(low));
    }),
    gaps,
    median: sorted[Math.floor(gaps / 2)] ?? 0,
  };
}

/** Mean counts when each request stays in its hour and falls anywhere in it. The same on every call. */
function shuffledGaps(times: Float64Array, binOf: (gap: number) => number): number[] {
  const rounds = Math.max(1, Math.min(ROUNDS, Math.floor(SIMULATED / times.length)));
  const counts = new Array<number>(BINS).fill(0);
  const random = new Random('arrivals', times.length);
  for (let round = 0; round < rounds; round++) {
    const moved = times.map((time) => Math.floor(time / HOUR) * HOUR + random.next() * HOUR).sort();
    for (const gap of gapsOf(moved)) counts[binOf(gap)]! += 1 / rounds;
  }
  return counts;
}

const gapsOf = (times: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.max(0, times.length - 1) }, (_, k) => (times[k + 1] ?? 0) - (times[k] ?? 0));
