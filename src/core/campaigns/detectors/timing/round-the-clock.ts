import { counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { conversationsOf } from '../conversations.ts';
import { haveHours, hourConcentration } from './sessions.ts';

/** Conversations needed: with fewer an even spread over the day may be chance (standard error 1/sqrt(n)). */
const MIN_CONVERSATIONS = 60;

/**
 * Do the accounts together go on day and night? One region and its nightly jobs do not; customers all over the world do, as
 * a harvest does, whatever relay they go through. Concentration of all conversations within the day, from 0 to 1.
 */
export const roundTheClock: CampaignDetector = {
  id: 'round-the-clock',
  name: 'Round the clock',
  family: 'automation',
  reads: ['time'],
  direction: 'against',
  needs: `at least ${MIN_CONVERSATIONS} timed conversations in one group`,
  measure(candidate, { table }) {
    const { rows, timed } = conversationsOf(candidate, table);
    const known = [...rows.subarray(0, timed)];
    if (timed < MIN_CONVERSATIONS || !haveHours(known, table)) return null;
    const concentration = hourConcentration(known, table);
    const meaning = worded(
      concentration,
      [
        [0.08, 'Together the accounts work day and night'],
        [0.35, 'Together the accounts are busier at some hours'],
        [0.9, 'The accounts work at the same time of day'],
      ],
      'The accounts all work at one hour of the day, like nightly jobs',
    );
    return {
      statistic: concentration,
      n: timed,
      text: `${meaning}: ${percent(concentration)} on a scale from evenly spread to a single hour, over ${counted(timed, 'conversation')}.`,
      rows: known.slice(0, 20),
    };
  },
};
