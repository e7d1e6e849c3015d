/** Opens the built dashboard in Chromium as VS Code would show it: same style sheet, same policy, any theme. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { FromWebview } from '../../src/protocol/messages.ts';
import { Host } from './host.ts';
import type { Fake } from './in-page.ts';
import { ORIGIN, type Visit, visitPage } from './seats.ts';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const here = path.join(ROOT, 'test/view');

export const THEMES = ['dark', 'light', 'hc-dark', 'hc-light'] as const;
export type ThemeName = (typeof THEMES)[number];
export const BODY_CLASS: Readonly<Record<ThemeName, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light vscode-high-contrast',
};

interface Bundle {
  script: string;
  style: string;
  host: string;
}

let bundle: Promise<Bundle> | undefined;
/** Built from the sources for each test run, with the settings of `esbuild.js`, so that the tests never see an old bundle. */
function bundles(): Promise<Bundle> {
  bundle ??= (async () => {
    const options = {
      absWorkingDir: ROOT,
      bundle: true,
      write: false,
      outdir: '.',
      platform: 'browser',
      target: 'es2022',
      format: 'iife',
    } as const;
    const [view, host] = await Promise.all([
      build({ ...options, entryPoints: ['webview-ui/main.ts'] }),
      build({ ...options, entryPoints: ['test/view/in-page.ts'] }),
    ]);
    const text = (files: typeof view.outputFiles, end: string): string =>
      files.find((file) => file.path.endsWith(end))?.text ?? '';
    return {
      script: text(view.outputFiles, '.js'),
      style: text(view.outputFiles, '.css'),
      host: text(host.outputFiles, '.js'),
    };
  })();
  return bundle;
}

/** Variables a webview gets from VS Code 1.103, for the groups that the dashboard may use: a row each, a column a theme, empty where it has none. */
export function themeCss(theme: ThemeName): string {
  const [[, ...themes] = [], ...rows] = readFileSync(path.join(here, 'themes/themes.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t'));
  const at = themes.indexOf(theme);
  const set = rows.flatMap(([name, ...values]) => (values[at] ? [`--vscode-${name}: ${values[at]};`] : []));
  return `:root { ${set.join(' ')} }`;
}

export interface OpenOptions extends Partial<Fake> {
  theme?: ThemeName;
  width?: number;
  height?: number;
  /** Device pixels a CSS pixel; with half the width this is zoom 200%. */
  ratio?: number;
  /** Words of the reader's language, as the extension writes them into the page. */
  words?: Readonly<Record<string, string>>;
  /** Does not wait for the first page to be drawn. */
  early?: boolean;
}

/** A page with the dashboard on it. An error in the page, or a breach of its policy, fails the test at `close`. */
export async function open(
  browser: Browser,
  options: OpenOptions = {},
): Promise<{ page: Page; close: () => Promise<void> }> {
  const { theme = 'dark', width = 1280, height = 860, ratio = 1, early = false, words = {}, ...rest } = options;
  const fake: Fake = {
    accounts: 1200,
    templates: 300,
    hostile: false,
    scanned: true,
    failing: [],
    silent: [],
    state: undefined,
    otherLog: false,
    opened: false,
    ...rest,
  };
  const { script, style, host } = await bundles();
  const own = new Host(fake);
  const files: Visit['files'] = {
    '/': ['text/html', html(theme, words)],
    '/theme.css': ['text/css', themeCss(theme)],
    '/defaults.css': ['text/css', readFileSync(path.join(here, 'themes/defaults.css'), 'utf8')],
    '/webview.css': ['text/css', style],
    '/host.js': ['text/javascript', `window.fake = ${JSON.stringify(fake)};\n${host}`],
    '/webview.js': ['text/javascript', script],
  };
  const visit = {
    ...{ width, height, ratio, files },
    onAsked: (text: string, isScanned: boolean) => own.asked(text, isScanned),
    onLeft: () => own.close(),
  };
  const { page, close } = await visitPage(browser, 'toHost', visit);
  if (!early) await page.locator('h1').first().waitFor();
  return { page, close };
}

/** The policy of the real panel: no inline style, no inline script, nothing from the network. */
function html(theme: ThemeName, words: Readonly<Record<string, string>>): string {
  const table = JSON.stringify(words).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Prompt Traffic Audit</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${ORIGIN}; script-src ${ORIGIN}; img-src data: blob:">
<link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/defaults.css"><link rel="stylesheet" href="/webview.css">
</head><body class="${BODY_CLASS[theme]}" data-vscode-theme-kind="${BODY_CLASS[theme].split(' ')[0] ?? ''}" data-words="${table}">
<script src="/host.js"></script><script src="/webview.js"></script></body></html>`;
}

/** Waits until every question is answered, nothing is loading, and what was answered is drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => window.isSettled());
}

export async function show(page: Page, target: object): Promise<void> {
  await page.evaluate((where) => window.tell({ type: 'show', target: where as { page: 'overview' } }), target);
  await settled(page);
}

/** Texts that are marked because they were searched for. */
export function searchHits(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...(CSS.highlights.get('search-hit') ?? [])].map((range) => (range instanceof Range ? range.toString() : '')),
  );
}

/** Waits until a text is marked because it was searched for: rows that are read from the log come after their page is still. */
export async function searchHit(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      [...(CSS.highlights.get('search-hit') ?? [])].some(
        (range) => range instanceof Range && range.toString() === wanted,
      ),
    text,
  );
}

/** The last message of a type that the page sent to its host. */
export async function lastSent<T extends FromWebview['type']>(
  page: Page,
  type: T,
): Promise<Extract<FromWebview, { type: T }> | undefined> {
  const sent = await page.evaluate((wanted) => window.sent.filter((message) => message.type === wanted), type);
  return sent.at(-1) as Extract<FromWebview, { type: T }> | undefined;
}
