/** Runs test files with Node's test runner, as bundles, and counts their tests. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleTests, together } from './bundle.ts';
import { coveredLines, coverageReport } from './coverage.ts';
import type { Told } from './tally.ts';
import { node, type NodeOptions } from '../tools.ts';

const ROOT = join(__dirname, '..', '..');

export interface RunOptions extends NodeOptions {
  /** One file after the other: for tests that share a browser's processor time. */
  oneByOne?: boolean;
  /** Files whose tests leave their process as it was share one. */
  sharesProcesses?: boolean;
  /** Says how much of the sources the tests go through, and writes which lines to `coverage`. */
  coverage?: boolean;
}

/**
 * Runs files, in a process each unless they share one.
 * @param files paths from the top of the project
 * @param stage names the folder of their bundles
 */
export async function runTestFiles(
  files: readonly string[],
  stage: string,
  { oneByOne = false, sharesProcesses = false, coverage = false, environment = {}, ...output }: RunOptions = {},
): Promise<Told> {
  if (files.length === 0) return { passed: 0, failed: 1, skipped: 0, failures: [] };
  const folder = join('out', stage);
  const bundled = await bundleTests(files, folder);
  const bundles = sharesProcesses ? await together(files, bundled, folder) : bundled;
  const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-tally-'));
  const target = join(scratch, 'tally.json');
  const counts = join(scratch, 'coverage');
  try {
    const code = await node(
      [
        '--enable-source-maps',
        ...(coverage ? ['--require', './scripts/testing/own-coverage.js'] : []),
        '--test',
        `--test-concurrency=${oneByOne ? 1 : 2}`,
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...['--test-reporter=./scripts/testing/tally-reporter.js', `--test-reporter-destination=${target}`],
        ...bundles,
      ],
      { ...output, environment: coverage ? { ...environment, NODE_V8_COVERAGE: counts } : environment },
    );
    const told = JSON.parse(readFileSync(target, 'utf8')) as Told;
    if (coverage) output.write?.(coverageReport(coveredLines(counts, join(ROOT, folder)), ROOT));
    // The runner can fail although every test passed, for example when a file cannot be loaded.
    if (code === 0 || told.failed > 0) return told;
    const message = `Node's test runner ended with ${code} although no test failed.`;
    return { ...told, failed: 1, failures: [{ name: stage, message }] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
