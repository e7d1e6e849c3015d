import { counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';
import { DAY_MS, sessionsOf } from './sessions.ts';

/** Sessions an account needs to show a rhythm, and sessions and accounts needed in all. */
const MINIMUM = { own: 4, sessions: 60, accounts: 3 };
/** Parts of the day; more would leave too few sessions in each. */
const PARTS = 6;
/** Days needed to tell a rhythm from chance: two in each half. */
const DAYS = 4;

/**
 * Do the accounts keep different hours? People and customers have their own time zones and habits; accounts that share one
 * queue follow the queue's day. A habit recurs, so an account's departure from the common day on odd days is multiplied by
 * its departure on even days: a five-hour shift now and another at a different hour, as a queue hands out, is no habit. The
 * statistic is the mean square of recurring departures as a share of the expected value: 0 if all accounts have the same day,
 * 1 if each keeps to half the day.
 */
export const dailyRhythm: CampaignDetector = {
  id: 'daily-rhythm',
  name: 'Daily rhythms',
  family: 'coordination',
  reads: ['time'],
  direction: 'against',
  theory: {
    for: { why: 'Accounts of one queue keep the day of the queue.' },
    against: { why: 'People and customers keep hours of their own.' },
  },
  needs: `at least ${MINIMUM.sessions} timed sessions in one group, over ${DAYS} days`,
  measure(candidate, context) {
    const { time } = context.table.rows;
    const sessions = sessionsOf(candidate, context.table).filter(({ length }) => length >= MINIMUM.own);
    const n = sessions.reduce((sum, own) => sum + own.length, 0);
    if (n < MINIMUM.sessions || sessions.length < MINIMUM.accounts || hasKnownOperator(candidate, context)) return null;
    const dayOf = (row: number): number => Math.floor(time[row]! / DAY_MS);
    const days = new Set<number>();
    for (const own of sessions) for (const row of own) days.add(dayOf(row));
    if (days.size < DAYS) return null;
    const [even, odd] = [0, 1].map((parity) =>
      departures(
        sessions.map((own) => own.filter((row) => dayOf(row) % 2 === parity)),
        time,
      ),
    ) as [Departures, Departures];
    if (odd.parts < 2 || even.parts < 2) return null;
    let [back, scale] = [0, 0];
    odd.values.forEach((own, i) => {
      own.forEach((value, part) => {
        back += value * even.values[i]![part]!;
        scale += Math.sqrt(odd.expected[i]![part]! * even.expected[i]![part]!);
      });
    });
    const share = back / Math.max(1, scale);
    const meaning = worded(
      share,
      [
        [0.01, 'All accounts keep the same hours'],
        [0.4, 'Hours differ somewhat between accounts'],
      ],
      'Each account keeps its own hours, like people in different places',
    );
    return {
      statistic: share,
      n,
      text: `${meaning}: day after day, the hours of ${counted(sessions.length, 'account')} differ by ${percent(Math.sqrt(Math.max(0, share)))} from their common rhythm.`,
      rows: sessions.map((own) => own[0]!).slice(0, 20),
    };
  },
};

interface Departures {
  /** For each account and part of the day, how far it departs from the common day, in standard deviations. */
  values: number[][];
  /** For each account and part of the day, the number of sessions the common day would give it. */
  expected: number[][];
  /** Number of parts of the day with any sessions. */
  parts: number;
}

function departures(sessions: readonly Uint32Array[], time: Float64Array): Departures {
  const counts = sessions.map((own) => partsOfDay(own, time));
  const total = Array.from({ length: PARTS }, (_, part) => counts.reduce((sum, own) => sum + own[part]!, 0));
  const n = Math.max(
    1,
    total.reduce((sum, count) => sum + count, 0),
  );
  const expected = sessions.map(({ length }) => total.map((all) => (length * all) / n));
  return {
    values: counts.map((own, i) =>
      own.map((count, part) => (count - expected[i]![part]!) / Math.sqrt(expected[i]![part]! || 1)),
    ),
    expected,
    parts: total.filter((count) => count > 0).length,
  };
}

function partsOfDay(rows: Uint32Array, time: Float64Array): number[] {
  const counts = Array.from({ length: PARTS }, () => 0);
  for (const row of rows) counts[Math.floor(((time[row]! / DAY_MS) % 1) * PARTS)]!++;
  return counts;
}
