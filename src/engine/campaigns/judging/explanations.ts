/**
 * The innocent explanations of a candidate, each a model that competes with distillation. Of statistics x, the log odds of
 * distillation against explanation k are u_k(x) = prior_k + the sum of its curves, and the chances of distillation and of each
 * explanation are 1 and exp(-u_k), divided by their sum: multinomial logistic regression with distillation as the reference. A
 * straight line then corrects log odds that are too sure or not sure enough (Platt 1999).
 */
import { smallest } from '../../../math/lists/many.ts';
import { EXPLANATIONS, type Explanation } from '../../../text/explanations.ts';
import { sumOfWeights, weightOf, weightsOf, type Weights } from '../../../math/curves.ts';
import type { Side } from '../detectors/detector.ts';
import { CAMPAIGN_DETECTORS } from '../detectors/detectors.ts';
import { RELAYING_SHARE } from '../detectors/relaying.ts';

/** Most that detectors may weigh on each side, in nats. */
const MOST: ReadonlyMap<string, Readonly<Record<Side, number>>> = new Map(
  CAMPAIGN_DETECTORS.map(({ id, theory }) => [
    id,
    { for: theory.for.most ?? Infinity, against: theory.against.most ?? Infinity },
  ]),
);
const NOWHERE: ReadonlyMap<string, Side> = new Map();

/**
 * A weight in nats, no larger than its detector's theory allows on that side.
 * @param silent the side on which it must weigh nothing
 */
export function allowed(id: string, nats: number, silent?: Side): number {
  const side = nats > 0 ? 'for' : 'against';
  const most = side === silent ? 0 : (MOST.get(id)?.[side] ?? Infinity);
  return Math.sign(nats) * Math.min(Math.abs(nats), most);
}

/** The straight line that makes log odds mean what they say. */
export interface Scale {
  slope: number;
  shift: number;
}

/** What was learnt of distillation against each explanation. */
export interface Judge extends Scale {
  against: ReadonlyMap<Explanation, Weights>;
  /**
   * Judges in its place where the accounts are keys of a relay. They all share what a relay does to hours, answers and neighbours, so
   * that other things tell a campaign there than among strangers.
   */
  amongRelays?: Judge;
}

/** Whether accounts with these statistics are judged as keys of a relay. */
export const areKeys = (statistics: ReadonlyMap<string, number>): boolean =>
  (statistics.get('relay-membership') ?? 0) >= RELAYING_SHARE;

interface JudgeFile extends Scale {
  explanations: object;
}

/**
 * A judge as its file holds it.
 * @throws TypeError when the data is no such thing, or holds no explanation; the message names what is wrong
 */
export function judgeOf({ explanations, ...line }: JudgeFile): Judge {
  const { slope, shift } = scaleOf(line);
  const held = new Map(Object.entries(explanations).map(([name, weights]: [string, unknown]) => [name, weights]));
  const against = EXPLANATIONS.flatMap((explanation) => {
    const weights = held.get(explanation) as { prior: unknown; curves: object } | undefined;
    return weights === undefined ? [] : [[explanation, weightsOf(weights)] as const];
  });
  if (against.length === 0) throw new TypeError('The weights hold no explanation.');
  return { against: new Map(against), slope, shift };
}

/** A judge with what was learnt among keys of a relay, which is added to its weights against each explanation. */
export const withRelays = (judge: Judge, { slope, shift, ...learnt }: Weights & Scale): Required<Judge> => ({
  ...judge,
  amongRelays: {
    against: new Map([...judge.against].map(([explanation, own]) => [explanation, sumOfWeights(own, learnt)])),
    slope,
    shift,
  },
});

/**
 * What was learnt among keys of a relay, as its file holds it.
 * @throws TypeError when the data is no such thing; the message names what is wrong
 */
export const relayWeightsOf = (file: Scale & { prior: unknown; curves: object }): Weights & Scale => ({
  ...weightsOf(file),
  ...scaleOf(file),
});

function scaleOf({ slope, shift }: Scale): Scale {
  if (!Number.isFinite(slope) || !Number.isFinite(shift))
    throw new TypeError('The scale of the weights is not finite.');
  return { slope, shift };
}

export interface Weighing {
  /** Log odds of distillation against all explanations together: the prior plus all weights. */
  logOdds: number;
  /** What the explanations say before any statistic is known, each as far as it is the one to beat. */
  prior: number;
  /** By statistic. */
  weights: ReadonlyMap<string, number>;
  /** How likely each explanation is if the candidate is innocent, most likely first; they sum to 1. */
  explanations: readonly { explanation: Explanation; share: number }[];
  /** What each statistic weighs against the most likely explanation alone. */
  againstBest: ReadonlyMap<string, number>;
}

/**
 * Weighs statistics exactly: with shares r_k = exp(-u_k) / sum exp(-u), log odds of -log sum exp(-u_k) are
 * sum r_k u_k - H(r), H being the entropy of the shares. So each statistic weighs the mean of what it weighs against each explanation.
 * None weighs more on either side than the theory of its detector allows, and nothing where it must be silent.
 * @param silent on which side statistics must weigh nothing
 */
export function weigh(
  judge: Judge,
  statistics: ReadonlyMap<string, number>,
  silent: ReadonlyMap<string, Side> = NOWHERE,
): Weighing {
  const { against, slope, shift } = (areKeys(statistics) && judge.amongRelays) || judge;
  const parts = [...against].map(([explanation, weights]) => {
    const own = new Map(
      [...statistics].map(
        ([id, value]) => [id, allowed(id, slope * weightOf(weights, id, value), silent.get(id)) / slope] as const,
      ),
    );
    const odds = [...own.values()].reduce((sum, weight) => sum + weight, weights.prior);
    return { explanation, prior: weights.prior, own, odds };
  });
  const least = smallest(parts.map(({ odds }) => odds));
  const total = parts.reduce((sum, { odds }) => sum + Math.exp(least - odds), 0);
  const shares = parts.map(({ odds }) => Math.exp(least - odds) / total);
  const mean = (of: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((sum, part, k) => sum + shares[k]! * of(part), 0);
  const entropy = shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
  const prior = slope * (mean((part) => part.prior) - entropy) + shift;
  const weights = new Map([...statistics.keys()].map((id) => [id, slope * mean(({ own }) => own.get(id)!)] as const));
  const best = parts.reduce((most, part) => (part.odds < most.odds ? part : most));
  return {
    againstBest: new Map([...best.own].map(([id, weight]) => [id, slope * weight])),
    logOdds: [...weights.values()].reduce((sum, weight) => sum + weight, prior),
    prior,
    weights,
    explanations: parts
      .map(({ explanation }, k) => ({ explanation, share: shares[k]! }))
      .sort((a, b) => b.share - a.share),
  };
}
