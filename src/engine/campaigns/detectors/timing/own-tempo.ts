import { percent } from '../../../../text/numbers.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { intraclassCorrelation } from '../accounts/analysis-of-variance.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';
import { pausesOf } from './pauses.ts';

/** Longer pauses are nights and days off: they do not show how fast somebody works. */
const LONGEST_MS = 6 * 3600_000;

/**
 * Does each account keep a tempo of its own? One customer reads each answer, another runs a nightly batch, a third polls every
 * minute. Accounts that share one queue all wait about as long for their next item. The statistic is the share of the variance
 * of log pauses between an account's conversations that lies between accounts.
 */
export const ownTempo: CampaignDetector = {
  id: 'own-tempo',
  name: 'Tempo of each account',
  family: 'coordination',
  reads: ['time'],
  direction: 'against',
  theory: {
    for: { why: 'Accounts of one queue wait about as long for their next item.' },
    against: { why: 'Each customer keeps a tempo.' },
  },
  needs: 'accounts with several timed conversations a few hours apart',
  measure(candidate, context) {
    if (hasKnownOperator(candidate, context)) return null;
    const pauses = pausesOf(candidate, context.table, LONGEST_MS);
    const variance = intraclassCorrelation([pauses]);
    if (!variance) return null;
    const share = Math.max(0, variance.correlation);
    const meaning = worded(
      share,
      [
        [0.03, 'All accounts work at the same tempo'],
        [0.2, 'The accounts work at slightly different tempos'],
      ],
      'Each account works at its own tempo',
    );
    return {
      statistic: variance.correlation,
      n: variance.n,
      text: `${meaning}: the account explains ${percent(share)} of the differences in how long the pauses between conversations are.`,
      rows: firstRows(candidate),
    };
  },
};
