/** Runs inside the extension host: loads the suites, runs them with mocha and writes down how they ended. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { type HostResults, measured, RESULTS } from './host-results.ts';

/**
 * @param suites loaders of test files. They are imported after mocha is ready, because importing them declares tests.
 * @throws when a test failed, which ends VS Code with a code other than 0
 */
export async function runSuites(suites: readonly (() => Promise<unknown>)[]): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 300_000, color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of suites) await load();

  const results: HostResults = { tests: [], measured };
  const failures = await new Promise<number>((resolve) => {
    const add = (test: Mocha.Runnable, state: 'passed' | 'failed' | 'skipped', error?: Error): void => {
      const entry = { title: test.titlePath().join(' › '), state, ms: test.duration ?? 0 };
      results.tests.push(error === undefined ? entry : { ...entry, error: error.stack ?? error.message });
    };
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => add(test, 'passed'));
    runner.on('pending', (test) => add(test, 'skipped'));
    // A hook that fails is reported here as well, so nothing can fail unseen.
    runner.on('fail', (test, error) => add(test, 'failed', error instanceof Error ? error : new Error(String(error))));
  });
  const target = process.env[RESULTS];
  if (target !== undefined) writeFileSync(target, JSON.stringify(results, null, 2));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
