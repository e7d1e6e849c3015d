/** Weighs what all detectors say of a candidate. */
import { logOdds, probabilityOf } from '../math/log-odds.ts';
import type { Candidate } from './candidate.ts';
import type { CampaignDetector, DetectorContext, Measurement } from './detector.ts';
import { CAMPAIGN_DETECTORS } from './detectors.ts';

/**
 * Share of clusters over shared rare templates that are distillation before anything else is known of them. Products,
 * agencies, vendors and classes make most of such clusters. Detectors of ordinary reasons raise it a little when they
 * ran and found none; when the log lets none of them run, the ordinary reasons stay as likely as they were.
 */
const CAMPAIGN_PRIOR = 0.015;

export interface Judgement {
  candidate: Candidate;
  measured: { detector: CampaignDetector; measurement: Measurement }[];
  /** Log odds that the candidate is a distillation campaign: the prior's plus all weights. */
  logOdds: number;
  score: number;
}

export const CAMPAIGN_PRIOR_LOG_ODDS = logOdds(CAMPAIGN_PRIOR);

export function judge(candidate: Candidate, context: DetectorContext): Judgement {
  const measured = CAMPAIGN_DETECTORS.flatMap((detector) => {
    const measurement = detector.measure(candidate, context);
    return measurement ? [{ detector, measurement }] : [];
  });
  const total = measured.reduce((sum, { measurement }) => sum + measurement.weight, CAMPAIGN_PRIOR_LOG_ODDS);
  return { candidate, measured, logOdds: total, score: probabilityOf(total) };
}
