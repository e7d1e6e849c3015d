/** What a reader may expect of groups that are suspected, and what to do with them: the same in every place. */
import { probability } from './numbers.ts';
import { english } from './speech.ts';

/** No group is suspected below this score: a report lists none. */
const SUSPECTED_SCORE = 0.1;

/**
 * The odds of a group's score times its accounts, from which it may be suspected: a look is worth more the more attackers it may find. Chosen on
 * logs of left-out kinds, where 7 in 10 or more of such groups are campaigns (docs/detection/results.md).
 */
export const SUSPECTED_ODDS = 12;

/** A group of any size is worth a look from this score on where exact facts show a technique. */
export const SUSPECTED_BY_FACTS = 0.2;

/**
 * How many of ten such groups were campaigns in logs that no weight was fitted on, though most are of kinds that were, and of how many
 * logs without an attack one lists some (docs/detection/results.md, `npm run --prefix lab fit:suspected`).
 */
export const SUSPECTED_RATES = [8, 8] as const;

export const howOftenRight = (t = english): string =>
  t(
    'In test logs about {0} in 10 groups listed like this were campaigns; by the kind of log it was from none to nearly all. Of test logs without an attack, one in {1} listed some.',
    ...SUSPECTED_RATES,
  );

/** @param first the group to begin with */
export const whatNext = (first: string, t = english): string =>
  t(
    'Of the suspected groups look at {0} first: read its log lines and its innocent explanation, then mark it confirmed or benign. Suspicion is not an accusation.',
    first,
  );

export const isWorthALook = (group: Sized, from = SUSPECTED_ODDS): boolean =>
  group.score >= SUSPECTED_SCORE && sizedOdds(group) >= from;

/** More certainty than this says nothing: of what is certain, the larger group goes first. */
const CERTAIN = 1 - 1e-9;

/** The odds of its score times its accounts: by these a group goes before another, since more attackers are behind it. */
export function sizedOdds({ score, accounts }: Sized): number {
  const p = Math.min(score, CERTAIN);
  return (p / (1 - p)) * accounts.length;
}

interface Sized {
  score: number;
  accounts: { readonly length: number };
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

interface Uncalled extends Sized {
  verdict: string;
  customer?: unknown;
  atMostSuspected?: string | undefined;
  notSuspected?: true | undefined;
  reworded?: true | undefined;
}
