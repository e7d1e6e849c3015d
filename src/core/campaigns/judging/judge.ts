/** Weighs what all detectors say about a candidate. */
import { weightOf, weightsOf } from '../../math/curves.ts';
import { probabilityOf } from '../../math/log-odds.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { CampaignDetector, DetectorContext, Measurement } from '../detectors/detector.ts';
import { CAMPAIGN_DETECTORS } from '../detectors/detectors.ts';
import fitted from './weights.json';

/** What `npm run fit` learned. */
export const WEIGHTS = weightsOf(fitted);

export interface Weighed extends Measurement {
  /** Log likelihood ratio of distillation versus the ordinary reasons for sharing templates. */
  weight: number;
}

export interface Judgement {
  candidate: Candidate;
  measured: { detector: CampaignDetector; measurement: Weighed }[];
  /** Log odds that the candidate is a distillation campaign: the prior plus all weights. */
  logOdds: number;
  score: number;
}

/**
 * Log odds that a candidate is distillation before anything else is known of it. Products, agencies, key pools, vendors and
 * classes make most candidates.
 */
export const CAMPAIGN_PRIOR_LOG_ODDS = WEIGHTS.prior;

export function judge(candidate: Candidate, context: DetectorContext): Judgement {
  const measured = CAMPAIGN_DETECTORS.flatMap((detector) => {
    const measured = detector.measure(candidate, context);
    if (!measured) return [];
    const measurement = { ...measured, weight: weightOf(WEIGHTS, detector.id, measured.statistic) };
    return [{ detector, measurement }];
  });
  const total = measured.reduce((sum, { measurement }) => sum + measurement.weight, CAMPAIGN_PRIOR_LOG_ODDS);
  return { candidate, measured, logOdds: total, score: probabilityOf(total) };
}
