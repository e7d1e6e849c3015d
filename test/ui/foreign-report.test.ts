/** A file with the name of a report that is none of this version says what it is. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { REPORT_VERSION } from '../../src/report/shape/report.ts';
import { editorSession } from './editor-session.ts';
import type { EditorSession } from './editor-session.ts';

let session: EditorSession;

before(async () => {
  session = await editorSession();
  writeFileSync(join(session.folder, 'old.prompt-audit.json'), '{"version":1}');
  writeFileSync(join(session.folder, 'cut.prompt-audit.json'), `{"version":${REPORT_VERSION},"<b>`);
});

after(async () => {
  await session.close();
});

test('a report of another version and a broken one say so in their tab, and not in a dialog of the editor', async () => {
  const workbench = await session.open();
  try {
    // The editor of reports is there once the manifest was read.
    await workbench.command('View: Show Prompt Audit');
    await workbench.command('View: Show Explorer');
    for (const [name, words] of [
      ['old.prompt-audit.json', new RegExp(`is a report of version 1; this extension reads version ${REPORT_VERSION}`)],
      ['cut.prompt-audit.json', /cut\.prompt-audit\.json is not JSON/],
    ] as const) {
      await workbench.file(name).click();
      const page = await workbench.webviewWith('main[role="alert"]');
      await workbench.step(`${name} says what it is`, () => page.getByText(words).waitFor());
      assert.equal(await workbench.page.locator('.monaco-dialog-box').count(), 0, 'the editor shows a dialog');
      await session.picture(workbench, `foreign-${name}`);
      await workbench.command('View: Close Editor');
    }
  } catch (error) {
    await session.picture(workbench, 'failed-foreign');
    throw error;
  }
});
