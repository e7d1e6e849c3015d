/**
 * The whole story of an investigation without a pointer, on the packaged extension: no click, no hover, nothing but keys.
 * Log, scan, dashboard, campaign, account, template, line, decision in the tree, scan again, SARIF.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { Workbench } from '../harness/workbench.ts';
import { editorSession } from './editor-session.ts';
import type { EditorSession } from './editor-session.ts';
import { Keyboard } from './keyboard.ts';
import { sampleScan } from './sample-scan.ts';
import type { SampleScan } from './sample-scan.ts';
import { saveAs } from './save-dialog.ts';
import { storySteps } from './steps.ts';
import { writtenDecisions } from './written-decisions.ts';

let session: EditorSession;
let workbench: Workbench;
let keyboard: Keyboard;
let sample: SampleScan;

before(async () => {
  session = await editorSession();
  sample = await sampleScan(session.folder);
  workbench = await session.open();
  keyboard = new Keyboard(workbench);
});

after(async () => {
  await session.close();
});

const step = storySteps({ name: 'keyboard', session: () => session, workbench: () => workbench });
const shows = (page: string): Promise<void> =>
  workbench.step(`the dashboard shows the page ${page}`, async () => {
    const frame = await keyboard.dashboard();
    await frame.locator(`main[data-page="${page}"] h1`).waitFor();
    await frame.locator('[aria-busy]').first().waitFor({ state: 'detached' });
  });

step('a log is opened and scanned', async () => {
  await keyboard.openFile(sample.name);
  await workbench.cursorOnLine(1);
  await keyboard.command('Prompt Audit: Scan This File');
  await workbench.status(sample.headline).waitFor();
});

step('the dashboard opens with the focus in it, and Tab leads to a campaign', async () => {
  await keyboard.command('Prompt Audit: Open Dashboard');
  await shows('overview');
  await keyboard.tabTo('nav button', /^Campaigns/);
  await keyboard.press('Enter');
  await shows('campaigns');
  await keyboard.tabTo('.card.distillation h3 button', /^C1$/);
  await keyboard.press('Enter');
  await shows('campaign');
});

step('the campaign leads to an account, the account to a template', async () => {
  await keyboard.tabTo('[role="tab"]', /^Evidence$/);
  await keyboard.press('ArrowRight');
  await keyboard.tabTo('[role="grid"]', /^Accounts by evidence$/);
  await keyboard.press('ArrowDown', 'Enter');
  await shows('account');
  await keyboard.tabTo('[role="grid"]', /^What this account sends/);
  await keyboard.press('Enter');
  await shows('template');
});

step('the template leads to a line of the log', async () => {
  await keyboard.tabTo('[role="grid"]', /^Requests$/);
  const requests = (await keyboard.dashboard()).getByRole('grid', { name: 'Requests' });
  const text = await requests.locator('.vt-body .link').first().innerText();
  const line = Number(/(\d+)$/.exec(text.replaceAll(',', ''))?.[1]);
  await keyboard.press('Enter');
  await workbench.cursorOnLine(line);
  const template = sample.templateOf(line);
  assert.ok(
    sample.report.templates.some(({ id, verdict }) => id === template && verdict === 'distillation'),
    `line ${line} has template ${template}`,
  );
});

step('the campaign is marked benign in the tree, with a reason', async () => {
  await keyboard.command('View: Show Prompt Audit');
  await keyboard.press('Home');
  await keyboard.moveTo(workbench.page.locator('.pane-body .monaco-list-row.focused'), /^C1: /);
  await keyboard.press('Shift+F10');
  await keyboard.moveTo(workbench.page.locator('.monaco-menu .action-item.focused'), /Mark as Benign/);
  await keyboard.press('Enter');
  await workbench.page.locator('.quick-input-widget input[type="text"]').waitFor();
  await keyboard.type('Our own nightly evaluation');
  await keyboard.press('Enter');
  await keyboard.choose(/^90 days/);
  await workbench.answer(/Who decides\?/, '');
  await workbench.answer(/Who is responsible for it\?/, 'Quality team');
  await workbench.step('the decision is told', () =>
    workbench.page
      .locator('.notifications-toasts')
      .getByText(/^Marked benign: campaign C1/)
      .first()
      .waitFor(),
  );
  assert.match(writtenDecisions(session.folder), /nightly evaluation/);
});

step('a further scan respects the decision', async () => {
  await keyboard.command('Prompt Audit: Scan This File');
  await workbench.status(/Scanning/).waitFor();
  const told = workbench.status(/(flagged as (distillation|relay)|be judged: .*)\s*$/);
  const said = await workbench.step('the scan ends', () => told.innerText());
  assert.notEqual(said.trim(), sample.headline, 'the campaign counts in spite of the decision');
});

step('the findings are exported as SARIF', async () => {
  await keyboard.command('Prompt Audit: Export Findings…');
  await keyboard.choose(/All findings/);
  await keyboard.choose(/SARIF/);
  await keyboard.choose(/^Redacted/);
  const written = await saveAs(workbench, 'Export findings', join(session.folder, 'findings.sarif'));
  const { version } = JSON.parse(written.toString()) as { version: string };
  assert.equal(version, '2.1.0');
});

step('after a reload the scan can still be compared with the one before', async () => {
  await workbench.reload();
  await workbench.status(/flagged as (distillation|relay)|cannot be judged/).waitFor();
  await keyboard.command('Prompt Audit: Compare Reports…');
  await keyboard.choose(/^With the previous scan/);
  await shows('compare');
  const frame = await keyboard.dashboard();
  await frame.getByText(`${sample.name}, before`).first().waitFor();
});
