/** Whether a run has everything, that is `npm run test:all`, or is one of those that people wait for: `npm test`. */

/** What the environment of a run with everything sets to 1. */
export const ALL = 'PROMPT_AUDIT_TEST_ALL';

export const isAll = process.env[ALL] === '1';

/** How often a property is tried, or for how many seeds: an eighth of what a run with everything does. */
export const rounds = (all: number): number => (isAll ? all : Math.ceil(all / 8));
