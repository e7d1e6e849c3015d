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
import { printHostResults } from './host-report.ts';
import { Tally } from './tally.ts';

const ROOT = join(__dirname, '..', '..');

async function main(): Promise<void> {
  const tally = new Tally();
  for (const version of ['1.101.0', 'stable']) {
    tally.heading(`Extension host tests in desktop VS Code ${version}`);
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
      tally.add(printHostResults(parseResults(readFileSync(target, 'utf8'))));
    } catch (error) {
      tally.fail(error);
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
