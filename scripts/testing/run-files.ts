/** Runs test files with Node's test runner, as bundles, and counts their tests. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleTests } from './bundle.ts';
import type { Told } from './tally.ts';
import { node } from '../tools.ts';

export interface RunOptions {
  /** One file after the other: for tests that share a browser's processor time. */
  oneByOne?: boolean;
  environment?: NodeJS.ProcessEnv;
  /** More options of node, for example for coverage. */
  flags?: readonly string[];
}

/**
 * Runs files in a process each, and prints as they end.
 * @param files paths from the top of the project
 * @param stage names the folder of their bundles
 */
export async function runTestFiles(
  files: readonly string[],
  stage: string,
  { oneByOne = false, environment, flags = [] }: RunOptions = {},
): Promise<Told> {
  if (files.length === 0) return { passed: 0, failed: 1, skipped: 0, failures: [] };
  const bundles = await bundleTests(files, join('out', stage));
  const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-tally-'));
  const target = join(scratch, 'tally.json');
  try {
    const code = await node(
      [
        '--enable-source-maps',
        ...flags,
        '--test',
        `--test-concurrency=${oneByOne ? 1 : 2}`,
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...['--test-reporter=./scripts/testing/tally-reporter.js', `--test-reporter-destination=${target}`],
        ...bundles,
      ],
      environment,
    );
    const told = JSON.parse(readFileSync(target, 'utf8')) as Told;
    // The runner can fail although every test passed, for example when a file cannot be loaded.
    return code !== 0 && told.failed === 0 ? { ...told, failed: 1 } : told;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
