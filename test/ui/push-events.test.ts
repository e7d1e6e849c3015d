/** Findings are pushed to a file: nothing is written before the person has seen what goes where, and nothing after a no. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { PLAIN_SETTINGS } from '../harness/workbench.ts';
import { openFirstCampaign, sampleStory, type SampleStory } from './sample-story.ts';

const step = sampleStory('push-events');

const target = ({ session }: SampleStory): string => join(session.folder, 'pushed.jsonl');

const dialog = ({ workbench }: SampleStory): Locator => workbench.page.locator('.monaco-dialog-box');

async function asked(story: SampleStory): Promise<string> {
  await story.dashboard.main.locator('.menu > summary').click();
  await story.dashboard.main.getByRole('button', { name: 'Push event…' }).click();
  return story.workbench.step('a dialog asks whether to push', () => dialog(story).innerText());
}

step('what is pushed and where it goes is shown first, and nothing is written after a no', async (story) => {
  const { session } = story;
  const settings = { ...PLAIN_SETTINGS, 'promptAudit.events.file': 'pushed.jsonl' };
  writeFileSync(join(session.folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  await openFirstCampaign(story);
  const said = await asked(story);
  assert.match(said, /Push 1 event\?/);
  assert.match(said, /accounts, addresses and log lines, and contains no prompt text/);
  assert.ok(said.includes(target(story)), said);
  await dialog(story).getByRole('button', { name: 'Cancel' }).click();
  await dialog(story).waitFor({ state: 'detached' });
  assert.ok(!existsSync(target(story)), 'something was written after a no');
});

step('after a yes the file holds the finding, and no text of a prompt', async (story) => {
  await asked(story);
  await dialog(story).getByRole('button', { name: 'Push', exact: true }).click();
  await story.workbench.status('1 event was pushed.').waitFor();
  const lines = readFileSync(target(story), 'utf8').trimEnd().split('\n');
  assert.equal(lines.length, 1);
  const [campaign] = story.sample.report.campaigns;
  for (const account of campaign!.accounts) assert.ok(lines[0]!.includes(account), `${account} is missing`);
  const [template] = story.sample.report.templates;
  const text = template!.parts.map((part) => ('text' in part ? part.text : '')).find((part) => part.length > 40)!;
  assert.ok(!lines[0]!.includes(text.slice(0, 40)), 'the text of a prompt was pushed');
});
