/** Logs that are rotated while a person looks at them, in the real editor. */
import assert from 'node:assert/strict';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { Workbench } from '../harness/workbench.ts';
import { editorSession } from './editor-session.ts';
import type { EditorSession } from './editor-session.ts';
import { ExplorerPage } from './explorer-page.ts';
import { type SampleScan, sampleScan, SCANNED } from './sample-scan.ts';
import { storySteps } from './steps.ts';

const LIVE = 'live.jsonl';
let session: EditorSession;
let workbench: Workbench;
let explorer: ExplorerPage;
/** The log as it is before the rotation. */
let old: SampleScan;

const line = (text: string): string => `${JSON.stringify({ note: text })}\n`;

before(async () => {
  session = await editorSession();
  old = await sampleScan(session.folder, { requests: 300 });
  writeFileSync(join(session.folder, LIVE), line('before the rotation').repeat(2000));
  workbench = await session.open();
  explorer = new ExplorerPage(workbench);
});

after(() => session.close());

const step = storySteps({ name: 'rotated', session: () => session, workbench: () => workbench });

step('a log that is followed goes on in the new file after a rotation', async () => {
  const live = join(session.folder, LIVE);
  await workbench.chooseInExplorer(LIVE, 'Open in Log Explorer');
  await explorer.count(/^2,000 lines$/);
  await (await workbench.webviewWith('.log-list')).getByLabel('Follow').check();
  renameSync(live, `${live}.1`);
  writeFileSync(live, line('after the rotation'));
  await explorer.count(/^1 line$/);
  appendFileSync(live, line('and more'));
  await explorer.count(/^2 lines$/);
  const [rows = ''] = await explorer.texts();
  assert.match(rows, /after the rotation[^]*and more/);
  const summary = (await workbench.webviewWith('.log-list')).locator('.log-title');
  await workbench.step('the size of the log is that of now', () => summary.filter({ hasText: '50 B' }).waitFor());
  await session.picture(workbench, 'rotated-live');
});

step('after a rotation and a scan, the log explorer shows the requests of the new log under its scores', async () => {
  const name = 'requests.jsonl';
  const path = join(session.folder, name);
  await workbench.chooseInExplorer(name, 'Scan This File for Distillation Attacks');
  await workbench.status(SCANNED).waitFor();
  await workbench.chooseInExplorer(name, 'Open in Log Explorer');
  await explorer.ready();
  renameSync(path, `${path}.1`);
  const next = await sampleScan(session.folder, { requests: 200 });
  await workbench.chooseInExplorer(name, 'Scan This File for Distillation Attacks');
  await explorer.count(new RegExp(`^${next.report.inputs.requests} requests$`));
  await session.picture(workbench, 'rotated-scanned');
  // A long name is broken where the column ends.
  const rows = ((await explorer.texts())[0] ?? '').replace(/\s/g, '');
  const numbers = [1, 2, 3, 4, 5];
  const [shown = [], before = []] = [next, old].map((log) => numbers.map((number) => log.accountOf(number) ?? '?'));
  assert.notDeepEqual(shown, before, 'the logs cannot be told apart');
  for (const account of shown) assert.ok(rows.includes(account), `${account} is not in:\n${rows.slice(0, 600)}`);
});
