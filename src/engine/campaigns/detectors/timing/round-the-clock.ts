import { counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { conversationsOf } from '../conversations.ts';
import { haveHours, hourConcentration } from './sessions.ts';

/** Conversations needed: with fewer, an even spread over the day may be chance (standard error 1/sqrt(n)). */
const MIN_CONVERSATIONS = 60;

/**
 * Taken together, do the accounts work day and night? One region and its nightly jobs do not; customers all over the world
 * do, and so does a harvest, whatever relay it goes through. The statistic is how concentrated all conversations are within
 * the day, from 0 to 1.
 */
export const roundTheClock: CampaignDetector = {
  id: 'round-the-clock',
  name: 'Round the clock',
  family: 'automation',
  reads: ['time'],
  direction: 'against',
  theory: {
    for: { why: 'A harvest works day and night.' },
    against: { why: 'One region and its nightly jobs do not.' },
  },
  needs: `at least ${MIN_CONVERSATIONS} timed conversations in one group`,
  measure(candidate, { table }) {
    const { rows, timed } = conversationsOf(candidate, table);
    const known = rows.subarray(0, timed);
    if (timed < MIN_CONVERSATIONS || !haveHours([known], table)) return null;
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
      text: `${meaning}: ${counted(timed, 'conversation')}, concentrated by ${percent(concentration)} (0%: spread evenly over the day; 100%: all at one hour).`,
      rows: [...known.subarray(0, 20)],
    };
  },
};
