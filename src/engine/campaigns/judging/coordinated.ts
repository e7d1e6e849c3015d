/** Accounts of no known customer that act as one and ask for something else than a harvest: coordinated, and still no distillation. */
import { CAMPAIGN_DETECTORS } from '../detectors/detectors.ts';

/** Nats from which accounts are nine times as likely one operator's as not. */
const ACT_AS_ONE = Math.log(9);
const COORDINATION = CAMPAIGN_DETECTORS.filter(({ family }) => family === 'coordination').map(({ id }) => id);

/**
 * What evidence of acting alike weighs, in nats.
 * @param weights by detector
 */
export const actingAlike = (weights: ReadonlyMap<string, number>): number =>
  COORDINATION.reduce((sum, id) => sum + (weights.get(id) ?? 0), 0);

/** @param weights by detector */
export const isCoordinated = (weights: ReadonlyMap<string, number>): boolean =>
  actingAlike(weights) >= ACT_AS_ONE && (weights.get('intent') ?? 0) < 0;
