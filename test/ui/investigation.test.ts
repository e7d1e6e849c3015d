/** The way of the README: from a right click on a log to the lines that prove a finding, on the packaged extension. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { DashboardPage } from './dashboard-page.ts';
import { sampleStory } from './sample-story.ts';

const step = sampleStory('investigation');

step('a right click on a log scans it and offers the dashboard', async ({ session, sample, workbench, dashboard }) => {
  await workbench.chooseInExplorer(sample.name, 'Scan This File for Distillation Attacks');
  await workbench.notificationButton('Open Dashboard').click();
  const called = sample.report.accounts.filter((account) => account.verdict === 'distillation').length;
  const all = sample.report.accounts.length;
  assert.match(
    await dashboard.headline(),
    new RegExp(`^Looks like distillation: .*, ${called} accounts.* \\(of ${all} accounts\\)`),
  );
  await workbench.status(sample.headline).waitFor();
  await session.picture(workbench, 'overview');
});

step('a heatmap cell leads to a request of its account', async ({ session, sample, workbench, dashboard }) => {
  await dashboard.goTo('Accounts');
  const account = await dashboard.clickFirstCell();
  const line = await workbench.cursorLine();
  // The tooltip cuts long names.
  assert.ok(sample.accountOf(line)?.startsWith(account.replace(/…$/, '')), `line ${line} is not of ${account}`);
  await session.picture(workbench, 'heatmap-cell');
});

step('a template leads to a request that was made from it', async ({ session, sample, workbench, dashboard }) => {
  await dashboard.front();
  await dashboard.goTo('Templates');
  await session.picture(workbench, 'templates');
  await dashboard.openFirstTemplate();
  const place = await dashboard.clickFirstRequest();
  const line = Number(/(\d+)$/.exec(place.replaceAll(',', ''))?.[1]);
  await workbench.cursorOnLine(line);
  const template = sample.templateOf(line);
  assert.ok(
    sample.report.templates.some(({ id, verdict }) => id === template && verdict === 'distillation'),
    `line ${line} has template ${template}`,
  );
  await session.picture(workbench, 'template');
});

step('the next finding opens the log line that proves it', async ({ sample, workbench }) => {
  const first = sample.report.findings.find((finding) => finding.lines.length > 0);
  assert.ok(first, 'the sample log has findings');
  await workbench.command('Prompt Audit: Next Finding');
  await workbench.cursorOnLine(first.lines[0]!.line);
});

step(
  'the hover over that line shows evidence of both sides without scrolling, in an editor of half the width too',
  async ({ session, workbench }) => {
    await workbench.command('Show or Focus Hover');
    const hover = workbench.page.locator('.monaco-hover').filter({ hasText: 'Evidence for' }).first();
    await workbench.step('the hover shows', () => hover.waitFor());
    // It is placed anew once its text is laid out.
    await workbench.page.waitForTimeout(500);
    const first = hover.locator('li').nth(2);
    const [frame, against] = [await hover.boundingBox(), await first.boundingBox()];
    assert.ok(frame && against && against.y + against.height <= frame.y + frame.height, await hover.innerText());
    await session.picture(workbench, 'hover');
    await workbench.page.keyboard.press('Escape');
  },
);

step('the findings tree leads from a campaign through its evidence to a log line', async ({ session, workbench }) => {
  await workbench.command('View: Show Prompt Audit');
  const rows = (level: number, text: RegExp, state = ''): Locator =>
    workbench.page.locator(`[role="treeitem"][aria-level="${level}"]${state}`).filter({ hasText: text });
  // What the step before has revealed stays unfolded.
  for (const [level, text] of [/C\d+: /, /Evidence for/, / · /].entries())
    await workbench.step(`the tree has a node to unfold on level ${level + 1}`, () =>
      rows(level + 1, text, '[aria-expanded="false"]')
        .first()
        .click(),
    );
  const label = rows(4, /:\d+/).first().locator('.label-name');
  const line = Number(/:(\d+)$/.exec(await label.innerText())?.[1]);
  await label.click();
  await workbench.cursorOnLine(line);
  await session.picture(workbench, 'findings');
});

step('flagged lines stand in the Problems panel', async ({ session, workbench }) => {
  const rows = await workbench.problems();
  await workbench.step('a problem of Prompt Audit is listed', () =>
    rows.filter({ hasText: 'Prompt Audit' }).first().waitFor(),
  );
  await session.picture(workbench, 'problems');
});

step(
  'a reload of the window brings the dashboard and the results back',
  async ({ session, sample, workbench, dashboard }) => {
    await dashboard.front();
    await dashboard.goTo('Campaigns');
    await workbench.reload();
    await dashboard.front();
    await workbench.step('the dashboard comes back on the page it was left', () =>
      workbench.webview().locator('main[data-page="campaigns"]').waitFor(),
    );
    await workbench.status(sample.headline).waitFor();
    await session.picture(workbench, 'reloaded');
  },
);

// As after a lost connection: VS Code gives the new window another place for its files.
step('a window that is opened while an earlier one lives on shows its results', async ({ session, sample }) => {
  const second = await session.open();
  try {
    await second.command('Prompt Audit: Open Dashboard');
    await second.status(sample.headline).waitFor();
    const files = readdirSync(session.server.state, { recursive: true, encoding: 'utf8' });
    assert.equal(files.filter((path) => path.endsWith('vscode.lock')).length, 2, 'both windows have one place');
  } finally {
    await second.close();
  }
});

const THEMES = [
  { name: 'dark', theme: 'Default Dark Modern', kind: 'vscode-dark' },
  { name: 'light', theme: 'Default Light Modern', kind: 'vscode-light' },
  { name: 'high-contrast', theme: 'Default High Contrast', kind: 'vscode-high-contrast' },
  { name: 'high-contrast-light', theme: 'Default High Contrast Light', kind: 'vscode-high-contrast-light' },
] as const;

for (const { name, theme, kind } of THEMES) {
  step(`the dashboard follows the theme: ${name}`, async (story) => {
    await story.workbench.close();
    story.workbench = await story.session.open({ 'workbench.colorTheme': theme });
    story.dashboard = new DashboardPage(story.workbench);
    await story.workbench.command('Prompt Audit: Open Dashboard');
    await story.dashboard.headline();
    assert.ok((await story.dashboard.theme()).split(' ').includes(kind), `the page is not ${kind}`);
    await story.session.picture(story.workbench, `theme-${name}`);
  });
}
