/** Entry of the tests that run in the extension host: VS Code loads this file and calls `run`. */
import { runSuites } from '../harness/host-runner.ts';

export function run(): Promise<void> {
  return runSuites([
    // First: an extension starts only once in a window.
    () => import('./activation.test.ts'),
    () => import('./commands.test.ts'),
    () => import('./diagnostics.test.ts'),
    () => import('./open-line.test.ts'),
    () => import('./broken-lines.test.ts'),
    () => import('./log-documents.test.ts'),
    () => import('./dashboard.test.ts'),
    () => import('./decisions.test.ts'),
    () => import('./open-report.test.ts'),
    () => import('./saved-scan.test.ts'),
    () => import('./scan.test.ts'),
    () => import('./configuration.test.ts'),
    () => import('./language-tools.test.ts'),
    () => import('./other-extensions.test.ts'),
    () => import('./blind-logs.test.ts'),
    () => import('./follow.test.ts'),
    () => import('./watch.test.ts'),
    () => import('./next-finding.test.ts'),
    () => import('./inspect-log.test.ts'),
  ]);
}
