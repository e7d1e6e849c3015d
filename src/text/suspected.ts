/** What a reader may expect of groups that are suspected, and what to do with them: in two sentences, the same in every place. */
import { english } from './speech.ts';

/**
 * How often such a list is right where no weight was fitted on, and how often it is there without an attack
 * (docs/detection/results.md).
 */
export const howOftenRight = (t = english): string =>
  t(
    'Of groups listed like this, about one in three was a campaign, in logs made by others; half of the logs without an attack list some too.',
  );

/** @param first the group to begin with */
export const whatNext = (first: string, t = english): string =>
  t(
    'Look at {0} first: read its log lines and its innocent reading, then mark it confirmed or benign. No account is accused.',
    first,
  );
