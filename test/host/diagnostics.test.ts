import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Results } from '../../src/extension/model/results.ts';
import { syntheticResult } from '../fixtures/synthetic-result.ts';
import { active, linesOf, until } from './extension.ts';
import { Scratch } from './scratch.ts';

function ownDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Prompt Audit');
}

suite('Diagnostics', () => {
  let scratch: Scratch;

  suiteSetup(async () => {
    scratch = await Scratch.make();
  });

  suiteTeardown(async () => {
    (await active()).store.show(undefined);
    await scratch.remove();
  });

  test('are one for each campaign, on flagged lines, with score, counter-evidence, code and their other lines', async () => {
    const { store } = await active();
    const results = await scratch.log('small.jsonl', {});
    store.show(results);
    const uri = vscode.Uri.file(join(scratch.folder, 'small.jsonl'));
    await until('diagnostics', () => ownDiagnostics(uri).length > 0);
    const entries = ownDiagnostics(uri);
    assert.equal(entries.length, results.report.campaigns.length);
    const lines = linesOf(entries);
    assert.equal(new Set(lines).size, 120);
    for (const line of lines) {
      const row = results.rowAtLine(uri.fsPath, line + 1);
      assert.ok(row !== undefined && results.isFlagged(row));
    }
    const [first] = entries;
    assert.match(first?.message ?? '', /^Distillation 98%, campaign C1: .*Evidence against: Keeps office hours\./);
    assert.ok(first && typeof first.code === 'object');
    assert.equal(first.code.value, 'F1');
    assert.equal(first.severity, vscode.DiagnosticSeverity.Warning);
    const [other] = first.relatedInformation ?? [];
    assert.match(other?.message ?? '', /^account sk-c1-\d, template T\d+, score 97%$/, 'no line repeats the problem');
  });

  test('hovering over a flagged line gives the evidence of both sides as plain text', async () => {
    const uri = vscode.Uri.file(join(scratch.folder, 'small.jsonl'));
    await vscode.workspace.openTextDocument(uri);
    const at = new vscode.Position(0, 5);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
    const texts = hovers.flatMap(({ contents }) => contents).map((content) => content as vscode.MarkdownString);
    const own = texts.find(({ value }) => value.startsWith('**Distillation 98%, campaign C1**'));
    assert.ok(own, 'no hover of ours');
    assert.match(own.value, /Evidence for[^]*Evidence against[^]*office/);
    assert.ok(own.value.indexOf('Evidence for') < own.value.indexOf('Account '), 'the reasons come first');
    assert.ok(!own.value.includes('&nbsp;'), 'sentences break within words');
    assert.match(own.value, /command:promptAudit\.showLine/);
    const { isTrusted } = own;
    assert.ok(isTrusted !== true && own.supportHtml !== true);
    assert.deepEqual(typeof isTrusted === 'object' ? isTrusted.enabledCommands : [], ['promptAudit.showLine']);
  });

  test('hovering over a line of an account that facts speak of names the technique and how sure it is', async () => {
    const { store } = await active();
    const { report, index, stamps } = await scratch.log('facts.jsonl', {});
    const uri = vscode.Uri.file(join(scratch.folder, 'facts.jsonl'));
    const [campaign] = report.campaigns;
    const technique = {
      ...{ id: 'T3', name: 'replayed thinking', grade: 'near proof' as const, requests: 60, campaigns: ['C1'] },
      ...{ accounts: campaign?.accounts ?? [], text: 'Blocks came back.', statistic: 20, n: 40, atlas: [], lines: [] },
      readings: [],
    };
    store.show(new Results({ ...report, techniques: [technique] }, index, '', stamps));
    await vscode.workspace.openTextDocument(uri);
    const said = async (line: number): Promise<string> => {
      const at = new vscode.Position(line, 5);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
      return hovers
        .flatMap(({ contents }) => contents as vscode.MarkdownString[])
        .map(({ value }) => value)
        .join();
    };
    const lines = (account: (name: string) => boolean): number[] =>
      [...index.account.keys()]
        .filter((row) => index.score[row]! > 0.9 && account(index.accounts[index.account[row]!]!))
        .map((row) => index.line[row]! - 1);
    const isMember = (name: string): boolean => technique.accounts.includes(name);
    assert.match(await said(lines(isMember)[0]!), /Technique[^]*T3[^]*replayed[^]*near[^]*proof/);
    assert.doesNotMatch(await said(lines((name) => !isMember(name))[0]!), /replayed/);
  });

  test('every file of many gets its own, up to the cap, and the rest is counted aloud', async () => {
    const { store } = await active();
    const files = ['a', 'b', 'c'].map((name) => join(scratch.folder, `${name}.jsonl`));
    const { report, index } = syntheticResult({ files, campaigns: 1, members: 30, ordinary: 0, requests: 200 });
    report.findings = [];
    const stamps = files.map((path) => ({ path, size: 0, mtimeMs: 0 }));
    store.show(new Results(report, index, 'three files', stamps));
    const uris = files.map((file) => vscode.Uri.file(file));
    await until('diagnostics of the last file', () => uris.every((uri) => ownDiagnostics(uri).length > 0));
    for (const uri of uris) {
      const entries = ownDiagnostics(uri);
      assert.equal(entries.length, 2);
      assert.equal(linesOf(entries).length, 501);
      const [note] = entries.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Information);
      assert.match(
        note?.message ?? '',
        /^1,500 more flagged lines of .\.jsonl not listed here; the 500 most certain ones/,
      );
    }
  });

  test('go away with the results', async () => {
    const { store } = await active();
    store.show(undefined);
    const own = (): number =>
      vscode.languages.getDiagnostics().filter(([uri]) => ownDiagnostics(uri).length > 0).length;
    await until('no diagnostics', () => own() === 0);
  });
});
