/** What a reader may expect of groups that are suspected, and what to do with them: the same in every place. */
import { probability } from './numbers.ts';
import { english } from './speech.ts';

/** Score from which a group may be suspected: of groups from it 181 of 208 were campaigns in 206 logs that no weight was fitted on (docs/detection/results.md). */
export const SUSPECTED_SCORE = 0.3;

/**
 * The same where it is most likely ordinary use if it is innocent: of such groups below it, 1 of 37 was a campaign in the logs of three
 * generators that others made (docs/detection/results.md).
 */
export const SUSPECTED_BESIDE_ORDINARY = 0.6;

/** The same where exact facts show a technique. */
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

/** Whether a rule of last resort keeps a group from what its score would make it, or how it was put together from what any score would. */
export const isForbidden = (
  { score, atMostSuspected, notSuspected, reworded }: Omit<Uncalled, 'verdict' | 'customer'>,
  threshold: number,
): boolean =>
  atMostSuspected !== undefined &&
  (reworded === true || score >= (notSuspected ? Math.min(threshold, SUSPECTED_SCORE) : threshold));

/** Why a campaign that is suspected is not called, or one whose score would call it or have it suspected; nothing of the others. */
export function notCalled(uncalled: Uncalled, { threshold }: { threshold: number }, t = english): string[] {
  const { verdict, score, customer, atMostSuspected } = uncalled;
  if (customer !== undefined) return [];
  if (atMostSuspected !== undefined && isForbidden(uncalled, threshold))
    return [t('however high its score, because {0}', atMostSuspected)];
  return verdict === 'suspected' && score < threshold ? [t('that takes a score of {0}', probability(threshold))] : [];
}

interface Uncalled {
  verdict: string;
  score: number;
  customer?: unknown;
  atMostSuspected?: string | undefined;
  notSuspected?: true | undefined;
  reworded?: true | undefined;
}
