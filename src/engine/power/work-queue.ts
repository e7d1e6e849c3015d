/** When a planted campaign sends its requests, and from which account. */
import type { Random } from '../../math/random.ts';
import type { Knobs } from './power-cells.ts';

export interface QueuedRequest {
  /** ms UTC; undefined in a log without times. */
  time: number | undefined;
  /** Index of the account. */
  account: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STICKY_MS = 5 * HOUR_MS;
/** Requests at a sitting and their distance, as people make them. */
const SITTING = 4;
const PAUSE_MS = 70_000;
/** Hours of the day, from the first, in which people are awake, and tries to meet one. */
const WAKING = 15;
const TRIES = 20;
/** Part of a campaign's accounts that is alive at a time where accounts are replaced. */
const ALIVE = 4;

/** Requests in order of time. `period`: the log's first and last time, null where it has none. */
export function workQueue(
  knobs: Knobs,
  period: { start: number; end: number } | null,
  random: Random,
): QueuedRequest[] {
  const total = knobs.accounts * knobs.requests;
  if (!period) return Array.from({ length: total }, (_, n) => ({ time: undefined, account: n % knobs.accounts }));
  const sittings = knobs.pacing === 'visits' ? sittingTimes(total, period, random) : singleTimes(total, period, random);
  const holder = balancer(knobs, period, random);
  return sittings.flatMap((times) => {
    const account = holder(times[0]!);
    return times.map((time) => ({ time, account }));
  });
}

const singleTimes = (total: number, { start, end }: { start: number; end: number }, random: Random): number[][] =>
  Array.from({ length: total }, () => start + random.next() * (end - start))
    .sort((a, b) => a - b)
    .map((time) => [time]);

function sittingTimes(total: number, { start, end }: { start: number; end: number }, random: Random): number[][] {
  const morning = random.below(24);
  const found: number[][] = [];
  for (let left = total; left > 0;) {
    let time = start;
    for (let tries = 0; tries < TRIES; tries++) {
      time = start + random.next() * (end - start);
      const hour = (time % DAY_MS) / HOUR_MS;
      if ((hour - morning + 24) % 24 < WAKING) break;
    }
    const sitting: number[] = [];
    for (let n = Math.min(left, 1 + Math.floor(random.exponential(SITTING))); n > 0; n--) {
      sitting.push(Math.min(end, time));
      time += random.exponential(PAUSE_MS);
    }
    found.push(sitting);
    left -= sitting.length;
  }
  return found.sort((a, b) => a[0]! - b[0]!);
}

/** Gives the account that takes what begins at a time; to be asked in order of time. */
function balancer(
  { accounts, balancing, replaced }: Knobs,
  { start, end }: { start: number; end: number },
  random: Random,
): (time: number) => number {
  const lanes = replaced ? Math.max(1, Math.ceil(accounts / ALIVE)) : accounts;
  const shares = Array.from({ length: accounts }, () => Math.exp(0.9 * random.normal()));
  let turn = 0;
  const lane = (time: number): number => {
    if (balancing === 'in-turn') return turn++ % lanes;
    if (balancing === 'sticky') return (Math.floor(time / STICKY_MS) * 7) % lanes;
    let at = random.next() * shares.slice(0, lanes).reduce((sum, share) => sum + share, 0);
    for (let i = 0; i < lanes; i++) if ((at -= shares[i]!) <= 0) return i;
    return lanes - 1;
  };
  return (time) => {
    const generation = replaced ? Math.min(ALIVE - 1, Math.floor((ALIVE * (time - start)) / (end - start))) : 0;
    return (generation * lanes + lane(time)) % accounts;
  };
}
