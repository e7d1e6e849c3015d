/**
 * What the packaged extension hands over, through its dialogs: evidence packets, tables, indicators, pictures of charts.
 * Every second account of the log is named like a formula, and its prompts hold a key that somebody pasted.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { inline } from '../../src/text/markup/markdown.ts';
import { count } from '../../src/text/numbers.ts';
import type { Report } from '../../src/report/shape/report.ts';
import { csvRows } from '../fixtures/csv-rows.ts';
import { openFirstCampaign, sampleStory } from './sample-story.ts';
import type { SampleStory } from './sample-story.ts';
import { saveAs } from './save-dialog.ts';

const SECRET = 'PLANTED0123456789abcdef';
const FORMULA = '=1+1|';

const step = sampleStory('exports', (line) => {
  const row = JSON.parse(line) as { metadata: Record<string, unknown>; messages: { content: unknown }[] };
  const { user_api_key_hash: key } = row.metadata;
  if (typeof key === 'string' && /[02468ace]$/.test(key)) row.metadata['user_api_key_hash'] = `${FORMULA}${key}`;
  for (const message of row.messages)
    if (typeof message.content === 'string') message.content += `\nThe key is sk-ant-${SECRET}, as before.`;
  return JSON.stringify(row);
});

/** Answers the dialogs of an export with these entries and gives what was written. */
async function written(
  { workbench, session }: SampleStory,
  { entries, name, told }: { entries: readonly RegExp[]; name: string; told: RegExp },
): Promise<string> {
  for (const entry of entries) await workbench.choose(entry);
  const text = (await saveAs(workbench, 'Export findings', join(session.folder, name))).toString();
  await workbench.told(told);
  assert.ok(!text.includes(SECRET), `${name} holds the key: ${text.slice(text.indexOf(SECRET) - 200).slice(0, 300)}`);
  return text;
}

/** As `written`, of all findings, from the palette. */
async function writtenOfAll(story: SampleStory, ask: Parameters<typeof written>[1]): Promise<string> {
  await story.workbench.clearNotifications();
  await story.workbench.commandAndChoose('Prompt Audit: Export Findings…', /All findings/);
  return written(story, ask);
}

