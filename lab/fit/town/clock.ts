/** When requests are sent: by people, by programs, and by those who work through a list. */
import type { Random } from '../../../src/math/random.ts';

const DAY = 86_400;

/**
 * Sittings of a person: so many in the length of the log, by day on the person's own clock, fewer on Saturdays and Sundays.
 * @returns seconds at which each begins
 */
export function sittings(random: Random, length: number, zone: number, count: number): number[] {
  return Array.from({ length: count }, () => {
    for (;;) {
      const day = random.below(Math.ceil(length / DAY));
      if (day % 7 > 4 && random.chance(0.6)) continue;
      const hour = 14 + 3.5 * random.normal();
      return day * DAY + (hour - zone) * 3600;
    }
  }).sort((a, b) => a - b);
}

/** Pauses between what somebody sends in one sitting, in seconds. */
export const pause = (random: Random): number => 15 + random.exponential(90);

/** Times of a program that runs day and night: at random, or more by day. */
export function aroundTheClock(random: Random, from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, () => from + random.next() * (to - from)).sort((a, b) => a - b);
}

/** Times of a job that runs every day at its hour, with so many requests a run. */
export function daily(random: Random, length: number, hour: number, perRun: number): number[] {
  const times: number[] = [];
  for (let day = 0; day * DAY < length; day++) {
    let at = day * DAY + hour * 3600 + 300 * random.next();
    for (let n = 0; n < perRun; n++) times.push((at += 1 + random.exponential(4)));
  }
  return times;
}

/** A number around a median with a long tail, at least 1. */
export const heavy = (random: Random, median: number, spread = 1): number =>
  Math.max(1, Math.round(median * Math.exp(spread * random.normal())));

/** One of a list in which the first are asked for far more often than the last. */
export const popular = <T>(random: Random, list: readonly T[]): T => {
  const at = Math.floor(Math.exp(random.next() * Math.log(list.length + 1))) - 1;
  return list[Math.min(list.length - 1, at)]!;
};
