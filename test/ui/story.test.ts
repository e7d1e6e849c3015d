/**
 * An investigation from a log of over 60 MB to the file that is handed over, on the packaged extension: explore, scan,
 * campaign, account, template, line, decision, scan again, SARIF. `npm run story` saves its pictures for the
 * documentation and the walkthrough. Longer than 250 lines: one story, each step of which needs what those before it left.
 */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { FrameLocator, Locator } from 'playwright-core';
import { isAll } from '../harness/all.ts';
import type { Workbench } from '../harness/workbench.ts';
import { DashboardPage } from './dashboard-page.ts';
import { editorSession } from './editor-session.ts';
import type { EditorSession } from './editor-session.ts';
import { ExplorerPage } from './explorer-page.ts';
import { sampleScan, SCANNED } from './sample-scan.ts';
import type { SampleScan } from './sample-scan.ts';
import { saveAs } from './save-dialog.ts';
import { storySteps } from './steps.ts';
import { writtenDecisions } from './written-decisions.ts';

/** Makes a log that no text editor synchronises with extensions: their limit is 50 MB. */
const REQUESTS = 27_000;
const LARGE = 60_000_000;
/** What lies beside the Explorer, from the tabs down. */
const BESIDE = { x: 348, y: 36, width: 1092, height: 564 };

let session: EditorSession;
let workbench: Workbench;
let dashboard: DashboardPage;
let explorer: ExplorerPage;
let sample: SampleScan;
/** Account that the story is about. */
let account = '';

before(async () => {
  session = await editorSession();
  sample = await sampleScan(session.folder, { requests: REQUESTS });
  assert.ok(statSync(sample.path).size > LARGE, 'the log is too small for the story');
  const theme = process.env.PROMPT_AUDIT_THEME ?? 'Default Dark Modern';
  workbench = await session.open({ 'workbench.colorTheme': theme });
  dashboard = new DashboardPage(workbench);
  explorer = new ExplorerPage(workbench);
});

after(async () => {
  await session.close();
});

const step = storySteps({ name: 'story', session: () => session, workbench: () => workbench });
const page = (): FrameLocator => workbench.webview();
const rowsOf = (grid: string | RegExp): Locator =>
  page().getByRole('grid', { name: grid }).locator('.vt-body').getByRole('row');

step('a log of over 60 MB opens at once, before any scan', async () => {
  await workbench.chooseInExplorer(sample.name, 'Open in Log Explorer');
  await explorer.ready();
  assert.equal(await explorer.count(/^[\d,]+ lines$/), sample.report.inputs.lines);
});

step('before a scan the view of findings says what can be scanned', async () => {
  await workbench.command('View: Show Prompt Audit');
  await workbench.step('the view offers to choose logs', () =>
    workbench.page.getByRole('button', { name: 'Scan Files or Folder…' }).first().waitFor(),
  );
  await workbench.page.waitForTimeout(500);
  await session.showStep(workbench, 'own', { x: 0, y: 36, width: 348, height: 440 });
  await workbench.command('View: Show Explorer');
});

step('the scan runs from the log and its result is shown in place', async () => {
  await explorer.press('Scan This Log');
  await workbench.status(sample.headline).waitFor();
  assert.equal(await explorer.count(/^[\d,]+ requests$/), sample.report.inputs.requests);
  await explorer.settled();
  await workbench.notificationButton('Open Dashboard').waitFor();
  await explorer.focus();
  await workbench.page.keyboard.press('n');
  await workbench.step('a flagged request shows its slots', async () => (await explorer.slots()).first().waitFor());
  await session.showStep(workbench, 'scan', { x: 190, y: 480, width: 1250, height: 420 });
});

step('the dashboard shows what was found', async () => {
  await workbench.notificationButton('Open Dashboard').click();
  await dashboard.headline();
  await workbench.clearNotifications();
  await session.show(workbench, 'overview');
  await session.showStep(workbench, 'dashboard', BESIDE);
  await dashboard.goTo('Accounts');
  await workbench.step('the heatmap has its legend', () => page().locator('.scale-legend').first().waitFor());
  // The canvas is drawn a moment after its rows came.
  await workbench.page.waitForTimeout(500);
  await session.show(workbench, 'accounts');
  await dashboard.goTo('Templates');
  await rowsOf('Templates').first().waitFor();
  await session.picture(workbench, 'story-templates');
});

