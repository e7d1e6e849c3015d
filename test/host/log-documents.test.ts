import assert from 'node:assert/strict';
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Results } from '../../src/extension/model/results.ts';
import { zip } from '../fixtures/archives.ts';
import { active, linesOf, until } from './extension.ts';
import { Scratch } from './scratch.ts';

const ODD_LINE = '{"odd":1}\n';

suite('A scanned log in a text editor', () => {
  let scratch: Scratch;
  let results: Results;
  let document: vscode.TextDocument;

  suiteSetup(async () => {
    scratch = await Scratch.make();
    results = await scratch.log('documents.jsonl', {});
    const { store } = await active();
    store.show(results);
    document = await vscode.workspace.openTextDocument(results.lineOf(0).file);
    await vscode.window.showTextDocument(document);
  });

  suiteTeardown(async () => {
    await vscode.workspace.getConfiguration('promptAudit').update('codeLens.enabled', undefined, true);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    (await active()).store.show(undefined);
    await scratch.remove();
  });

  const lenses = (): Thenable<vscode.CodeLens[]> =>
    vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 3);
  const flagged = (): number[] =>
    Array.from({ length: results.index.length }, (_, row) => row).filter((row) => results.isFlagged(row));

  test('has an outline of its flagged requests', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ range }) => range.start.line),
      flagged().map((row) => (results.index.line[row] ?? 0) - 1),
    );
    assert.match(symbols[0]?.detail ?? '', /^score 97%, template T1$/);
  });

  test('folds ordinary requests away and hides no flagged one', async () => {
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.ok(ranges.length > 10);
    for (const { start, end } of ranges) {
      for (let line = start; line <= end; line++) {
        const row = results.rowAtLine(document.uri.fsPath, line + 1);
        assert.ok(row === undefined || !results.isFlagged(row), `line ${line + 1} is flagged and folded`);
      }
    }
  });

  test('has code lenses only when they are asked for, and each leads to its account', async () => {
    assert.equal((await lenses()).length, 0);
    await vscode.workspace.getConfiguration('promptAudit').update('codeLens.enabled', true, true);
    const shown = await lenses();
    assert.equal(shown.length, flagged().length);
    assert.match(shown[0]?.command?.title ?? '', /^Distillation 97% · sk-c1-1 · template T1$/);
    assert.equal(shown[0]?.command?.command, 'promptAudit.showLine');
  });

  test('that changed under the scan is marked only where it is still as it was, everywhere alike', async () => {
    const { store } = await active();
    const changing = await scratch.log('changing.jsonl', {});
    const uri = vscode.Uri.file(changing.lineOf(0).file);
    const text = await readFile(uri.fsPath, 'utf8');
    const cut = 202;
    const lines = text.split('\n');
    await vscode.window.showTextDocument(uri);
    store.show(changing);
    const marked = (): number[] =>
      linesOf(
        vscode.languages.getDiagnostics(uri).filter(({ message }) => !message.includes('changed after it was scanned')),
      );
    const outline = async (): Promise<number[]> =>
      (
        (await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
          'vscode.executeDocumentSymbolProvider',
          uri,
        )) ?? []
      ).map(({ range }) => range.start.line);
    await until('all marks', () => marked().length === 120);
    // A line of another account is put in the middle: what follows has moved, what precedes has not.
    await writeFile(uri.fsPath, [...lines.slice(0, cut), '{"account":"late"}', ...lines.slice(cut)].join('\n'));
    await until('the change to be noticed', () => store.changeOf(uri.fsPath) === 'changed');
    await until('the marks to follow', () => marked().length > 0 && marked().every((line) => line < cut));
    const shown = await outline();
    assert.ok(shown.length > 0 && shown.every((line) => line < cut), 'the outline names lines that have moved');
    const before = shown[0] ?? 0;
    const hover = (line: number): Thenable<vscode.Hover[]> =>
      vscode.commands.executeCommand('vscode.executeHoverProvider', uri, new vscode.Position(line, 1));
    assert.ok((await hover(before)).length > 0);
    const moved = Array.from({ length: 40 }, (_, k) => cut + k).filter((line) => {
      const row = changing.rowAtLine(uri.fsPath, line + 1);
      return row !== undefined && changing.isFlagged(row);
    });
    assert.ok(moved.length > 0);
    assert.equal((await hover(moved[0] ?? 0)).length, 0, 'one account is accused over the text of another');
    const offered = async (line: number): Promise<string[]> =>
      (
        await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          uri,
          new vscode.Range(line, 0, line, 10),
          vscode.CodeActionKind.QuickFix.value,
        )
      ).map(({ title }) => title);
    assert.ok((await offered(before)).includes('Mark account sk-c1-1 benign…'));
    assert.deepEqual(await offered(moved[0] ?? 0), [], 'a decision on one account is offered on the line of another');
  });

  test('that changed is marked by its new text, where the editor reads that later than the change is noticed', async () => {
    const { store } = await active();
    const changing = await scratch.log('late.jsonl', {});
    const uri = vscode.Uri.file(changing.lineOf(0).file);
    const text = await readFile(uri.fsPath, 'utf8');
    await vscode.window.showTextDocument(uri);
    store.show(changing);
    const marked = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);
    await until('all marks', () => linesOf(marked()).length === 120);
    // Until what is looked at after a log was opened and scanned has been looked at.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    store.logsChanged(new Map([[uri.fsPath, 'changed']]));
    assert.equal(linesOf(marked()).length, 121, 'the text in the editor is not yet another');
    await writeFile(uri.fsPath, `{"account":"late"}\n${text}`);
    await until('the marks to go with the text that they stood on', () => marked().length === 1);
    assert.match(marked()[0]?.message ?? '', /changed after it was scanned/);
  });

  test('that another took the place of is noticed, although it is written to without a pause', async () => {
    const { store } = await active();
    const busy = await scratch.log('busy.jsonl', {});
    const { file } = busy.lineOf(0);
    store.show(busy);
    await rename(file, `${file}.1`);
    await writeFile(file, '');
    const writing = setInterval(() => void appendFile(file, '{"account":"next"}\n'), 50);
    try {
      await until('the change to be noticed', () => store.changeOf(file) === 'changed');
    } finally {
      clearInterval(writing);
    }
  });

  test('in an archive, one of many, is watched where the archive is', async () => {
    const { store } = await active();
    const archive = join(scratch.folder, 'days.zip');
    const days = Object.fromEntries(Array.from({ length: 60 }, (_, day) => [`day-${day}.jsonl`, ODD_LINE]));
    await writeFile(archive, zip(days));
    await vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(archive));
    const last = `${archive}!day-59.jsonl`;
    const { results: scanned } = store;
    assert.ok(scanned?.report.inputs.files.some(({ path }) => path === last) === true);
    await writeFile(archive, zip({ ...days, 'day-59.jsonl': `${ODD_LINE}${ODD_LINE}` }));
    await until('the change to be noticed', () => store.changeOf(last) === 'changed');
    assert.deepEqual(scanned.files, [archive]);
  });

  test('of no scan is left alone', async () => {
    (await active()).store.show(undefined);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.equal(symbols?.length ?? 0, 0);
    assert.equal((await lenses()).length, 0);
  });
});
