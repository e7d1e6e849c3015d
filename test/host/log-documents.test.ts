import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Results } from '../../src/extension/model/results.ts';
import { active } from './extension.ts';
import { Scratch } from './scratch.ts';

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
