/** Which way each detector's weight may go, as the detector declares it. */
import type { Direction } from '../../src/engine/campaigns/detectors/detector.ts';
import { CAMPAIGN_DETECTORS } from '../../src/engine/campaigns/detectors/detectors.ts';

/**
 * Detectors whose curves came out flat, or which made weights judge worlds and generators left out worse: shown, not weighed. Members
 * of a relay are judged by what they share besides the requests in question. That conversations continue tells agents from single
 * questions, and campaigns are made of either.
 */
const UNWEIGHED: ReadonlySet<string> = new Set(['infrastructure', 'relay-membership', 'one-shot']);

export const DIRECTIONS: ReadonlyMap<string, Direction> = new Map(
  CAMPAIGN_DETECTORS.filter(({ id }) => !UNWEIGHED.has(id)).map(({ id, direction }) => [id, direction]),
);
