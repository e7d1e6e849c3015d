/** What a score means by the decisions made so far, in words that are the same in every place. */
import { count } from './numbers.ts';
import { english } from './speech.ts';

/** `of groups that scored like this, about 7 in 10 are campaigns, by your own 12 decisions so far`. */
export function ownRateText(share: number, decisions: number, t = english): string {
  const tenths = Math.round(10 * share);
  const many =
    tenths < 1 ? t('fewer than 1 in 10') : tenths > 9 ? t('more than 9 in 10') : t('about {0} in 10', tenths);
  return decisions === 1
    ? t('of groups that scored like this, {0} are campaigns, by your own decision so far', many)
    : t('of groups that scored like this, {0} are campaigns, by your own {1} decisions so far', many, count(decisions));
}

/** What percentages are before anybody decided on a group. */
export const GENERATED =
  'Percentages come from generated worlds. Once you decide on groups, what such a score means here stands beside it.';
