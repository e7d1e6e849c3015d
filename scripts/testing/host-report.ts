import type { HostResults } from '../../test/harness/host-results.ts';
import type { Counts, Failure, Told } from './tally.ts';

const MARKS = { passed: '✔', failed: '✖', skipped: '﹣' };

/** Prints what the tests in the extension host told, and counts them. */
export function printHostResults({ tests, measured }: HostResults): Told {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: Failure[] = [];
  for (const { title, state, ms, error } of tests) {
    console.log(`${MARKS[state]} ${title} (${ms} ms)`);
    if (error !== undefined) console.log(error);
    counts[state]++;
    if (state === 'failed') failures.push({ name: title, message: error ?? '' });
  }
  for (const sentence of measured) console.log(sentence);
  return { ...counts, failures };
}
