/** Weighs what all detectors say of a candidate. */
import { percent } from '../../../text/numbers.ts';
import { weightAt, weightOf, weightsOf } from '../../math/curves.ts';
import { probabilityOf } from '../../math/log-odds.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { CampaignDetector, DetectorContext, Measurement } from '../detectors/detector.ts';
import { CAMPAIGN_DETECTORS } from '../detectors/detectors.ts';
import fitted from './weights.json';

/** What `npm run fit` has learnt. */
export const WEIGHTS = weightsOf(fitted);

export interface Weighed extends Measurement {
  /** Log likelihood ratio of distillation against the ordinary reasons why accounts share templates. */
  weight: number;
}

export interface Judgement {
  candidate: Candidate;
  measured: { detector: CampaignDetector; measurement: Weighed }[];
  /** Log odds that the candidate is a distillation campaign: the prior's plus all weights. */
  logOdds: number;
  score: number;
}

/**
 * Log odds that a candidate is distillation before anything else is known of it. Products, agencies, key pools, vendors and
 * classes make most candidates.
 */
export const CAMPAIGN_PRIOR_LOG_ODDS = WEIGHTS.prior;

export function judge(candidate: Candidate, context: DetectorContext): Judgement {
  const discount = organisationsKnown(context) ? 1 : weightAt(KEY_POOL, candidate.accounts.length);
  const measured = CAMPAIGN_DETECTORS.flatMap((detector) => {
    const measured = detector.measure(candidate, context);
    if (!measured) return [];
    const measurement = { ...measured, weight: weightOf(WEIGHTS, detector.id, measured.statistic) };
    return [
      { detector, measurement: detector.keyPoolsToo && discount < 1 ? discounted(measurement, discount) : measurement },
    ];
  });
  const total = measured.reduce((sum, { measurement }) => sum + measurement.weight, CAMPAIGN_PRIOR_LOG_ODDS);
  return { candidate, measured, logOdds: total, score: probabilityOf(total) };
}

/** By the number of accounts, how surely they are too many to be one organisation's keys: a pool of forty is a rarity. */
const KEY_POOL = [
  [12, 0],
  [40, 1],
] as const;

const organisationsKnown = ({ profiles }: DetectorContext): boolean =>
  [...profiles.values()].some(({ organisation }) => organisation);

function discounted(measurement: Weighed, to: number): Weighed {
  if (measurement.weight <= 0) return measurement;
  const counts = to === 0 ? 'does not count' : `counts ${percent(to)}`;
  return {
    ...measurement,
    weight: to * measurement.weight,
    text: `${measurement.text} The keys of one organisation do so too, and no organisations are known: this ${counts}.`,
  };
}