step('a campaign leads to one of its accounts', async () => {
  await dashboard.goTo('Campaigns');
  await page().locator('ul.cards .card').first().waitFor();
  await session.picture(workbench, 'story-campaigns');
  await page().locator('ul.cards .card.distillation h3').getByRole('button', { name: 'C1', exact: true }).click();
  await workbench.step('its reasons show their texts', () => page().locator('.reason .quote-prompt').first().waitFor());
  await workbench.page.waitForTimeout(800);
  await session.show(workbench, 'campaign');
  await session.showStep(workbench, 'proof', BESIDE);
  await page().getByRole('tab', { name: 'Graph' }).click();
  await workbench.step('the campaign shows who sends what', async () => {
    const graph = page().locator('.graph svg').first();
    await graph.waitFor();
    await graph.scrollIntoViewIfNeeded();
    await workbench.page.waitForTimeout(500);
  });
  await session.show(workbench, 'graph');
  await page().getByRole('tab', { name: 'Accounts' }).click();
  await workbench.step('the campaign lists its members', () => rowsOf('Accounts by evidence').first().waitFor());
  await rowsOf('Accounts by evidence').first().click();
  await page().locator('main[data-page="account"]').waitFor();
  account = await dashboard.main.locator('h1').innerText();
  assert.ok(
    sample.report.accounts.some((one) => one.account === account),
    `no account ${account}`,
  );
  await workbench.step('the account shows its own requests', () =>
    page().locator('.reason .quote-prompt').first().waitFor(),
  );
  await workbench.page.waitForTimeout(800);
  await session.show(workbench, 'account');
});

step('the account leads to its template', async () => {
  await rowsOf('What this account sends, by template').first().click();
  await page().locator('main[data-page="template"]').waitFor();
  await workbench.step('the template shows its text', () => page().locator('.skeleton').first().waitFor());
  await session.show(workbench, 'template');
});

step('the template leads to a line, which the log explorer shows beside the dashboard', async () => {
  const place = await dashboard.clickFirstRequest();
  const line = Number(/(\d+)$/.exec(place.replaceAll(',', ''))?.[1]);
  await explorer.shows(line);
  const template = sample.templateOf(line);
  assert.ok(
    sample.report.templates.some(({ id, verdict }) => id === template && verdict === 'distillation'),
    `line ${line} has template ${template}`,
  );
  assert.ok((await (await explorer.slots()).count()) > 0, 'the slots of the template are not marked');
  await session.show(workbench, 'line');
});

step('the keyboard walks the findings of the log, and the tree follows', async () => {
  await workbench.command('View: Show Prompt Audit');
  await explorer.focus();
  const before = await explorer.line();
  await workbench.page.keyboard.press('n');
  await workbench.step('another request is shown', async () => {
    for (let tries = 0; (await explorer.line()) === before && tries < 100; tries++)
      await workbench.page.waitForTimeout(50);
  });
  const line = await explorer.line();
  assert.ok(line > before, `${line} is not behind ${before}`);
  await workbench.step('the tree marks a campaign', () =>
    workbench.page.locator('[role="treeitem"][aria-level="1"][aria-selected="true"]').first().waitFor(),
  );
});

step('text is searched in the whole log', async () => {
  await explorer.search('step by step');
  const found = await explorer.count(/^(the first )?[\d,]+ requests found$/);
  const text = readFileSync(sample.path, 'utf8').split('\n');
  const expected = text.filter((line) => line.toLowerCase().includes('step by step')).length;
  assert.equal(found, Math.min(10_000, expected));
  await explorer.press('Clear filters');
});

