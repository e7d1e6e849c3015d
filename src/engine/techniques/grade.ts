/**
 * How sure a technique is by its own statistic. Only *near proof* calls a campaign by itself, and only *strong* weighs where a
 * candidate is judged. The numbers are set by what each technique says of its false rate, never by a generated log.
 */
import type { Grade } from '../../text/techniques.ts';

/** Most of the logs without an attack in which a technique may reach `near proof`; the arguments are in `docs/techniques.md`. */
const FALSE_RATE = 1e-5;

/** Log likelihood ratio of a technique of each grade: a campaign of its own, a reason among others, and nothing. */
export const WEIGHT: Readonly<Record<Grade, number>> = {
  'near proof': Math.log(1 / FALSE_RATE),
  // One in twenty: the odds from which a single test is by custom believed. Bounded, whatever the statistic says.
  strong: Math.log(20),
  weak: 0,
  context: 0,
};
