/** A scan that takes long can be ended, and the editor stays usable. */
import assert from 'node:assert/strict';
import { appendFileSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { editorSession } from './editor-session.ts';
import type { EditorSession } from './editor-session.ts';
import { sampleScan, SCANNED } from './sample-scan.ts';

/** Copies of a 6 MB log: long enough to be still running when the button is there, on any machine. */
const COPIES = 150;
/** Names of that log in one folder. */
const LINKS = 8;

/** How a cancelled scan says how much it read. */
const PART = /The scan was cancelled after [\d.]+ MB of 9\d\d MB \(\d+(?:\.\d)?%\)\. All counts are of what was read\./;

let session: EditorSession;

before(async () => {
  session = await editorSession();
  const sample = await sampleScan(session.folder);
  const text = readFileSync(sample.path);
  const target = join(session.folder, 'large.jsonl');
  writeFileSync(target, text);
  for (let copy = 1; copy < COPIES; copy++) appendFileSync(target, text);
  // VS Code keeps its state some seconds after a change: a scan of this folder is still running then.
  mkdirSync(join(session.folder, 'copies'));
  for (let copy = 1; copy <= LINKS; copy++) linkSync(target, join(session.folder, 'copies', `large-${copy}.jsonl`));
});

after(async () => {
  await session.close();
});

test('a running scan can be cancelled from its notification, and the next one runs', async () => {
  const workbench = await session.open();
  try {
    await workbench.chooseInExplorer('large.jsonl', 'Scan This File for Distillation Attacks');
    // A scan that is cancelled before anything was read has no part to show.
    await workbench.status(/Scanning: reading [1-9]/).waitFor();
    await workbench.notificationButton('Cancel').click();
    await workbench.step('the scan ends', () => workbench.status(/Scanning/).waitFor({ state: 'detached' }));
    assert.equal(await workbench.status(/not responding/).count(), 0);
    // What was read until then is shown, and everywhere as a part, in the same words.
    await workbench.told(PART);
    // By command: the notification, in which the words were just read, goes away after a while.
    await workbench.command('Prompt Audit: Open Dashboard');
    const dashboard = await workbench.webviewWith('header.top');
    for (const page of ['Overview', 'Accounts', 'Templates', 'Campaigns'] as const) {
      await dashboard.getByRole('navigation').getByRole('button', { name: page }).click();
      await workbench.step(`${page} says that the scan was cancelled`, () =>
        dashboard.getByText(PART).first().waitFor(),
      );
    }
    await workbench.command('View: Show Prompt Audit');
    await workbench.step('the findings say that they are of a part', () =>
      workbench.page.getByText(PART).first().waitFor(),
    );
    await session.picture(workbench, 'cancelled');
    await workbench.command('View: Show Explorer');
    await workbench.chooseInExplorer('requests.jsonl', 'Scan This File for Distillation Attacks');
    await workbench.status(SCANNED).waitFor();
  } catch (error) {
    await session.picture(workbench, 'failed-cancel');
    throw error;
  }
});

test('who asks for another scan is told which one runs, and can have theirs in its place', async () => {
  const workbench = await session.open();
  try {
    await workbench.chooseInExplorer('large.jsonl', 'Scan This File for Distillation Attacks');
    await workbench.status(/Scanning/).waitFor();
    await workbench.chooseInExplorer('requests.jsonl', 'Scan This File for Distillation Attacks');
    await workbench.told(
      /^large\.jsonl is being scanned, and one scan runs at a time\. Wait for its end, or cancel it\./,
    );
    await session.picture(workbench, 'second-scan');
    await workbench.notificationButton('Cancel It and Scan requests.jsonl').click();
    await workbench.told(/^requests\.jsonl: Looks like distillation/);
    await workbench.status(/Scanning/).waitFor({ state: 'detached' });
  } catch (error) {
    await session.picture(workbench, 'failed-second-scan');
    throw error;
  }
});

test('a scan that the reload of the window cuts off is told of, and offered again', async () => {
  const workbench = await session.open();
  try {
    await workbench.chooseInExplorer('copies', 'Scan This Folder for Distillation Attacks');
    await workbench.status(/Scanning/).waitFor();
    await workbench.reload();
    await workbench.command('View: Show Prompt Audit');
    await workbench.told(/The scan of copies did not finish: the window was closed or reloaded\./);
    await workbench.notificationButton('Scan Again').click();
    await workbench.status(/Scanning/).waitFor();
    await session.picture(workbench, 'unfinished');
    await workbench.notificationButton('Cancel').click();
    await workbench.status(/Scanning/).waitFor({ state: 'detached' });
  } catch (error) {
    await session.picture(workbench, 'failed-unfinished');
    throw error;
  }
});
