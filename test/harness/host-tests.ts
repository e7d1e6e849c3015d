/** Runs `out/test/host/index.js` in the extension host of a VS Code server, by the way VS Code tests its own extensions. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './chromium.ts';
import type { Editor } from './editors.ts';
import { parseResults, RESULTS } from './host-results.ts';
import type { HostResults } from './host-results.ts';
import { removeFolder } from './folders.ts';
import { startServer, WITHOUT_WELCOME } from './server.ts';

/** Longest time all host tests may take, in ms. */
const PATIENCE = 1_800_000;

/**
 * Runs them with an empty folder open, which the tests may fill.
 * @param root top of the project, built, with `out/test/host/index.js`
 */
export async function runHostTests(editor: Editor, root: string): Promise<HostResults> {
  const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-host-'));
  const target = join(scratch, 'results.json');
  const workspace = join(scratch, 'workspace');
  mkdirSync(workspace);
  const server = await startServer(editor, { forTests: true, environment: { [RESULTS]: target } });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const lines: string[] = [];
    let finish: (code: number) => void = () => undefined;
    const exit = new Promise<number>((resolve) => (finish = resolve));
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      lines.push(args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' '));
    });
    await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));
    const remote = (path: string): string => `vscode-remote://localhost:${server.port}${path}`;
    const address = server.address(workspace, [
      ...WITHOUT_WELCOME,
      ['extensionDevelopmentPath', remote(root)],
      ['extensionTestsPath', remote(join(root, 'out', 'test', 'host', 'index.js'))],
    ]);
    await page.goto(address);
    const timer = setTimeout(() => finish(-1), PATIENCE);
    const code = await exit;
    clearTimeout(timer);
    if (existsSync(target)) return parseResults(readFileSync(target, 'utf8'));
    const why = code === -1 ? `did not end within ${PATIENCE / 1000} s` : `ended with code ${code}`;
    throw new Error(`Host tests in VS Code ${editor.version} ${why}:\n${lines.slice(-60).join('\n')}`);
  } finally {
    await browser.close();
    await server.stop();
    await removeFolder(scratch);
  }
}
