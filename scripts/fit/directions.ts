/** What more of each statistic may speak for. */
import { CAMPAIGN_DETECTORS } from '../../src/core/campaigns/detectors/detectors.ts';
import type { Direction } from './curves.ts';

const KNOWN: Record<string, Direction> = {
  intent: 'for',
  novelty: 'against',
  'k-sampling': 'for',
  depth: 'for',
  'joint-use': 'for',
  dealing: 'against',
  'daily-rhythm': 'against',
  interchangeable: 'against',
  continuation: 'for',
  'round-the-clock': 'against',
  'scattered-copies': 'against',
  'scheduled-job': 'against',
  'relay-membership': 'against',
  organisations: 'either',
  'end-users': 'against',
  'known-before': 'against',
};

export const DIRECTIONS: ReadonlyMap<string, Direction> = new Map(
  CAMPAIGN_DETECTORS.map(({ id }) => [id, KNOWN[id] ?? 'either']),
);
