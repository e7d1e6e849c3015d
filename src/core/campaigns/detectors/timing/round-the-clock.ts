import { count, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { conversationsOf } from '../conversations.ts';
import { haveHours, hourConcentration } from './visits.ts';

/** Conversations needed: with fewer an even spread over the day may be chance (standard error 1/sqrt(n)). */
const LEAST = 60;

/**
 * Do the accounts together go on day and night? One region and its nightly jobs do not; customers all over the world do, as
 * a harvest does, whatever relay they go through. Concentration of all conversations within the day, from 0 to 1.
 */
export const roundTheClock: CampaignDetector = {
  id: 'round-the-clock',
  name: 'Day and night',
  family: 'automation',
  reads: ['time'],
  direction: 'against',
  needs: `at least ${LEAST} conversations of one cluster with a time`,
  measure(candidate, { table }) {
    const { rows, timed } = conversationsOf(candidate, table);
    const known = [...rows.subarray(0, timed)];
    if (timed < LEAST || !haveHours(known, table)) return null;
    const concentration = hourConcentration(known, table);
    const meaning = worded(
      concentration,
      [
        [0.08, 'Together the accounts know no night'],
        [0.35, 'Together the accounts are busier at some hours'],
        [0.9, 'The accounts share one day'],
      ],
      'The accounts work at one hour of the day, like a nightly job of each',
    );
    return {
      statistic: concentration,
      n: timed,
      text: `${meaning}: ${count(timed)} conversations are concentrated within the day by ${percent(concentration)}.`,
      rows: known.slice(0, 20),
    };
  },
};
