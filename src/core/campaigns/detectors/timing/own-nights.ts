import { counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';
import { dayVector, haveHours, visitsOf } from './visits.ts';

/** Visits of an account, accounts, and visits of all of them that are needed. */
const LEAST = { own: 6, accounts: 3, visits: 60 };
/** Visits of an account that count: a busy one should not speak for all. */
const MOST = 50;

/**
 * Does each account sleep? People and offices are awake at some hours and nightly jobs run at one; a queue goes on. How concentrated
 * the visits of one account are within its day, without what chance makes of few visits (n R^2 - 1 over n - 1, Kutil 2012), the
 * root of the mean over accounts, negative where chance has more.
 */
export const ownNights: CampaignDetector = {
  id: 'own-nights',
  name: 'Nights',
  family: 'automation',
  reads: ['time'],
  direction: 'against',
  needs: `at least ${LEAST.own} visits an account with a time`,
  measure(candidate, context) {
    const { table } = context;
    const visits = visitsOf(candidate, table).filter(({ length }) => length >= LEAST.own);
    const n = visits.reduce((sum, own) => sum + own.length, 0);
    if (visits.length < LEAST.accounts || n < LEAST.visits || !haveHours(visits.flat(), table)) return null;
    if (hasKnownOperator(candidate, context)) return null;
    let [sum, weight] = [0, 0];
    for (const own of visits) {
      const { x, y } = dayVector(own, table);
      const counts = Math.min(MOST, own.length);
      sum += (counts * (x * x + y * y - own.length)) / (own.length * (own.length - 1));
      weight += counts;
    }
    const square = sum / weight;
    const concentration = Math.sign(square) * Math.sqrt(Math.abs(square));
    const meaning = worded(
      concentration,
      [
        [0.2, 'The accounts work day and night'],
        [0.55, 'The accounts rest at some hours'],
      ],
      'Each account works at certain hours only, as people, offices and nightly jobs do',
    );
    return {
      statistic: concentration,
      n,
      text: `${meaning}: visits of ${counted(visits.length, 'account')} are concentrated within its day by ${percent(Math.max(0, concentration))}.`,
      rows: visits.map((own) => own[0]!).slice(0, 20),
    };
  },
};
