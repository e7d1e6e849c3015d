/** Weighs what all detectors say about a candidate. */
import { probabilityOf } from '../../../math/log-odds.ts';
import { Memo } from '../../../math/memo.ts';
import { sideOf } from '../../../text/evidence-side.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { stepsOver } from '../candidates/candidate-rows.ts';
import type { CampaignDetector, DetectorContext, Direction, LogContext, Measurement } from '../detectors/detector.ts';
import { CAMPAIGN_DETECTORS } from '../detectors/detectors.ts';
import { areOwnedApart } from '../detectors/owner.ts';
import { intent } from '../detectors/prompts/intent.ts';
import { comeOnce } from '../detectors/timing/lone-runs.ts';
import { judgeOf, relayWeightsOf, weigh, type Weighing, withRelays } from './explanations.ts';
import { type Forbidden, lastResort } from './last-resort.ts';
import { oneCustomer, type OneCustomer } from './one-customer.ts';
import relays from './relay-weights.json';
import fitted from './weights.json';

/** What `npm run --prefix lab fit` learned. */
export const JUDGE = withRelays(judgeOf(fitted), relayWeightsOf(relays));

export interface Weighed extends Measurement {
  /** Log likelihood ratio of distillation versus the innocent explanations, each counting as far as it is likely. */
  weight: number;
}

export interface Judgement {
  candidate: Candidate;
  measured: { detector: Pick<CampaignDetector, 'family'> & { id: string }; measurement: Weighed }[];
  /**
   * Log odds that the candidate is distillation before the detectors are heard. Products, agencies, key pools, vendors and classes
   * make most candidates.
   */
  prior: number;
  /** Log odds that it is distillation: the prior plus all weights. */
  logOdds: number;
  score: number;
  /** What it is if it is innocent, most likely first. */
  explanations: Weighing['explanations'];
  /** Whose accounts they are, where one customer has nearly all of them. */
  customer?: OneCustomer;
  /** Why it is never called, however high its score, and suspected at most; a clause. Absent where nothing forbids it. */
  atMostSuspected?: string;
  /** That it is not suspected either, but by exact facts. */
  notSuspected?: true;
  /** Nats of further evidence that lift this; absent where none does. */
  lacks?: number;
  /** The groups that it was joined from, since they work alike, most suspicious first: all else that is said here is said of the first. */
  joined?: { parts: readonly Judgement[] };
}

const REWORDED =
  'its accounts were put together by the words that their prompts have in common, as those of strangers who ask for the same may be';

/** Whether most requests have a picture or a file. */
function asksByPictures({ slices }: Candidate, { table }: LogContext): boolean {
  let [all, having] = [0, 0];
  for (const { rows } of slices.flat()) {
    all += rows.length;
    for (const row of rows) if (table.rows.media[row] !== 0) having++;
  }
  return 2 * having > all;
}

/** What detectors that wait for no prompts have measured, by their id. */
export type Measured = ReadonlyMap<string, Measurement | null>;

const known = new Memo<Candidate, Measured>();

/** Measures what waits for no prompts: the same as judging does, which then takes it from here. */
export function measureAhead(candidate: Candidate, context: LogContext): Measured {
  const step = stepsOver(candidate, context.table);
  const measured = new Map<string, Measurement | null>();
  for (const detector of CAMPAIGN_DETECTORS)
    if (detector.readsPrompts !== true)
      measured.set(
        detector.id,
        step(() => detector.measure(candidate, context)),
      );
  takeMeasured(candidate, measured);
  return measured;
}

/** Takes what another thread measured ahead. */
export const takeMeasured = (candidate: Candidate, measured: Measured): void => known.set(candidate, measured);

export function judge(candidate: Candidate, context: DetectorContext): Judgement {
  const step = stepsOver(candidate, context.table);
  const ahead = known.get(candidate);
  const heard = CAMPAIGN_DETECTORS.flatMap((detector) => {
    const before = ahead?.get(detector.id);
    const measurement = before === undefined ? step(() => detector.measure(candidate, context)) : before;
    return measurement ? [{ detector, measurement }] : [];
  });
  const statistics = new Map(heard.map(({ detector, measurement }) => [detector.id, measurement.statistic]));
  const silent = new Map(
    heard.flatMap(({ detector: { id }, measurement: { silent: side } }) => (side ? [[id, side]] : [])),
  );
  const weighing = weigh(JUDGE, statistics, silent);
  const { prior, weights, logOdds, explanations } = weighing;
  const rule = lastResort(candidate.templates.length, statistics, silent, weighing, {
    asksByPictures: !statistics.has(intent.id) && asksByPictures(candidate, context),
    comesOnce: logOdds > 0 && comeOnce(candidate, context.table),
    areTold: areOwnedApart(candidate, context.profiles),
  });
  const forbidden: Forbidden | undefined =
    candidate.kind === 'reworded' ? { why: REWORDED, ...(rule?.clears && { clears: true }) } : rule;
  const customer = oneCustomer(candidate, context, logOdds, weights);
  return {
    candidate,
    measured: heard.map(({ detector, measurement }) => ({
      detector,
      measurement: weighed(measurement, weights.get(detector.id)!, detector.direction),
    })),
    prior,
    logOdds,
    score: probabilityOf(logOdds),
    explanations,
    ...(customer && { customer }),
    ...(forbidden && {
      atMostSuspected: forbidden.why,
      ...(forbidden.clears && { notSuspected: true as const }),
      ...(forbidden.lacks !== undefined && { lacks: forbidden.lacks }),
    }),
  };
}

/**
 * A measurement with its weight. What more of is suspicious and yet weighs against is there, but too little of it: read without that,
 * `Hardly anyone else uses these templates` would sound like a reason for it.
 */
function weighed(measurement: Measurement, weight: number, direction: Direction): Weighed {
  const isLittle = direction === 'for' && sideOf({ weight }) === 'against';
  return {
    ...measurement,
    weight,
    ...(isLittle && { text: `${measurement.text} Campaigns usually show more of this.` }),
  };
}

/** The judgement with so many nats more of evidence that the detectors do not see. */
export function withMore({ lacks, atMostSuspected, notSuspected, ...judgement }: Judgement, nats: number): Judgement {
  const { customer } = judgement;
  const logOdds = judgement.logOdds + nats;
  const isLifted = lacks !== undefined && nats > lacks;
  return {
    ...judgement,
    logOdds,
    score: probabilityOf(logOdds),
    ...(customer && { customer: { ...customer, logOdds: customer.logOdds + nats } }),
    ...(atMostSuspected !== undefined && !isLifted && { atMostSuspected }),
    ...(notSuspected && !isLifted && { notSuspected }),
    ...(lacks !== undefined && !isLifted && { lacks: lacks - nats }),
  };
}