/** From the menu of the page, which a page that is drawn anew closes. */
async function chooseExport({ dashboard: { main } }: SampleStory): Promise<void> {
  const choice = main.getByRole('button', { name: 'Export…' });
  for (let left = 10; ; left--) {
    if (!(await choice.isVisible())) await main.locator('.menu > summary').click();
    try {
      await choice.click({ timeout: 5000 });
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

function firstCampaign({ sample }: SampleStory): Report['campaigns'][number] {
  const [campaign] = sample.report.campaigns;
  assert.ok(campaign, 'the sample has a campaign');
  return campaign;
}

step('a campaign is handed over as an evidence packet in HTML, from its page', async (story) => {
  await openFirstCampaign(story);
  await chooseExport(story);
  const packet = await written(story, {
    entries: [/HTML/, /^Redacted/],
    name: 'campaign.html',
    told: /HTML.* written to campaign\.html/,
  });
  assert.match(packet, /^<!doctype html>/i);
  assert.doesNotMatch(packet, /<script|src=|https?:\/\/(?!www\.w3\.org)/i, 'the packet runs or loads something');
  for (const account of firstCampaign(story).accounts) assert.ok(packet.includes(account), `${account} is missing`);
});

step('the same campaign is handed over in Markdown, with whole prompts and no key in them', async (story) => {
  const { workbench } = story;
  await workbench.clearNotifications();
  await chooseExport(story);
  const packet = await written(story, {
    entries: [/Markdown/, /^Full/],
    name: 'campaign.md',
    told: /Markdown.* written to campaign\.md/,
  });
  const { id, accounts, templates, requests } = firstCampaign(story);
  const lines = packet.split('\n');
  assert.ok(lines[0]?.startsWith(`# Evidence: campaign ${id}, `), lines[0]);
  assert.ok(lines[0]?.endsWith(` · ${count(accounts.length)} accounts`), lines[0]);
  const facts = { Requests: requests, Accounts: accounts.length, Templates: templates.length };
  for (const [name, value] of Object.entries(facts))
    assert.ok(lines.includes(`| ${name} | ${count(value)} |`), `${value} ${name} are missing`);
  for (const account of accounts) assert.ok(packet.includes(inline(account)), `${account} is missing`);
  assert.match(packet, /The key is ⟨API key [0-9a-f]{8}⟩/, 'no prompt is quoted');
});

step('all accounts are handed over as CSV, and none of its cells is a formula', async (story) => {
  const text = await writtenOfAll(story, {
    entries: [/CSV/, /^Redacted/],
    name: 'accounts.csv',
    told: /CSV.* written to accounts\.csv/,
  });
  const rows = csvRows(text);
  const { accounts } = story.sample.report;
  assert.deepEqual(
    rows.map(({ account, verdict, campaign, requests }) => [account, verdict, campaign, requests]),
    accounts.map(({ account, verdict, campaign, requests }) => [
      account.startsWith(FORMULA) ? `'${account}` : account,
      verdict,
      campaign ?? '',
      String(requests),
    ]),
  );
  assert.ok(accounts.some(({ account, campaign }) => campaign !== undefined && account.startsWith(FORMULA)));
  for (const cell of rows.flatMap((row) => Object.values(row))) assert.doesNotMatch(cell, /^[=+@\t]|^-(?!\d)/);
});

step('the report is handed over as JSON, with the counts of the command line', async (story) => {
  const text = await writtenOfAll(story, {
    entries: [/JSON report/, /^Full/],
    name: 'findings.json',
    told: /JSON.* written to findings\.json/,
  });
  const told = JSON.parse(text) as Report;
  const { report } = story.sample;
  const counts = ({ campaigns, accounts, templates, findings, inputs, population }: Report): unknown => ({
    campaigns: campaigns.map(({ id, verdict, accounts: members, requests }) => [id, verdict, members, requests]),
    lengths: [accounts, templates, findings].map(({ length }) => length),
    lines: [inputs.lines, inputs.requests],
    population,
  });
  assert.deepEqual(counts(told), counts(report));
  assert.match(text, /⟨API key [0-9a-f]{8}⟩/, 'the key stood in no text of the report');
});

step('a campaign is found in the report that was written, from its page, and its facts say so', async (story) => {
  const { workbench, session, dashboard } = story;
  await workbench.clearNotifications();
  await dashboard.front();
  await dashboard.main.getByRole('button', { name: 'Find in other reports…' }).click();
  await saveAs(workbench, 'Choose reports of other logs', join(session.folder, 'findings.json'));
  await workbench.told(/found in other reports/);
  const { id } = firstCampaign(story);
  await dashboard.main.getByText(`Also found in findings.json (${id}).`).waitFor();
  await dashboard.main.getByText(/Seen before in: findings\.json .*, strong\): they share /).waitFor();
  await session.picture(workbench, 'found-elsewhere');
});

step('all findings are handed over as STIX indicators, from the palette', async (story) => {
  const text = await writtenOfAll(story, {
    entries: [/STIX/, /^Hashed/],
    name: 'findings.stix.json',
    told: /STIX.* written to findings\.stix\.json/,
  });
  const { type, objects } = JSON.parse(text) as { type: string; objects: { type: string }[] };
  assert.equal(type, 'bundle');
  assert.ok(objects.some((one) => one.type === 'indicator'));
});

step('a chart is saved as a PNG picture', async ({ session, workbench, dashboard }) => {
  await workbench.clearNotifications();
  await dashboard.main.getByRole('button', { name: 'Save “How this score adds up” as PNG' }).click();
  const picture = await saveAs(workbench, 'Save chart', join(session.folder, 'score.png'));
  await workbench.told(/^Saved score\.png/);
  assert.equal(picture.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  assert.equal(picture.subarray(-8, -4).toString('latin1'), 'IEND', 'the picture is not whole');
  const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
  assert.ok(width > 600 && height > 200, `${width} × ${height}`);
});

step('a chart is saved as an SVG drawing', async ({ session, workbench, dashboard }) => {
  await workbench.clearNotifications();
  await dashboard.main.getByRole('tab', { name: 'Graph' }).click();
  await dashboard.main.getByRole('button', { name: /^Save “Accounts, templates.*” as SVG$/ }).click();
  const drawing = (await saveAs(workbench, 'Save chart', join(session.folder, 'graph.svg'))).toString();
  await workbench.told(/^Saved graph\.svg/);
  assert.match(drawing, /^<(\?xml|svg)/);
  assert.match(drawing, /<\/svg>\s*$/);
  assert.doesNotMatch(drawing, /<script|var\(--/, 'the drawing needs the page it comes from');
  await session.picture(workbench, 'picture-saved');
});
