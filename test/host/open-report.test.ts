import assert from 'node:assert/strict';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { keptText } from '../../src/report/export/kept-text.ts';
import { reportJson } from '../../src/report/shape/json/report-json.ts';
import type { Report } from '../../src/report/shape/report.ts';
import type { Results } from '../../src/extension/model/results.ts';
import { active, until } from './extension.ts';
import { Scratch } from './scratch.ts';

const PROMPT = 'What is the boiling point of water? Show your reasoning.';

/** A report as a pipeline makes it, with paths of another machine. */
function madeElsewhere({ report, index }: Results, row: number): Report {
  const kept = [
    {
      line: { file: index.files[0]!, line: index.line[row]!, offset: index.offset[row]!, length: index.bytes[row]! },
      account: index.accounts[index.account[row]!]!,
      template: index.templates[index.template[row]!]!,
      prompt: keptText([{ fixed: false, text: PROMPT }], 1000),
    },
  ];
  const text = JSON.stringify({ ...report, kept });
  return JSON.parse(text.replaceAll(JSON.stringify(index.files[0]), '"/builds/4711/logs/small.jsonl"')) as Report;
}

suite('Opening a report that was made elsewhere', () => {
  let scratch: Scratch;
  let file = '';
  let report: Report;
  let log = '';

  suiteSetup(async () => {
    scratch = await Scratch.make();
    const results = await scratch.log('small.jsonl', {});
    log = results.index.files[0]!;
    const flagged = Array.from({ length: results.index.length }, (_, row) => row).filter((row) =>
      results.isFlagged(row),
    );
    report = madeElsewhere(results, flagged[1]!);
    const folder = join(scratch.folder, 'reports');
    await mkdir(folder);
    file = join(folder, 'nightly.prompt-audit.json');
    await writeFile(file, [...reportJson(report)].join(''));
  });

  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    (await active()).store.show(undefined);
  });

  suiteTeardown(() => scratch.remove());

  async function openReport(): Promise<Results> {
    const { store } = await active();
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
    await until('the report is in view', () => store.results?.report.campaigns.length === report.campaigns.length);
    return store.results!;
  }

  test('a file of a report opens as a dashboard, and its findings are in the tree', async () => {
    const results = await openReport();
    assert.equal(results.title, 'nightly.prompt-audit.json');
    assert.equal(results.kept, 1, 'the requests that it keeps are not known to be some of all');
    assert.equal((await active()).tree.getChildren().length > 0, true);
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputCustom && input.viewType === 'promptAudit.report');
  });

  test('a scan does not show under the name of the report that was open: a tab of its own takes its place', async () => {
    await openReport();
    (await active()).store.show(await scratch.log('other.jsonl', {}));
    const inputs = (): unknown[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ input }) => input);
    await until('the tab of the report is gone', () => !inputs().some((one) => one instanceof vscode.TabInputCustom));
    assert.equal(inputs().filter((one) => one instanceof vscode.TabInputWebview).length, 1);
  });

  test('a line shows what the report keeps of it where the log is not there', async () => {
    await openReport();
    await vscode.commands.executeCommand('promptAudit.openLine', report.kept![0]!.line);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.scheme, 'prompt-audit-kept');
    assert.ok(editor.document.getText().includes(PROMPT));
  });

  test('a line opens in the log where that is found', async () => {
    await mkdir(join(scratch.folder, 'reports', 'logs'));
    await rename(log, join(scratch.folder, 'reports', 'logs', 'small.jsonl'));
    const results = await openReport();
    const [kept] = results.report.kept!;
    assert.equal(kept!.line.file, join(scratch.folder, 'reports', 'logs', 'small.jsonl'));
    await vscode.commands.executeCommand('promptAudit.openLine', kept!.line);
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, kept!.line.file);
    assert.equal(vscode.window.activeTextEditor.selection.active.line, kept!.line.line - 1);
    const marked = vscode.languages.getDiagnostics(vscode.Uri.file(kept!.line.file));
    assert.deepEqual(
      marked.map(({ range }) => range.start.line),
      [kept!.line.line - 1],
    );
  });

  test('no file that it names elsewhere on this machine is opened or marked', async () => {
    const elsewhere = await Scratch.make();
    const secret = join(elsewhere.folder, 'secret.jsonl');
    await writeFile(secret, 'a secret of this machine\n'.repeat(400));
    try {
      const named = JSON.stringify(report).replaceAll('"/builds/4711/logs/small.jsonl"', JSON.stringify(secret));
      const path = join(scratch.folder, 'reports', 'named.prompt-audit.json');
      const other = JSON.parse(named) as Report;
      await writeFile(path, [...reportJson(other)].join(''));
      const { store } = await active();
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path));
      await until('the report is in view', () => store.results?.title === 'named.prompt-audit.json');
      assert.equal(store.results?.isHere(secret), false);
      const kept = other.kept![0]!.line;
      for (const command of ['promptAudit.openLine', 'promptAudit.openText'])
        for (const line of [kept, { ...kept, offset: kept.offset + 1 }, { ...kept, file: '/etc/hosts' }])
          await vscode.commands.executeCommand(command, line).then(undefined, () => undefined);
      const shown = vscode.workspace.textDocuments.map(({ uri }) => uri.fsPath);
      assert.deepEqual(
        shown.filter((one) => one === secret || one === '/etc/hosts'),
        [],
      );
      assert.equal(vscode.languages.getDiagnostics(vscode.Uri.file(secret)).length, 0);
    } finally {
      await elsewhere.remove();
    }
  });

  test('a log that has the name of another has no line marked, and nothing of it is shown as a request of the report', async () => {
    const other = join(scratch.folder, 'reports', 'logs', 'small.jsonl');
    const today = '{"account":"sk-c1-1","prompt":"What is for lunch?"}\n'.repeat(400);
    await writeFile(other, today);
    await openReport();
    const { store } = await active();
    assert.equal(store.changeOf(other), 'changed');
    const messages = (): string[] =>
      vscode.languages.getDiagnostics(vscode.Uri.file(other)).map(({ message }) => message);
    await until('the note on the log', () => messages().length > 0);
    const { document } = await vscode.window.showTextDocument(vscode.Uri.file(other));
    // The editor may still hold the text of the scanned log, whose lines are marked with good reason.
    await until('the new text', () => document.getText() === today);
    // Longer than it takes until a log is looked at again.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal(messages().length, 1);
    assert.match(messages()[0] ?? '', /changed after it was scanned/);
  });
});
