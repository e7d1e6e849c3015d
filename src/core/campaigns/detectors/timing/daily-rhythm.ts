import { count, decimal } from '../../../math/number-words.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';
import { pooledRequests } from './pooled-requests.ts';

/** Visits an account needs to have a rhythm, and visits needed in all. */
const OWN = 4;
const LEAST = 100;
/** The day in six parts: finer ones leave too few visits in each for the chi-square distribution to hold. */
const PARTS = 6;
/** Days from which a rhythm can be told from one day's chance: two for each half. */
const DAYS = 4;
const DAY_MS = 86_400_000;

/**
 * Have the accounts days of their own? People and customers live in their own time zones and habits; accounts that one
 * queue is dealt over follow the queue's day. A habit comes back: how far an account departs from the common day on odd
 * days is multiplied with how far it does on even days, so that a shift of five hours now and another at another hour,
 * as a queue hands them out, is no habit. Over its degrees of freedom, and with one added, it reads as chi-square does:
 * 1 when all accounts have the same day. Where there are fewer than four days it is chi-square itself.
 */
export const dailyRhythm: CampaignDetector = {
  id: 'daily-rhythm',
  name: 'Days of their own',
  family: 'coordination',
  keyPoolsToo: true,
  needs: `at least ${LEAST} visits of one cluster with a time`,
  measure(candidate, { table }) {
    const visits = pooledRequests(candidate, table).visits.filter((own) => own.length >= OWN);
    const n = visits.reduce((sum, own) => sum + own.length, 0);
    if (n < LEAST || visits.length < 3) return null;
    const { time } = table.rows;
    const day = (row: number): number => Math.floor(time[row]! / DAY_MS);
    const halves = new Set(visits.flat().map(day)).size >= DAYS;
    const odd = departures(
      visits.map((own) => own.filter((row) => !halves || day(row) % 2 === 1)),
      time,
    );
    const even = halves
      ? departures(
          visits.map((own) => own.filter((row) => day(row) % 2 === 0)),
          time,
        )
      : odd;
    if (odd.parts < 2 || even.parts < 2) return null;
    const sum = odd.values.reduce(
      (all, own, i) => all + own.reduce((s, value, j) => s + value * even.values[i]![j]!, 0),
      0,
    );
    const perDegree = sum / ((visits.length - 1) * (Math.max(odd.parts, even.parts) - 1));
    const ratio = halves ? 1 + perDegree : perDegree;
    return {
      statistic: ratio,
      n,
      weight: interpolate(CURVE, ratio),
      text: `The days of ${count(visits.length)} accounts differ ${decimal(ratio, 2)} times as much as chance: ${ratio < 1.5 ? 'all follow the same day' : 'accounts have days of their own'}.`,
      rows: visits.map((own) => own[0]!).slice(0, 20),
    };
  },
};

/** How far each account is from the common day in each part of it, in standard deviations, and the parts that are used. */
function departures(visits: readonly (readonly number[])[], time: Float64Array): { values: number[][]; parts: number } {
  const counts = visits.map((own) => partsOfDay(own, time));
  const total = Array.from({ length: PARTS }, (_, part) => counts.reduce((sum, own) => sum + own[part]!, 0));
  const n = total.reduce((sum, count) => sum + count, 0);
  return {
    values: counts.map((own, i) =>
      own.map((count, part) => {
        const expected = (visits[i]!.length * total[part]!) / n;
        return expected > 0 ? (count - expected) / Math.sqrt(expected) : 0;
      }),
    ),
    parts: total.filter((count) => count > 0).length,
  };
}

function partsOfDay(rows: readonly number[], time: Float64Array): number[] {
  const counts = Array.from({ length: PARTS }, () => 0);
  for (const row of rows) counts[Math.floor(((time[row]! / DAY_MS) % 1) * PARTS)]!++;
  return counts;
}

const CURVE = [
  [1.2, 1.2],
  [1.7, 0],
  [2.4, -1.5],
  [3.5, -2.5],
] as const;