step('a campaign is marked benign with a reason, and its findings no longer count', async () => {
  const campaign = workbench.page.locator('[role="treeitem"][aria-level="1"]').filter({ hasText: 'C1: ' });
  await workbench.chooseInMenu(campaign.first(), 'Mark as Benign…');
  const input = workbench.page.locator('.quick-input-widget input[type="text"]');
  await input.fill('Our own nightly evaluation, run by the quality team');
  await workbench.page.keyboard.press('Enter');
  await workbench.choose('90 days');
  await workbench.answer(/Who decides\?/, 'Robin');
  await workbench.answer(/Who is responsible for it\?/, 'Quality team');
  await workbench.told(/^Marked benign: campaign/);
  await workbench.step('the dashboard shows the decision', async () => {
    const dashboardFrame = await workbench.webviewWith('header.top');
    await dashboardFrame.getByText('Our own nightly evaluation').first().waitFor();
  });
  // The log explorer looks at the log again after a decision.
  await workbench.page.waitForTimeout(1500);
  await explorer.settled();
  await session.show(workbench, 'decision');
  await session.showStep(workbench, 'decide', { x: 0, y: 36, width: 890, height: 400 });
  await workbench.clearNotifications();
  assert.equal(await workbench.status(sample.headline).count(), 0, 'the status still counts every finding');
  const triage = writtenDecisions(session.folder);
  assert.match(triage, /nightly evaluation/);
  assert.match(triage, /"(?:by|author)": ?"Robin"/);
  assert.match(triage, /"owner": ?"Quality team"/);
});

step('a further scan respects the decision', async () => {
  const shown = await workbench.status(SCANNED).innerText();
  await workbench.command('View: Show Explorer');
  await workbench.chooseInExplorer(sample.name, 'Scan This File for Distillation Attacks');
  await workbench.status(/Scanning/).waitFor();
  await workbench.status(SCANNED).waitFor();
  assert.equal((await workbench.status(SCANNED).innerText()).trim(), shown.trim());
  await workbench.clearNotifications();
});

step('the findings are written as SARIF, with lines that are in the log', async () => {
  await workbench.commandAndChoose('Prompt Audit: Export Findings…', /All findings/);
  await workbench.choose(/SARIF/);
  await workbench.choose(/Redacted/);
  const written = await saveAs(workbench, 'Export findings', join(session.folder, 'findings.sarif'));
  await workbench.told(/SARIF.* written to findings\.sarif/);
  // The notification of the progress makes room for this one.
  await workbench.page.waitForTimeout(1200);
  await session.show(workbench, 'export');
  const sarif = JSON.parse(written.toString()) as Sarif;
  assert.equal(sarif.version, '2.1.0');
  const lines = sarif.runs.flatMap(({ results }) =>
    results.flatMap(({ locations }) =>
      locations.map(({ physicalLocation }) => physicalLocation.region?.startLine ?? 0),
    ),
  );
  assert.ok(lines.length > 0);
  const known = sample.report.findings.flatMap((finding) => finding.lines.map(({ line }) => line));
  // Programs are no findings: their results are on lines of their own.
  const programs = new Set(
    sample.report.accounts.filter(({ verdict }) => verdict === 'automation').map(({ account }) => account),
  );
  const isProgram = (line: number): boolean => programs.has(sample.accountOf(line) ?? '');
  assert.deepEqual(
    lines.filter((line) => line > 0 && !known.includes(line) && !isProgram(line)),
    [],
  );
});

interface Sarif {
  version: string;
  runs: {
    results: { locations: { physicalLocation: { region?: { startLine?: number } } }[] }[];
  }[];
}

const THEMES = [
  { name: 'dark', theme: 'Default Dark Modern' },
  { name: 'light', theme: 'Default Light Modern' },
  { name: 'high-contrast', theme: 'Default High Contrast' },
  { name: 'high-contrast-light', theme: 'Default High Contrast Light' },
] as const;

/** The darkest and the lightest, where not everything is asked for: each takes an editor of its own. */
const FEW = new Set<string>(['dark', 'high-contrast-light']);

for (const { name, theme } of THEMES.filter((one) => isAll || FEW.has(one.name))) {
  step(`the log explorer follows the theme: ${name}`, async () => {
    await workbench.close();
    workbench = await session.open({ 'workbench.colorTheme': theme });
    explorer = new ExplorerPage(workbench);
    await workbench.chooseInExplorer(sample.name, 'Open in Log Explorer');
    await explorer.ready();
    await workbench.step('the results are back', () => workbench.status(SCANNED).waitFor());
    // The list learns of them a moment after the status bar, and without them there is no next finding.
    await explorer.count(/^[\d,]+ requests$/);
    await explorer.focus();
    await workbench.page.keyboard.press('n');
    await workbench.step('the request shows its slots', async () => (await explorer.slots()).first().waitFor());
    await workbench.page.waitForTimeout(500);
    await (name === 'dark' ? session.show(workbench, 'log-explorer') : session.picture(workbench, `explorer-${name}`));
    if (name === 'dark') await session.showStep(workbench, 'sample', BESIDE);
  });
}
