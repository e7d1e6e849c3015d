/** Opens the built log explorer in Chromium as VS Code would show it: same style sheet, same policy, any theme. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { ExplorerHost, type ScannedLog, scanned } from './explorer-host.ts';
import type { LineCounts } from './made-up/lines.ts';
import { BODY_CLASS, ROOT, themeCss, type ThemeName } from './page.ts';
import { ORIGIN, type Visit, visitPage } from './seats.ts';

let bundle: Promise<Record<string, string>> | undefined;
/** Built from the sources for each test run, so that the tests never see an old bundle. */
function bundles(): Promise<Record<string, string>> {
  bundle ??= (async () => {
    const { outputFiles } = await build({
      absWorkingDir: ROOT,
      bundle: true,
      write: false,
      outdir: '/',
      platform: 'browser',
      target: 'es2022',
      format: 'iife',
      entryPoints: { explorer: 'webview-ui/explorer/main.ts', host: 'test/view/explorer-in-page.ts' },
    });
    return Object.fromEntries(outputFiles.map((file) => [path.basename(file.path), file.text]));
  })();
  return bundle;
}

export interface ExplorerOptions {
  /** False: the log was not scanned yet. */
  scanned?: boolean;
  /** The log has no campaign in it. */
  clean?: boolean;
  /** The log has hostile text in every field. */
  hostile?: boolean;
  /** Shows lines that are made up, and not scanned, instead of a log. */
  madeUp?: LineCounts;
  /** What the page kept before a reload. */
  state?: unknown;
  theme?: ThemeName;
  width?: number;
  height?: number;
  /** Device pixels a CSS pixel; with half the width this is zoom 200%. */
  ratio?: number;
}

/** A page with the explorer on it. An error in the page, or a breach of its policy, fails the test at `close`. */
export async function openExplorer(
  browser: Browser,
  options: ExplorerOptions = {},
): Promise<{ page: Page; log: ScannedLog; host: ExplorerHost; close: () => Promise<void> }> {
  const { theme = 'dark', width = 1280, height = 800, ratio = 1, hostile = false, madeUp, state } = options;
  const log = await scanned(hostile ? 'hostile' : options.clean ? 'clean' : 'demo');
  const host = await ExplorerHost.of(log, options.scanned ?? true, madeUp);
  const built = await bundles();
  const defaults = readFileSync(path.join(ROOT, 'test/view/themes/defaults.css'), 'utf8');
  const files: Visit['files'] = {
    '/': ['text/html', html(theme)],
    '/theme.css': ['text/css', themeCss(theme)],
    '/defaults.css': ['text/css', defaults],
    '/explorer.css': ['text/css', built['explorer.css'] ?? ''],
    '/host.js': ['text/javascript', `window.savedState = ${JSON.stringify(state)};\n${built['host.js'] ?? ''}`],
    '/explorer.js': ['text/javascript', built['explorer.js'] ?? ''],
  };
  const visit = {
    ...{ width, height, ratio, files },
    onTaken: (taken: Page) => host.begin(taken),
    onAsked: (text: string) => host.asked(text),
    onLeft: () => host.close(),
  };
  const { page, close } = await visitPage(browser, 'askHost', visit);
  await page.locator('.log-row:not(.pending)').first().waitFor();
  await page.locator('.pane-head').waitFor();
  return { page, log, host, close };
}

/** The policy of the real panel: no inline style, no inline script, nothing from the network. */
function html(theme: ThemeName): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Log Explorer</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${ORIGIN}; script-src ${ORIGIN}; img-src data: blob:">
<link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/defaults.css"><link rel="stylesheet" href="/explorer.css">
</head><body class="${BODY_CLASS[theme]}" data-vscode-theme-kind="${BODY_CLASS[theme].split(' ')[0] ?? ''}">
<script src="/host.js"></script><script src="/explorer.js"></script></body></html>`;
}
