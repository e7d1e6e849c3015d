import type { HostResults } from '../../test/harness/host-results.ts';
import type { Counts, Failure, Told } from './tally.ts';

const MARKS = { passed: '✔', failed: '✖', skipped: '﹣' };

/** Writes what the tests in the extension host told, and counts them. */
export function hostReport({ tests, measured }: HostResults, write: (text: string) => void): Told {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: Failure[] = [];
  for (const { title, state, ms, error } of tests) {
    write(`${MARKS[state]} ${title} (${ms} ms)\n`);
    if (error !== undefined) write(`${error}\n`);
    counts[state]++;
    if (state === 'failed') failures.push({ name: title, message: error ?? '' });
  }
  for (const sentence of measured) write(`${sentence}\n`);
  return { ...counts, failures };
}
