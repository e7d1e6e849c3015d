import type { LogRandom } from '../random.ts';

/** All times of the plan are seconds from its start, a Monday at midnight UTC. */
export const DAY = 86_400;
const HOUR = 3600;

/** Activity by hour of the local day: people at home and on the move, and people in an office. */
const WAKING = [2, 1, 0.5, 0.3, 0.3, 0.6, 2, 4, 6, 8, 9, 9, 7, 8, 9, 9, 8, 7, 6, 6, 7, 6, 5, 3];
const OFFICE = [0, 0, 0, 0, 0, 0, 0.2, 1, 5, 9, 10, 9, 5, 8, 10, 9, 7, 3, 1, 0.4, 0.2, 0, 0, 0];

/** When somebody or something is active. `zone` is hours ahead of UTC. */
export interface Habit {
  zone: number;
  office: boolean;
}

/** A moment between two days, drawn by hour of day from a habit; weekends are quieter, especially in offices. */
export function habitTime(habit: Habit, days: number, random: LogRandom): number {
  const hours = habit.office ? OFFICE : WAKING;
  const weekend = habit.office ? 0.08 : 0.6;
  const most = Math.max(...hours);
  for (;;) {
    const time = random.next() * days * DAY;
    const local = time + habit.zone * HOUR;
    const hour = Math.floor((((local / HOUR) % 24) + 24) % 24);
    const weekday = Math.floor((((local / DAY) % 7) + 7) % 7);
    if (random.next() * most < (hours[hour] ?? 0) * (weekday >= 5 ? weekend : 1)) return time;
  }
}

/** A burst that starts at the same hour every night; the seconds between calls vary a little. */
export function nightTimes(count: number, days: number, hour: number, gap: number, random: LogRandom): number[] {
  const times: number[] = [];
  for (let day = 0; day < days; day++) {
    const share = Math.round(((day + 1) * count) / days) - Math.round((day * count) / days);
    let time = day * DAY + hour * HOUR + random.next() * 30;
    for (let i = 0; i < share; i++) times.push((time += gap * (0.6 + random.exponential(0.4))));
  }
  return times;
}

/** One queue worked off by a machine: even steps with some jitter. */
export function steadyTimes(count: number, from: number, to: number, random: LogRandom): number[] {
  const step = (to - from) / count;
  return Array.from({ length: count }, (_, i) => from + (i + 0.5 + 0.8 * (random.next() - 0.5)) * step);
}
