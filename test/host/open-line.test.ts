import assert from 'node:assert/strict';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { active, linesOf, until } from './extension.ts';
import { expected, lineInView, open } from './open-row.ts';
import { Scratch } from './scratch.ts';

const MB = 1024 * 1024;

suite('Opening a log line', () => {
  let scratch: Scratch;

  suiteSetup(async () => {
    scratch = await Scratch.make();
  });

  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    (await active()).store.show(undefined);
  });

  suiteTeardown(() => scratch.remove());

  test('a small log opens itself, on the line', async () => {
    const results = await scratch.log('small.jsonl', {});
    (await active()).store.show(results);
    const editor = await open(results, 100, 'promptAudit.openLine');
    assert.equal(editor.document.uri.scheme, 'file');
    assert.equal(editor.selection.active.line, 100);
    assert.equal(lineInView(editor), expected(results, 100));
  });

  for (const name of ['explored.jsonl', 'explored.jsonl.gz']) {
    test(`${name}, over 60 MB of text, opens in the log explorer, once however many lines are opened`, async () => {
      const results = await scratch.log(name, { requests: 220, lineBytes: 20_000 });
      (await active()).store.show(results);
      for (const row of [results.index.length - 1, 0]) {
        await vscode.commands.executeCommand('promptAudit.openLine', results.lineOf(row));
        const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
        assert.ok(tab?.input instanceof vscode.TabInputCustom, 'no custom editor is in front');
        assert.equal(tab.input.viewType, 'promptAudit.logExplorer');
        assert.equal(tab.input.uri.fsPath, join(scratch.folder, name));
      }
      assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
    });
  }

  test('a log that the text editor refuses is shown by the log explorer after a click on it', async () => {
    await active();
    const results = await scratch.log('clicked.jsonl', { requests: 220, lineBytes: 20_000 });
    const uri = vscode.Uri.file(results.lineOf(0).file);
    await vscode.commands.executeCommand('vscode.open', uri);
    await until('the log explorer', () => {
      const inputs = vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .map(({ input }) => input)
        .filter((input) => input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText)
        .filter((input) => input.uri.fsPath === uri.fsPath);
      return inputs.length === 1 && inputs[0] instanceof vscode.TabInputCustom;
    });
  });

  test('a file of any kind can be opened in the log explorer, scanned or not', async () => {
    const results = await scratch.log('unscanned.jsonl', {});
    const uri = vscode.Uri.file(results.lineOf(0).file);
    await vscode.commands.executeCommand('promptAudit.openExplorer', uri);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom && input.uri.fsPath === uri.fsPath);
  });

  test('a line of a log that was not scanned opens as text too', async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    const results = await new Scratch(folder).log('unknown.jsonl', {});
    const { document, selection } = await open(results, 9);
    assert.equal(document.lineAt(selection.active.line).text, expected(results, 9));
    await rm(join(folder, 'unknown.jsonl'));
  });

  for (const name of ['large.jsonl', 'packed.jsonl.gz']) {
    test(`${name}, over 60 MB of text, opens a slice on the line, with the line numbers of the log`, async () => {
      const results = await scratch.log(name, { requests: 220, lineBytes: 20_000 });
      const path = join(scratch.folder, name);
      if (!name.endsWith('.gz')) assert.ok((await stat(path)).size > 60 * MB);
      (await active()).store.show(results);
      for (const row of [results.index.length - 1, 0, 1234]) {
        const editor = await open(results, row);
        const { uri } = editor.document;
        assert.equal(uri.scheme, 'prompt-audit-slice');
        assert.equal(lineInView(editor), expected(results, row));
        const [, from, to] = /\[lines ([\d,]+)–([\d,]+)\]$/.exec(uri.path) ?? [];
        const first = Number(from?.replaceAll(',', ''));
        assert.equal(first + editor.selection.active.line, results.index.line[row]);
        assert.ok(Number(to?.replaceAll(',', '')) >= first);
        assert.ok(editor.document.getText().length < 3 * MB);
      }
    });
  }

  test('a slice cannot be written, hides its own line numbers and leaves those of other editors alone', async () => {
    const results = await scratch.log('numbers.jsonl.gz', {});
    const { store } = await active();
    store.show(results);
    const editor = await open(results, 5);
    const { uri } = editor.document;
    assert.equal(vscode.workspace.fs.isWritableFileSystem(uri.scheme), false);
    await until('the language of slices', () => editor.document.languageId === 'prompt-audit-slice');
    const { Off, On } = vscode.TextEditorLineNumbersStyle;
    await until('no line numbers', () => vscode.window.activeTextEditor?.options.lineNumbers === Off);
    const plain = await scratch.log('plain.jsonl', {});
    store.show(plain);
    await open(plain, 5);
    await until('line numbers', () => vscode.window.activeTextEditor?.options.lineNumbers === On);
  });

  for (const name of ['listed.jsonl', 'listed.jsonl.gz']) {
    test(`${name}, over 60 MB of text, is one document to problems, hovers and the outline, on its own lines`, async () => {
      const results = await scratch.log(name, { requests: 220, lineBytes: 20_000 });
      (await active()).store.show(results);
      const own = (): [vscode.Uri, vscode.Diagnostic[]][] =>
        vscode.languages
          .getDiagnostics()
          .filter(([, entries]) => entries.some(({ source }) => source === 'Prompt Audit'));
      await until('diagnostics', () => own().length > 0);
      const [found, ...others] = own();
      assert.ok(found && others.length === 0, 'problems of one log stand in one document');
      const [uri, entries] = found;
      assert.equal(uri.fsPath, join(scratch.folder, name));
      const document = await vscode.workspace.openTextDocument(uri);
      const marked = entries.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Warning);
      const lines = linesOf(marked);
      assert.ok(lines.length > 100);
      for (const line of lines) {
        const row = results.rowAtLine(uri.fsPath, line + 1);
        assert.ok(row !== undefined && results.isFlagged(row), `line ${line + 1} is a flagged request`);
        assert.match(document.lineAt(line).text, /sk-c.*score 97%/);
      }
      const first = marked[0]!.range.start;
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, first);
      assert.ok(
        hovers.some(({ contents }) =>
          contents.some((content) => (content as vscode.MarkdownString).value.includes('Evidence for')),
        ),
      );
      const outline = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      assert.equal(outline[0]?.range.start.line, first.line);
      await vscode.window.showTextDocument(document, { selection: marked[0]!.range });
      await vscode.commands.executeCommand('promptAudit.openExplorer', uri);
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(
        input instanceof vscode.TabInputCustom && input.uri.fsPath === uri.fsPath,
        'the log explorer is a step away',
      );
    });
  }

  test('a slice comes back from its address alone, as after a reload', async () => {
    const results = await scratch.log('again.jsonl.gz', {});
    const { store } = await active();
    store.show(results);
    const { uri } = (await open(results, 7)).document;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    store.show(undefined);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.lineAt(7).text, expected(results, 7));
  });

  test('a request longer than editors show is printed with indent on request', async () => {
    const results = await scratch.log('wide.jsonl', { lineBytes: 30_000, requests: 2 });
    (await active()).store.show(results);
    await open(results, 3);
    await vscode.commands.executeCommand('promptAudit.prettyPrint');
    await until('the printed request', () => vscode.window.activeTextEditor?.document.languageId === 'json');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.path, '/wide.jsonl line 4.json');
    assert.deepEqual(JSON.parse(document.getText()), JSON.parse(expected(results, 3)));
    assert.equal(document.lineAt(1).text, '  "row": 3,');
  });

  test('stepping through the findings opens their first lines in turn and goes round', async () => {
    const results = await scratch.log('steps.jsonl', {});
    (await active()).store.show(results);
    const lineAfter = async (command: string): Promise<number | undefined> => {
      await vscode.commands.executeCommand(command);
      return (vscode.window.activeTextEditor?.selection.active.line ?? -1) + 1;
    };
    const firsts = results.report.findings.map((finding) => finding.lines[0]?.line);
    assert.equal(await lineAfter('promptAudit.nextFinding'), firsts[0]);
    assert.equal(await lineAfter('promptAudit.nextFinding'), firsts[1]);
    assert.equal(await lineAfter('promptAudit.nextFinding'), firsts[0]);
    assert.equal(await lineAfter('promptAudit.previousFinding'), firsts[1]);
  });
});
