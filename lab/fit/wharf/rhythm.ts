/** When people and programs work. */
import type { Random } from '../../../src/math/random.ts';

export const DAY = 86_400;
const HOUR = 3600;

/** Times at which so many sittings begin, in seconds of the log, in order. */
export type Rhythm = (random: Random, count: number, from: number, until: number, zone: number) => number[];

export const RHYTHMS = ['office', 'evening', 'waking', 'steady', 'nightly', 'bursts', 'hourly'] as const;
export type RhythmName = (typeof RHYTHMS)[number];

const between = (random: Random, from: number, until: number): number => from + random.next() * (until - from);

/** Hours of the day around a peak, fewer at weekends. The log begins on a Monday. */
function daily(peak: number, spread: number, weekend: number): Rhythm {
  return (random, count, from, until, zone) => {
    const times: number[] = [];
    for (let tries = 0; times.length < count && tries < count * 20; tries++) {
      const day = Math.floor(between(random, from, until) / DAY);
      const time = day * DAY + (peak - zone + spread * random.normal()) * HOUR;
      if (time < from || time >= until) continue;
      if (day % 7 >= 5 && !random.chance(weekend)) continue;
      times.push(time);
    }
    while (times.length < count) times.push(between(random, from, until));
    return times.sort((a, b) => a - b);
  };
}

/** A rhythm of this kind with a beat of its own. */
export function rhythm(plan: Random, name: RhythmName): Rhythm {
  switch (name) {
    case 'office':
      return daily(11 + 4 * plan.next(), 1.5 + 1.5 * plan.next(), 0.3 * plan.next());
    case 'evening':
      return daily(18 + 4 * plan.next(), 1.5 + 2 * plan.next(), 1);
    case 'waking':
      return daily(13 + 4 * plan.next(), 3.5 + 2 * plan.next(), 0.5 + 0.5 * plan.next());
    case 'steady':
      return (random, count, from, until) =>
        Array.from({ length: count }, () => between(random, from, until)).sort((a, b) => a - b);
    case 'nightly': {
      const at = plan.next() * 24 * HOUR;
      const apart = 0.5 + 20 * plan.next();
      const every = plan.chance(0.8) ? DAY : 7 * DAY;
      return (random, count, from, until) => {
        const nights = Math.max(1, Math.floor((until - from) / every));
        return Array.from({ length: count }, (_, which) => {
          const night = Math.floor((which * nights) / count);
          const nth = which - Math.ceil((night * count) / nights);
          const time = Math.floor(from / DAY) * DAY + night * every + at + nth * apart + random.exponential(apart);
          return time >= from && time < until ? time : between(random, from, until);
        }).sort((a, b) => a - b);
      };
    }
    case 'bursts': {
      const per = 8 + plan.below(120);
      const apart = Math.exp(6 * plan.next() - 1);
      return (random, count, from, until) => {
        const times: number[] = [];
        while (times.length < count) {
          let time = between(random, from, until);
          for (let left = 1 + Math.floor(random.exponential(per)); left > 0 && times.length < count; left--) {
            times.push(time < until ? time : between(random, from, until));
            time += random.exponential(apart);
          }
        }
        return times.sort((a, b) => a - b);
      };
    }
    case 'hourly': {
      const every = plan.pick([300, 600, 900, 1800, HOUR, 6 * HOUR]);
      const jitter = plan.pick([0.2, 2, 30]);
      return (random, count, from, until) => {
        const slots = Math.max(1, Math.floor((until - from) / every));
        const first = random.next() * every;
        return Array.from({ length: count }, (_, at) => {
          const slot = count >= slots ? at % slots : Math.floor((at * slots) / count);
          return Math.min(until - 1, from + first * 0.9 + slot * every + random.exponential(jitter));
        }).sort((a, b) => a - b);
      };
    }
  }
}

/** Seconds until the next request of a sitting. */
export const pause = (random: Random, pace: 'human' | 'machine'): number =>
  pace === 'human' ? Math.exp(3.6 + 0.9 * random.normal()) : 1 + Math.exp(1.5 + 0.8 * random.normal());
