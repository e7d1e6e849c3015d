/**
 * Shows the whole thing: generates a sample log, scans it, prints the findings and opens the dashboard in VS Code.
 *
 *   npm run demo                  desktop VS Code when `code` is on the PATH, else a server and its address
 *   npm run demo -- --headless    no window: saves screenshots of the dashboard to `demo-output` and ends
 *
 * VS Code runs with settings and extensions of its own, so that nobody's editor is changed.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../test/harness/chromium.ts';
import { installEditor } from '../test/harness/editors.ts';
import { run } from '../test/harness/processes.ts';
import { startServer, type Server } from '../test/harness/server.ts';
import { packExtension } from '../test/harness/vsix.ts';
import { PLAIN_SETTINGS, Workbench } from '../test/harness/workbench.ts';
import { node } from './tools.ts';

const ROOT = join(__dirname, '..');
const OUTPUT = join(ROOT, 'demo-output');
const WORKSPACE = join(OUTPUT, 'workspace');
const LOG = join(WORKSPACE, 'requests.jsonl');
const CLI = join(ROOT, 'dist', 'cli.js');

async function main(): Promise<void> {
  // `npm run demo --headless`, without the dashes between, hands the word to npm.
  const headless = process.argv.includes('--headless') || process.env.npm_config_headless === 'true';
  await step('Build', [join(ROOT, 'esbuild.js'), '--production']);
  mkdirSync(join(WORKSPACE, '.vscode'), { recursive: true });
  await step('Make up a log', [CLI, 'demo-log', '--output', LOG]);
  await step('Scan it', [CLI, 'scan', LOG]);

  console.log('\nOpen the dashboard');
  const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-demo-'));
  const extensions = [
    await packExtension(ROOT),
    await packExtension(join(ROOT, 'scripts', 'demo-start'), join(scratch, 'demo-start.vsix'), { isInternal: true }),
  ];
  writeFileSync(join(WORKSPACE, '.vscode', 'settings.json'), JSON.stringify(PLAIN_SETTINGS, null, 2));

  if (!headless && (await openDesktop(extensions, scratch))) return;
  if (process.platform === 'win32') {
    throw new Error(
      'The VS Code server from npm does not run on Windows: install VS Code, so that `code` is on the PATH.',
    );
  }
  const server = await startServer(await installEditor('lowest'), { extensions });
  rmSync(scratch, { recursive: true, force: true });
  if (headless) await takePictures(server);
  else await serve(server);
}

/** Opens desktop VS Code, where there is one and a screen to show it on. */
async function openDesktop(extensions: readonly string[], scratch: string): Promise<boolean> {
  const screen =
    process.platform !== 'linux' || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
  // In a terminal of a remote window `code` speaks to that window and knows no settings of its own.
  if (!screen || process.env.VSCODE_IPC_HOOK_CLI !== undefined) return false;
  const own = ['--user-data-dir', join(scratch, 'user'), '--extensions-dir', join(scratch, 'extensions')];
  const code = async (...args: string[]): Promise<boolean> => {
    const result = await run('code', [...own, ...args], { shell: process.platform === 'win32' }).catch(() => undefined);
    return result?.code === 0;
  };
  for (const vsix of extensions) if (!(await code('--install-extension', vsix))) return false;
  return code('--disable-workspace-trust', '--new-window', WORKSPACE);
}

/** Keeps the server until Ctrl-C. */
async function serve(server: Server): Promise<void> {
  console.log(`\n  ${server.address(WORKSPACE)}\n\nOpen this address in a browser on this machine. Ctrl-C ends it.`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.stop();
}

async function takePictures(server: Server): Promise<void> {
  const browser = await openBrowser();
  try {
    const workbench = await Workbench.open(browser, server, WORKSPACE);
    const dashboard = workbench.webview();
    await workbench.step('the dashboard shows the scan', () =>
      dashboard
        .locator('main[data-page="overview"] h1')
        .filter({ hasText: 'distillation' })
        .waitFor({ timeout: 120_000 }),
    );
    await workbench.clearNotifications();
    const pictures = [await workbench.screenshot(OUTPUT, 'overview')];
    for (const page of ['Accounts', 'Templates', 'Campaigns']) {
      await dashboard.getByRole('navigation').getByRole('button', { name: page }).click();
      // The heatmap is drawn on a canvas: there is nothing to wait for but time.
      await workbench.page.waitForTimeout(1_500);
      pictures.push(await workbench.screenshot(OUTPUT, page.toLowerCase()));
    }
    console.log(pictures.join('\n'));
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function step(name: string, args: readonly string[]): Promise<void> {
  console.log(`\n${name}`);
  const code = await node(args);
  if (code !== 0) throw new Error(`${name} failed with code ${code}.`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
