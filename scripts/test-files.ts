import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Told } from './tally.ts';
import { node, TYPESCRIPT } from './tools.ts';

export interface RunOptions {
  /** One file after the other: for tests that share a browser's processor time. */
  oneByOne?: boolean;
  environment?: NodeJS.ProcessEnv;
}

/** Runs files with Node's test runner, which prints as it goes, and counts their tests. */
export async function runTestFiles(files: readonly string[], options: RunOptions = {}): Promise<Told> {
  if (files.length === 0) return { passed: 0, failed: 1, skipped: 0, failures: [] };
  const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-tally-'));
  const target = join(scratch, 'tally.json');
  try {
    const code = await node(
      [
        ...TYPESCRIPT,
        '--test',
        `--test-concurrency=${options.oneByOne === true ? 1 : 2}`,
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...['--test-reporter=./scripts/tally-reporter.js', `--test-reporter-destination=${target}`],
        ...files,
      ],
      options.environment,
    );
    const told = JSON.parse(readFileSync(target, 'utf8')) as Told;
    // The runner can fail although every test passed, for example when a file cannot be loaded.
    return code !== 0 && told.failed === 0 ? { ...told, failed: 1 } : told;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
