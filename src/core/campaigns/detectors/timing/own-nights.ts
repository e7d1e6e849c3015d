import { counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';
import { dayVector, haveHours, sessionsOf } from './sessions.ts';

/** Sessions an account needs to count, and accounts and sessions needed in all. */
const MINIMUM = { own: 6, accounts: 3, sessions: 60 };
/** Largest weight of an account, in sessions, so that a busy one does not speak for all. */
const MAX_COUNTED = 50;

/**
 * Does each account sleep? People and offices are active at some hours and nightly jobs at one; a queue runs on. The statistic
 * is how concentrated an account's sessions are within the day, corrected for the effect of chance on few sessions
 * ((n R^2 - 1) / (n - 1), Kutil 2012): the root of the mean over accounts, negative if chance would give more.
 */
export const ownNights: CampaignDetector = {
  id: 'own-nights',
  name: 'Nights',
  family: 'automation',
  reads: ['time'],
  direction: 'against',
  needs: `at least ${MINIMUM.own} timed sessions per account`,
  measure(candidate, context) {
    const { table } = context;
    const sessions = sessionsOf(candidate, table).filter(({ length }) => length >= MINIMUM.own);
    const n = sessions.reduce((sum, own) => sum + own.length, 0);
    if (sessions.length < MINIMUM.accounts || n < MINIMUM.sessions || !haveHours(sessions, table)) return null;
    if (hasKnownOperator(candidate, context)) return null;
    let [sum, weight] = [0, 0];
    for (const own of sessions) {
      const { x, y } = dayVector(own, table);
      const counts = Math.min(MAX_COUNTED, own.length);
      sum += (counts * (x * x + y * y - own.length)) / (own.length * (own.length - 1));
      weight += counts;
    }
    const square = sum / weight;
    const concentration = Math.sign(square) * Math.sqrt(Math.abs(square));
    const meaning = worded(
      concentration,
      [
        [0.2, 'The accounts work day and night'],
        [0.55, 'The accounts are quieter at some hours'],
      ],
      'Each account works only at certain hours, like people, offices and nightly jobs',
    );
    return {
      statistic: concentration,
      n,
      text: `${meaning}: the sessions of ${counted(sessions.length, 'account')} are ${percent(Math.max(0, concentration))} concentrated (0% is evenly spread over the day, 100% a single hour).`,
      rows: sessions.map((own) => own[0]!).slice(0, 20),
    };
  },
};
