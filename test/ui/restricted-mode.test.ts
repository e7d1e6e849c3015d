/** A log from a stranger is opened in a folder that is not trusted: reading it there must work and must ask for nothing. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { editorSession } from './editor-session.ts';
import type { EditorSession } from './editor-session.ts';
import { sampleScan, SCANNED } from './sample-scan.ts';

let session: EditorSession;
let headline: string;

/** What a stranger's folder may say to make a campaign go away. */
const BLINDING = {
  'promptAudit.accountBy': 'model',
  'promptAudit.threshold': 0.999,
  'promptAudit.diagnostics.enabled': false,
  'promptAudit.marks.enabled': false,
  'promptAudit.events.file': 'pushed.jsonl',
  'promptAudit.watch.folder': '.',
};

before(async () => {
  session = await editorSession({ workspaceTrust: true });
  ({ headline } = await sampleScan(session.folder));
});

after(async () => {
  await session.close();
});

test('a log in a folder that is not trusted can be scanned, and what the folder sets takes nothing from what is found; it pushes nothing and watches nothing', async () => {
  const workbench = await session.open(BLINDING);
  try {
    // VS Code 1.103 asks at some moment; newer ones only say so until somebody wants more.
    const answer = workbench.page.getByRole('button', { name: /No, I don't trust/ });
    await workbench.page.addLocatorHandler(answer, () => answer.click());
    await workbench.status('Restricted Mode').waitFor();
    await workbench.chooseInExplorer('requests.jsonl', 'Scan This File for Distillation Attacks');
    await workbench.status(SCANNED).waitFor();
    assert.match(headline, /^\d+ campaigns?, .*flagged as distillation$/);
    await workbench.status(headline).waitFor();
    const problems = await workbench.problems();
    await problems.filter({ hasText: 'Prompt Audit' }).first().waitFor();
    await workbench.clearNotifications();
    assert.deepEqual(await workbench.offered('Prompt Audit: Push Events…'), []);
    assert.deepEqual(await workbench.offered('Prompt Audit: Watch a Folder of Logs…'), []);
    assert.ok(
      !existsSync(join(session.folder, 'pushed.jsonl')),
      'an event was written from a folder that is not trusted',
    );
    assert.equal(await workbench.status(/watched/i).count(), 0, 'the folder that a stranger names is watched');
  } catch (error) {
    await session.picture(workbench, 'failed-restricted');
    throw error;
  }
});
