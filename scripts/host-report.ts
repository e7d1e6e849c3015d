import type { HostResults } from '../test/harness/host-results.ts';
import type { Counts } from './tally.ts';

const MARKS = { passed: '✔', failed: '✖', skipped: '﹣' };

/** Prints what the tests in the extension host told, and counts them. */
export function printHostResults({ tests, measured }: HostResults): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { title, state, ms, error } of tests) {
    console.log(`${MARKS[state]} ${title} (${ms} ms)`);
    if (error !== undefined) console.log(error);
    counts[state]++;
  }
  for (const sentence of measured) console.log(sentence);
  return counts;
}
