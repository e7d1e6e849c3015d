import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { markSubject } from '../../src/report/triage/mark-subject.ts';
import { parseTriage } from '../../src/report/triage/parse-triage.ts';
import { TRIAGE_FILE, type Triage } from '../../src/report/triage/triage.ts';
import { triageText } from '../../src/report/triage/triage-text.ts';
import type { Results } from '../../src/extension/model/results.ts';
import { active, linesOf, until } from './extension.ts';
import { Scratch } from './scratch.ts';

suite('Decisions', () => {
  let scratch: Scratch;
  let results: Results;
  let file: string;

  suiteSetup(async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'the tests need an open folder');
    file = join(folder.uri.fsPath, TRIAGE_FILE);
    scratch = await Scratch.make();
    await (
      await active()
    ).restored;
    results = await scratch.log('decided.jsonl', { members: 4 });
  });

  setup(async () => {
    (await active()).store.show(results);
  });

  teardown(async () => {
    await rm(dirname(file), { recursive: true, force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('decisions to be gone', () => results.triaged.findings.length === results.report.findings.length);
    await vscode.commands.executeCommand('promptAudit.clear');
  });

  suiteTeardown(() => scratch.remove());

  async function write(text: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  function benign(id: string): Triage {
    const subject = markSubject(results.report, 'campaign', id);
    assert.ok(subject);
    return { allow: [], marks: [{ subject, state: 'benign', note: 'a class' }] };
  }

  test('a file that appears is applied at once: the campaign moves to what does not count, and nothing is lost', async () => {
    const { tree } = await active();
    const lines = (): number =>
      linesOf(vscode.languages.getDiagnostics(vscode.Uri.file(results.index.files[0] ?? ''))).length;
    await until('marks in the log', () => lines() > 0);
    const before = lines();
    await write(triageText(benign('C1')));
    await until('the decision to be applied', () => results.triaged.findings.length < results.report.findings.length);
    const group = tree.getChildren().find(({ kind }) => kind === 'cleared');
    assert.ok(group, 'the tree has no group for what does not count');
    const [campaign] = tree.getChildren(group);
    assert.ok(campaign?.kind === 'campaign' && campaign.campaign.id === 'C1');
    assert.match(String(tree.getTreeItem(campaign).description), /^Benign · /);
    assert.match(tree.getTreeItem(campaign).contextValue ?? '', /\bdecided\b/);
    await until('fewer marks', () => lines() < before);
  });

  test('a file that is edited to no sense says where, and its last good decisions hold', async () => {
    await write(triageText(benign('C1')));
    await until('the decision to be applied', () => results.triaged.findings.length < results.report.findings.length);
    await write('{\n  "marks": [\n    { "account": "a" }\n  ]\n}');
    const uri = vscode.Uri.file(file);
    // A file that is read while it is half written has another problem for a moment.
    await until('the problem of the third line', () =>
      vscode.languages
        .getDiagnostics(uri)
        .some(
          ({ source, range, message }) =>
            source === 'Prompt Audit' && range.start.line === 2 && message.includes('"state" is one of'),
        ),
    );
    assert.ok(results.triaged.findings.length < results.report.findings.length);
  });

  test('taking a decision back changes the file, and the finding counts again', async () => {
    await write(triageText(benign('C1')));
    await until('the decision to be applied', () => results.triaged.findings.length < results.report.findings.length);
    await vscode.commands.executeCommand('promptAudit.unmark', { kind: 'campaign', id: 'C1' });
    assert.deepEqual(parseTriage(await readFile(file, 'utf8'), file), { allow: [], marks: [] });
    assert.equal(results.triaged.findings.length, results.report.findings.length);
  });

  test('a flagged line offers to decide on its campaign, its account and its template', async () => {
    const [path = ''] = results.index.files;
    const uri = vscode.Uri.file(path);
    await vscode.window.showTextDocument(uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(0, 0, 0, 10),
      vscode.CodeActionKind.QuickFix.value,
    );
    const titles = actions.map(({ title }) => title);
    for (const what of ['campaign C1', 'account sk-c1-1', 'template T1'])
      assert.ok(titles.includes(`Mark ${what} benign…`), `${what} is not in: ${titles.join('; ')}`);
  });

  test('the editor completes and checks the file by its schema', async () => {
    await write('{ "marks": [{ "account": "a", "state": "fine", "note": "x" }] }');
    const uri = vscode.Uri.file(file);
    await vscode.window.showTextDocument(uri);
    await until('the schema to be applied', () =>
      vscode.languages
        .getDiagnostics(uri)
        .some(({ source, message }) => source !== 'Prompt Audit' && /confirmed/.test(message)),
    );
  });
});
