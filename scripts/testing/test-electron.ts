/**
 * Runs the extension host tests in desktop VS Code, which is downloaded: the lowest supported version and the newest.
 * `npm test` runs the same tests in the VS Code server, which comes from npm.
 */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { removeFolder } from '../../test/harness/folders.ts';
import { parseResults, RESULTS } from '../../test/harness/host-results.ts';
import { hostReport } from './host-report.ts';
import { Tally } from './tally.ts';

const ROOT = join(__dirname, '..', '..');

async function main(): Promise<void> {
  const tally = new Tally();
  for (const version of ['1.101.0', 'stable']) {
    const step = `Extension host tests in desktop VS Code ${version}`;
    const began = performance.now();
    let output = '';
    const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-electron-'));
    const target = join(scratch, 'results.json');
    const workspace = join(scratch, 'workspace');
    mkdirSync(workspace);
    try {
      await runTests({
        version,
        extensionDevelopmentPath: ROOT,
        extensionTestsPath: join(ROOT, 'out', 'test', 'host', 'index.js'),
        extensionTestsEnv: { [RESULTS]: target },
        launchArgs: [
          workspace,
          ...['--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
          `--user-data-dir=${join(scratch, 'user')}`,
        ],
      }).catch((error: unknown) => console.error(error));
      const told = hostReport(parseResults(readFileSync(target, 'utf8')), (text) => (output += text));
      tally.add(step, told, output, (performance.now() - began) / 1000);
    } catch (error) {
      tally.fail(step, error, output, (performance.now() - began) / 1000);
    } finally {
      await removeFolder(scratch);
    }
  }
  tally.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
