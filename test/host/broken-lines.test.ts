/** Logs with carriage returns that end a line in a text editor and not in the log. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { accountAt } from '../../src/extension/documents/account-at.ts';
import { positionAtCursor } from '../../src/extension/documents/log-position.ts';
import { Results } from '../../src/extension/model/results.ts';
import { stampsOf } from '../../src/extension/scan/log-stamps.ts';
import { active } from './extension.ts';
import { expected, lineInView, open } from './open-row.ts';
import { Scratch } from './scratch.ts';

suite('Lines that a text editor breaks', () => {
  let scratch: Scratch;

  suiteSetup(async () => {
    scratch = await Scratch.make();
  });

  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    (await active()).store.show(undefined);
  });

  suiteTeardown(() => scratch.remove());

  test('binary junk with carriage returns moves neither the line that opens nor the marks', async () => {
    const { store } = await active();
    const clean = await scratch.log('junk.jsonl', {});
    const { file } = clean.lineOf(0);
    const junk = Buffer.from('cut \r\xfe\r\xff junk\n', 'latin1');
    await writeFile(file, Buffer.concat([junk, await readFile(file)]));
    const { index, report } = clean;
    for (let row = 0; row < index.length; row++) {
      index.line[row]! += 1;
      index.offset[row]! += junk.length;
    }
    for (const finding of report.findings)
      for (const line of finding.lines) Object.assign(line, { line: line.line + 1, offset: line.offset + junk.length });
    const [summary] = report.inputs.files;
    summary!.rejected = 1;
    const results = new Results(report, index, 'junk.jsonl', await stampsOf(report.inputs.files));
    store.show(results);
    const editor = await open(results, 100);
    assert.equal(lineInView(editor), expected(results, 100));
    const marked = vscode.languages.getDiagnostics().filter(([uri]) => uri.fsPath === file);
    assert.ok(marked.length > 0, 'no line is marked');
    assert.deepEqual(
      marked.filter(([uri]) => uri.scheme === 'file'),
      [],
      'marks are on lines of the text editor',
    );
    const text = await vscode.window.showTextDocument(vscode.Uri.file(file));
    text.selection = new vscode.Selection(50, 0, 50, 0);
    assert.throws(() => accountAt(store, undefined), /not the line/);
  });

  test('the cursor behind binary junk stands for the line that the log has there', async () => {
    const clean = await scratch.log('cursor.jsonl', {});
    const { file } = clean.lineOf(0);
    await writeFile(file, Buffer.concat([Buffer.from('cut \r junk\r\n'), await readFile(file)]));
    const text = await vscode.window.showTextDocument(vscode.Uri.file(file));
    text.selection = new vscode.Selection(50, 0, 50, 0);
    const position = await positionAtCursor();
    assert.deepEqual(position, { file, line: 50 });
    assert.equal(lineInView(text), expected(clean, position.line - 2));
  });

  test('a log with binary junk behind its last flagged request has its marks in the text editor, and lines before the junk open there', async () => {
    const { store } = await active();
    const clean = await scratch.log('tail.jsonl', {});
    const { report, index } = clean;
    const { file } = clean.lineOf(0);
    await writeFile(file, Buffer.concat([await readFile(file), Buffer.from('cut \r junk\n')]));
    report.inputs.files[0]!.rejected = 1;
    store.show(new Results(report, index, 'tail.jsonl', await stampsOf(report.inputs.files)));
    const editor = await open(clean, 100, 'promptAudit.openLine');
    assert.equal(editor.document.uri.scheme, 'file');
    assert.equal(lineInView(editor), expected(clean, 100));
    const marked = vscode.languages.getDiagnostics().filter(([uri]) => uri.fsPath === file);
    assert.deepEqual([...new Set(marked.map(([uri]) => uri.scheme))], ['file']);
  });
});
