import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseProfiles } from '../../src/reader/mapping/parse-profile.ts';
import { saveMapping } from '../../src/extension/inspection/workspace-mappings.ts';
import { active, ownFile, until } from './extension.ts';
import { Scratch } from './scratch.ts';

/** A log that no format fits, with names of its own. */
const ODD = Array.from({ length: 40 }, (_, i) =>
  JSON.stringify({
    when: 1767225600 + i,
    who: { acct: `a${i % 5}` },
    asked_text: `How do I sort list ${i}?`,
    told: 'Use sort() for it.',
  }),
).join('\n');

async function inspected(path: string): Promise<string> {
  await vscode.commands.executeCommand('promptAudit.inspectLog', vscode.Uri.file(path));
  return shown().getText();
}

/** It is to be read, so its tab shows it as Markdown looks, not its source. */
function shown(): vscode.TextDocument {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  assert.ok(input instanceof vscode.TabInputCustom, 'the inspection is shown as source');
  assert.equal(input.viewType, 'vscode.markdown.preview.editor');
  assert.equal(input.uri.scheme, 'prompt-audit-inspection');
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === input.uri.toString());
  assert.ok(document, 'the inspection has no document');
  return document;
}

suite('Inspecting a log', () => {
  let scratch: Scratch;
  let odd: string;

  suiteSetup(async () => {
    scratch = await Scratch.make();
    odd = join(scratch.folder, 'odd.jsonl');
    await writeFile(odd, ODD);
    await active();
  });

  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  suiteTeardown(() => scratch.remove());

  test('a known log is told with its format, its fields and where they come from', async () => {
    const text = await inspected(ownFile('media', 'sample', 'sample-log.jsonl'));
    assert.match(text, /^# .*sample-log\.jsonl\n\n## File\n/);
    assert.match(text, /litellm +\d+ +LiteLLM/);
    assert.match(text, /time +100% +startTime/);
    assert.equal(shown().languageId, 'markdown');
    assert.equal(vscode.workspace.fs.isWritableFileSystem('prompt-audit-inspection') ?? false, false);
  });

  test('an unknown log gets a proposal; saved to the workspace, it lets the log be scanned', async () => {
    const text = await inspected(odd);
    assert.match(text, /No format fits/);
    const json = /## The mapping as a profile[^]*?```json\n([^]*?)\n```/.exec(text)?.[1];
    assert.ok(json !== undefined, 'no profile is shown');
    const [profile] = parseProfiles(JSON.parse(json));
    assert.equal(profile?.fields.user, 'who.acct');

    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'the tests need an open folder');
    const kept = join(folder.uri.fsPath, '.prompt-audit', 'mappings.json');
    try {
      const inspection = shown();
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        inspection.uri,
      );
      assert.equal(lenses.length, 1, 'one offer to save the mapping');
      assert.equal(inspection.lineAt(lenses[0]!.range.start.line).text, '## The mapping as a profile');
      const { command, arguments: args = [] } = lenses[0]!.command!;
      await vscode.commands.executeCommand(command, ...(args as unknown[]));
      assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, kept);
      assert.deepEqual(parseProfiles(JSON.parse(await readFile(kept, 'utf8'))), [profile]);
      await saveMapping(profile, odd);
      assert.equal(parseProfiles(JSON.parse(await readFile(kept, 'utf8'))).length, 1, 'the same mapping is kept twice');

      await vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(odd));
      const { store } = await active();
      assert.deepEqual(store.results?.report.inputs.files[0]?.formats, { 'mapping:odd': 40 });
    } finally {
      await rm(join(folder.uri.fsPath, '.prompt-audit'), { recursive: true });
    }
  });

  test('the file of mappings is checked by its schema while it is written', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'the tests need an open folder');
    const uri = vscode.Uri.joinPath(folder.uri, '.prompt-audit', 'mappings.json');
    await vscode.workspace.fs.writeFile(uri, Buffer.from('[{"name":"x","fields":{"promt":"a"}}]'));
    try {
      await vscode.window.showTextDocument(uri);
      await until('a mark on the misspelt field', () => vscode.languages.getDiagnostics(uri).length > 0);
    } finally {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, '..'), { recursive: true });
    }
  });
});
