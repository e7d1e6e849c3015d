/** What a reader may expect of groups that are suspected, and what to do with them: the same in every place. */
import { flaggedFrom } from './likelihood.ts';
import { count, probability } from './numbers.ts';
import { english } from './speech.ts';

/** No group is suspected below this score: a report lists none. */
const SUSPECTED_SCORE = 0.1;

/**
 * The odds of a group's score, times the square root of its accounts, from which it is suspected: a look at a large group finds more. Chosen so that
 * at least 7 in 10 are campaigns in logs of kinds that the weights have not seen (docs/detection/results.md).
 */
export const SUSPECTED_ODDS = 2;

/** How many times that it takes where the group is most likely ordinary use if it is innocent: such groups are right less often. */
const BESIDE_ORDINARY = 2;

/**
 * How many times that it takes where at least this share of its requests comes through a program that more accounts outside of the group use:
 * what some users of one program have in common besides may be what they work on.
 */
const THROUGH_PROGRAM = { share: 0.5, times: 3 };

/** A group of any size is worth a look from this score on where exact facts show a technique. */
export const SUSPECTED_BY_FACTS = 0.2;

/**
 * How many of ten such groups were campaigns in logs that no weight was fitted on, though most are of kinds that were, and of how many
 * logs without an attack one lists some (docs/detection/results.md, `npm run --prefix lab fit:suspected`).
 */
export const SUSPECTED_RATES = [7, 5] as const;

export const howOftenRight = (t = english): string =>
  t(
    'In test logs about {0} in 10 suspected groups were campaigns, somewhat more than their scores say: none in some kinds of log, nearly all in others. One in {1} test logs without an attack had suspected groups, too.',
    ...SUSPECTED_RATES,
  );

/** @param first the group to begin with */
export const whatNext = (first: string, t = english): string =>
  t(
    'Of the suspected groups look at {0} first: read its log lines and its innocent explanation, then mark it confirmed or benign. Suspicion is not an accusation.',
    first,
  );

/** What the columns of a list of these groups say. */
export const partsNote = (n: number, t = english): string =>
  t(
    '{0} groups work alike and are one case, with the score of the most suspicious. Of each: its accounts, how many of these are in another of them too, and its score by itself.',
    count(n),
  );

interface Scored {
  score: number;
  accounts: { readonly length: number };
  /** What it is if it is innocent, most likely first. */
  explanations?: readonly { explanation: string }[];
  /** What weighs nothing is with it. */
  counterEvidence?: readonly { detector: string; statistic: number }[];
}

const isThroughProgram = ({ counterEvidence = [] }: Scored): boolean =>
  counterEvidence.some(
    ({ detector, statistic }) => detector === 'popular-program' && statistic >= THROUGH_PROGRAM.share,
  );

/** Whether statistics make a group worth a look. */
export function isWorthALook(group: Scored, from = SUSPECTED_ODDS): boolean {
  const { score, accounts, explanations } = group;
  const isOrdinary = explanations?.[0]?.explanation === 'ordinary';
  const needed = from * (isOrdinary ? BESIDE_ORDINARY : 1) * (isThroughProgram(group) ? THROUGH_PROGRAM.times : 1);
  return score >= SUSPECTED_SCORE && (score / (1 - score)) * Math.sqrt(accounts.length) >= needed;
}

/** Whether a rule of last resort keeps a group from what its score would make it, or how it was put together from what any score would. */
export const isForbidden = (uncalled: Omit<Uncalled, 'verdict' | 'customer'>, threshold: number): boolean =>
  uncalled.atMostSuspected !== undefined &&
  (uncalled.reworded === true ||
    uncalled.score >= threshold ||
    (uncalled.notSuspected === true && isWorthALook(uncalled)));

/** Why a campaign that is suspected is not called, or one whose score would call it or have it suspected; nothing of the others. */
export function notCalled(uncalled: Uncalled, { threshold }: { threshold: number }, t = english): string[] {
  const { verdict, score, customer, atMostSuspected } = uncalled;
  if (customer !== undefined) return [];
  if (atMostSuspected !== undefined && isForbidden(uncalled, threshold))
    return [t('however high its score, because {0}', atMostSuspected)];
  return verdict === 'suspected' && score < threshold ? [t('that takes a score of {0}', probability(threshold))] : [];
}

/** From which score on it is flagged, and of what is not flagged at such a score why it is not, as far as that is known. */
export function flagRule(
  { verdict, score, atMostSuspected }: Pick<Uncalled, 'verdict' | 'score' | 'atMostSuspected'>,
  { threshold }: { threshold: number },
  t = english,
): string {
  if (verdict === 'distillation' || score < threshold) return flaggedFrom(threshold, t);
  return atMostSuspected === undefined
    ? t('Not flagged, whatever the score: its group is not flagged as distillation.')
    : t('Not flagged, however high its score, because {0}.', atMostSuspected);
}

interface Uncalled extends Scored {
  verdict: string;
  customer?: unknown;
  atMostSuspected?: string | undefined;
  notSuspected?: true | undefined;
  reworded?: true | undefined;
}
