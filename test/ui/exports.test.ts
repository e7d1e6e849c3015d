/** What the packaged extension hands over, through its dialogs: an evidence packet, STIX indicators, pictures of charts. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { Workbench } from '../harness/workbench.ts';
import { DashboardPage } from './dashboard-page.ts';
import { editorSession } from './editor-session.ts';
import type { EditorSession } from './editor-session.ts';
import { sampleScan } from './sample-scan.ts';
import type { SampleScan } from './sample-scan.ts';
import { saveAs } from './save-dialog.ts';
import { storySteps } from './steps.ts';

let session: EditorSession;
let workbench: Workbench;
let dashboard: DashboardPage;
let sample: SampleScan;

before(async () => {
  session = await editorSession();
  sample = await sampleScan(session.folder);
  workbench = await session.open();
  dashboard = new DashboardPage(workbench);
});

after(async () => {
  await session.close();
});

const step = storySteps({ name: 'exports', session: () => session, workbench: () => workbench });

const choose = (name: string | RegExp): Promise<void> =>
  workbench.step(`the list offers ${name}`, () =>
    workbench.page.locator('.quick-input-list').getByRole('option', { name }).first().click(),
  );
const told = (text: RegExp): Promise<void> =>
  workbench.step(`a message says ${text}`, () =>
    workbench.page.locator('.notifications-toasts').getByText(text).first().waitFor(),
  );

step('a campaign is handed over as an evidence packet in HTML, from its page', async () => {
  await workbench.chooseInExplorer(sample.name, 'Scan This File for Distillation Attacks');
  await workbench.notificationButton('Open Dashboard').click();
  await dashboard.headline();
  await workbench.clearNotifications();
  await dashboard.goTo('Campaigns');
  await workbench.webview().locator('ul.cards .card.distillation h3 button').first().click();
  await dashboard.main.getByRole('button', { name: 'Export…' }).click();
  await choose(/HTML/);
  await choose(/^Redacted/);
  const packet = (await saveAs(workbench, 'Export findings', join(session.folder, 'campaign.html'))).toString();
  await told(/HTML.* written to campaign\.html/);
  assert.match(packet, /^<!doctype html>/i);
  assert.doesNotMatch(packet, /<script|src=|https?:\/\/(?!www\.w3\.org)/i, 'the packet runs or loads something');
  const [campaign] = sample.report.campaigns;
  assert.ok(campaign, 'the sample has a campaign');
  for (const account of campaign.accounts) assert.ok(packet.includes(account), `${account} is missing`);
});

step('all findings are handed over as STIX indicators, from the palette', async () => {
  await workbench.clearNotifications();
  await workbench.command('Prompt Audit: Export Findings…');
  await choose(/All findings/);
  await choose(/STIX/);
  await choose(/^Hashed/);
  const text = await saveAs(workbench, 'Export findings', join(session.folder, 'findings.stix.json'));
  await told(/STIX.* written to findings\.stix\.json/);
  const { type, objects } = JSON.parse(text.toString()) as { type: string; objects: { type: string }[] };
  assert.equal(type, 'bundle');
  assert.ok(objects.some((one) => one.type === 'indicator'));
});

step('a chart is saved as a PNG picture', async () => {
  await workbench.clearNotifications();
  await dashboard.main.getByRole('button', { name: 'Save “How the score comes about” as PNG' }).click();
  const picture = await saveAs(workbench, 'Save chart', join(session.folder, 'score.png'));
  await told(/^Saved score\.png/);
  assert.equal(picture.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  assert.equal(picture.subarray(-8, -4).toString('latin1'), 'IEND', 'the picture is not whole');
  const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
  assert.ok(width > 600 && height > 200, `${width} × ${height}`);
});

step('a chart is saved as an SVG drawing', async () => {
  await workbench.clearNotifications();
  await dashboard.main.getByRole('button', { name: /^Save “Accounts, templates.*” as SVG$/ }).click();
  const drawing = (await saveAs(workbench, 'Save chart', join(session.folder, 'graph.svg'))).toString();
  await told(/^Saved graph\.svg/);
  assert.match(drawing, /^<(\?xml|svg)/);
  assert.match(drawing, /<\/svg>\s*$/);
  assert.doesNotMatch(drawing, /<script|var\(--/, 'the drawing needs the page it comes from');
  await session.picture(workbench, 'picture-saved');
});
