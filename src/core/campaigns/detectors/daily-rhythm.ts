import { type CampaignDetector, interpolate } from '../detector.ts';
import { pooledRequests } from '../pooled-requests.ts';
import { visitsOf } from '../visits.ts';

/** Visits an account needs to have a rhythm, and visits needed in all. */
const OWN = 4;
const LEAST = 100;
/** The day in six parts: finer ones leave too few visits in each for the chi-square distribution to hold. */
const PARTS = 6;

/**
 * Have the accounts days of their own? People and customers live in their own time zones and habits; accounts that one
 * queue is dealt over follow the queue's day. Chi-square homogeneity of account and part of the day, over its degrees of
 * freedom: 1 when all accounts have the same day.
 */
export const dailyRhythm: CampaignDetector = {
  id: 'daily-rhythm',
  name: 'Days of their own',
  family: 'coordination',
  needs: `at least ${LEAST} visits of one cluster with a time`,
  measure(candidate, { table }) {
    const pool = pooledRequests(candidate, table);
    const rowsOf = candidate.accounts.map((): number[] => []);
    pool.rows.forEach((row, i) => rowsOf[pool.member[i]!]!.push(row));
    const visits = rowsOf.map((rows) => visitsOf(rows, table)).filter((own) => own.length >= OWN);
    const n = visits.reduce((sum, own) => sum + own.length, 0);
    if (n < LEAST || visits.length < 3) return null;
    const counts = visits.map((own) => partsOfDay(own, table.rows.time));
    const total = counts[0]!.map((_, part) => counts.reduce((sum, own) => sum + own[part]!, 0));
    const used = total.filter((count) => count > 0).length;
    if (used < 2) return null;
    let chi = 0;
    counts.forEach((own, i) => {
      own.forEach((count, part) => {
        const expected = (visits[i]!.length * total[part]!) / n;
        if (expected > 0) chi += (count - expected) ** 2 / expected;
      });
    });
    const ratio = chi / ((visits.length - 1) * (used - 1));
    return {
      statistic: ratio,
      n,
      weight: interpolate(CURVE, ratio),
      text: `The days of ${visits.length} accounts differ ${ratio.toFixed(2)} times as much as chance: ${ratio < 1.3 ? 'all follow the same day' : 'accounts have days of their own'}.`,
      rows: visits.map((own) => own[0]!).slice(0, 20),
    };
  },
};

function partsOfDay(rows: readonly number[], time: Float64Array): number[] {
  const counts = Array.from({ length: PARTS }, () => 0);
  for (const row of rows) counts[Math.floor(((time[row]! / 86_400_000) % 1) * PARTS)]!++;
  return counts;
}

const CURVE = [
  [1.1, 1.2],
  [1.4, 0],
  [2, -1.5],
  [3, -2.5],
] as const;
