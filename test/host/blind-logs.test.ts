/** The editor says of logs that hide what a judgement needs what `docs/blind.md` tells. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { headlineOf } from '../../src/report/triage/headline.ts';
import { outcomeText } from '../../src/extension/scan/outcome-text.ts';
import { BLIND_LOGS, blindTable } from '../fixtures/blind-logs.ts';
import { active, ownFile } from './extension.ts';
import { Scratch } from './scratch.ts';

suite('Logs that cannot be judged', () => {
  let scratch: Scratch;
  let table: ReturnType<typeof blindTable>;

  suiteSetup(async () => {
    scratch = await Scratch.make();
    table = blindTable(await readFile(ownFile('docs', 'blind.md'), 'utf8'));
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('promptAudit.clear');
    await scratch.remove();
  });

  for (const { title, name, content } of BLIND_LOGS) {
    test(`the editor says what the table says: ${title}`, async () => {
      const { store, tree } = await active();
      const log = join(scratch.folder, name);
      await writeFile(log, content);
      const before = store.revision;
      await vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(log));
      const { results } = store;
      assert.ok(results && store.revision > before, 'the scan brought no results');
      const { said, status } = table.get(title)!;
      const { sentence, short, state } = headlineOf(results.triaged);
      assert.equal(sentence, said);
      // The message after a scan begins with it, and warns where nothing can be said.
      const { text, empty } = outcomeText(results.triaged, results.title);
      assert.ok(text.startsWith(`${results.title}: ${said}`), text);
      assert.equal(empty, said.startsWith('Cannot be judged'));
      if (status === 3) assert.equal(state, 'not-judged');
      assert.ok(!/clean|nothing suspicious/i.test(`${text} ${short}`));
      const rows = tree.getChildren().filter(({ kind }) => kind === 'campaign');
      assert.equal(rows.length, status === 1 ? 1 : 0);
    });
  }
});
