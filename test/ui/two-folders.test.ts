/** Two folders in one window, each with a log of the same name, its own settings and its own decisions. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { Workbench } from '../harness/workbench.ts';
import { DashboardPage } from './dashboard-page.ts';
import { ExplorerPage } from './explorer-page.ts';
import { editorSession } from './editor-session.ts';
import type { EditorSession } from './editor-session.ts';
import { sampleScan } from './sample-scan.ts';
import { storySteps } from './steps.ts';
import { writtenDecisions } from './written-decisions.ts';

let session: EditorSession;
let workbench: Workbench;
/** Campaigns of the log by the settings of each folder. */
let called: { alpha: number; beta: number };

before(async () => {
  session = await editorSession();
  const { path, report } = await sampleScan(session.folder);
  const scores = report.campaigns.flatMap(({ verdict, score }) => (verdict === 'distillation' ? [score] : []));
  const [surest = 0, next = 0] = scores.sort((one, other) => other - one);
  assert.ok(surest > next && next > 0, 'the log tells the settings apart');
  // What makes the surest campaign alone a finding.
  const threshold = (surest + next) / 2;
  called = { alpha: scores.length, beta: 1 };
  for (const name of ['alpha', 'beta']) {
    mkdirSync(join(session.folder, name, '.vscode'), { recursive: true });
    copyFileSync(path, join(session.folder, name, 'requests.jsonl'));
  }
  const settings = JSON.stringify({ 'promptAudit.threshold': threshold });
  writeFileSync(join(session.folder, 'beta', '.vscode', 'settings.json'), settings);
  const few = readFileSync(path, 'utf8').split('\n').slice(0, 40).join('\n');
  writeFileSync(join(session.folder, 'alpha', 'unscanned.jsonl'), few);
  workbench = await session.openFolders('alpha', 'beta');
});

after(async () => {
  await session.close();
});

const step = storySteps({ name: 'two-folders', session: () => session, workbench: () => workbench });

async function scan(at: number): Promise<void> {
  const log = workbench.page
    .locator('.explorer-folders-view')
    .getByRole('treeitem', { name: 'requests.jsonl', exact: true });
  await workbench.chooseInMenu(log.nth(at), 'Scan This File for Distillation Attacks');
}

const findings = (campaigns: number): RegExp => new RegExp(`^\\s*${campaigns} campaigns?, .* flagged as distillation`);

step('each log is named with its folder, and judged by the settings of its folder', async () => {
  await scan(0);
  await workbench.told(/^alpha\/requests\.jsonl: Looks like distillation/);
  await workbench.status(findings(called.alpha)).waitFor();
  await workbench.clearNotifications();
  await scan(1);
  await workbench.told(/^beta\/requests\.jsonl: Looks like distillation/);
  await workbench.status(findings(called.beta)).waitFor();
});

step('marks stand in the log that was scanned last, and in no other', async () => {
  const rows = await workbench.problems();
  await workbench.step('problems of beta are listed', () =>
    rows.filter({ hasText: 'requests.jsonl' }).filter({ hasText: 'beta' }).first().waitFor(),
  );
  assert.equal(await rows.filter({ hasText: /^requests\.jsonl\s*alpha/ }).count(), 0);
});

step('the page of decisions names the file of the folder of the log, and a decision goes there', async () => {
  await workbench.command('Prompt Audit: Open Dashboard');
  const dashboard = new DashboardPage(workbench);
  await dashboard.headline();
  const frame = workbench.webview();
  const file = (name: string): string => join(session.folder, name, '.prompt-audit', 'triage.json');
  await dashboard.goTo('Decisions');
  await frame.getByText(file('beta')).first().waitFor();
  await dashboard.goTo('Campaigns');
  await frame.locator('.card h3 button').first().click();
  await frame.getByRole('button', { name: 'Benign…' }).click();
  await frame.getByRole('textbox').first().fill('Our own evaluation');
  await frame.getByRole('button', { name: 'Benign', exact: true }).click();
  await frame.getByText(/^Marked benign on/).waitFor();
  assert.match(writtenDecisions(join(session.folder, 'beta')), /Our own evaluation/);
  assert.equal(writtenDecisions(join(session.folder, 'alpha')), '', 'the other folder has no decision');
  await session.picture(workbench, 'two-folders');
});

step('a log that was not scanned is read as its own folder says, not as the folder that was scanned last', async () => {
  writeFileSync(join(session.folder, 'alpha', 'prompt-audit.yaml'), 'accountBy: address\n');
  await workbench.chooseInExplorer('unscanned.jsonl', 'Open in Log Explorer');
  const [rows = ''] = await new ExplorerPage(workbench).texts();
  assert.match(rows, /^198\.1[89]\./m, rows.slice(0, 300));
});
