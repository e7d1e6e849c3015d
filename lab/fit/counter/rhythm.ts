/** When people write: the hours that each keeps, and the days on which more of them have a reason to. */
import type { Random } from '../../../src/math/random.ts';

const DAY = 86_400;

/** Weights of the hours of a day in UTC, and what is left of them at the weekend. */
export interface Hours {
  weights: readonly number[];
  weekend: number;
}

const SHAPES: readonly {
  peaks: readonly [hour: number, width: number, height: number][];
  floor: number;
  weekend: number;
}[] = [
  {
    peaks: [
      [10.5, 2, 1],
      [15, 2.5, 0.9],
    ],
    floor: 0.02,
    weekend: 0.1,
  },
  {
    peaks: [
      [20, 2.5, 1],
      [12.5, 1.5, 0.4],
    ],
    floor: 0.05,
    weekend: 1.3,
  },
  { peaks: [[23.5, 2.5, 1]], floor: 0.05, weekend: 1.1 },
  {
    peaks: [
      [8, 1, 0.8],
      [17.5, 1.5, 1],
    ],
    floor: 0.04,
    weekend: 0.5,
  },
  { peaks: [[14, 5, 1]], floor: 0.06, weekend: 0.9 },
];

const gap = (hour: number, peak: number): number => {
  const apart = Math.abs(hour - peak) % 24;
  return Math.min(apart, 24 - apart);
};

/** Hours of a person: one of some shapes, in the time zone that this person lives in. */
export function hoursOf(random: Random, zone = random.chance(0.75) ? random.below(3) : random.below(24)): Hours {
  const { peaks, floor, weekend } = random.pick(SHAPES);
  const shift = random.normal() * 0.7;
  const weights = Array.from({ length: 24 }, (_, hour) =>
    peaks.reduce(
      (sum, [peak, width, height]) => sum + height * Math.exp(-0.5 * (gap(hour + zone, peak + shift) / width) ** 2),
      floor,
    ),
  );
  return { weights, weekend: weekend * (0.7 + 0.6 * random.next()) };
}

export const officeHours = (random: Random, zone: number): Hours => {
  const weights = Array.from({ length: 24 }, (_, hour) => {
    const local = (hour + zone) % 24;
    return local >= 9 && local < 17.5 ? 1 : local === 8 ? 0.4 : 0.005;
  });
  return { weights, weekend: random.chance(0.7) ? 0 : 0.15 };
};

export const ALWAYS: Hours = { weights: Array.from({ length: 24 }, () => 1), weekend: 1 };

/** How busy each day of the log is: slow growth, the noise of days, and now and then a season. */
export function seasonOf(random: Random, days: number): number[] {
  const growth = random.normal() * 0.3;
  const peak = random.chance(0.4) ? random.next() * days : -100;
  const height = 1 + 3 * random.next();
  return Array.from(
    { length: days },
    (_, day) => Math.exp((growth * day) / days + 0.15 * random.normal()) * (Math.abs(day - peak) < 1.5 ? height : 1),
  );
}

/** A second of the log that suits these hours, within a part of it. The log begins on a Monday. */
export function moment(random: Random, season: readonly number[], hours: Hours, from = 0, until = 1): number {
  const length = season.length * DAY;
  const busiest = Math.max(...season) * Math.max(...hours.weights) * Math.max(1, hours.weekend);
  for (let tries = 0; tries < 200; tries++) {
    const time = (from + random.next() * (until - from)) * length;
    const day = Math.min(season.length - 1, Math.floor(time / DAY));
    const weight = hours.weights[Math.floor((time % DAY) / 3600)]! * (day % 7 >= 5 ? hours.weekend : 1) * season[day]!;
    if (random.next() * busiest < weight) return time;
  }
  return (from + random.next() * (until - from)) * length;
}

/** Seconds until somebody who reads the answer and types goes on. */
export const thinking = (random: Random, characters: number): number =>
  8 + characters / 5 + 35 * Math.exp(0.8 * random.normal());
