import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { active, until } from './extension.ts';
import { Scratch } from './scratch.ts';

suite('The configuration file', () => {
  let scratch: Scratch;
  let log: string;
  let file: string;

  suiteSetup(async () => {
    scratch = await Scratch.make();
    log = join(scratch.folder, 'requests.jsonl');
    await scratch.log('requests.jsonl', { requests: 4, ordinary: 5, campaigns: 0 });
    file = join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'prompt-audit.yaml');
  });

  teardown(async () => {
    await rm(file, { force: true });
    await vscode.workspace.getConfiguration('promptAudit').update('threshold', undefined, true);
    await vscode.commands.executeCommand('promptAudit.clear');
  });

  suiteTeardown(() => scratch.remove());

  async function scan(path = log) {
    const { store } = await active();
    await vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(path));
    assert.ok(store.results);
    return store.results.report;
  }

  test('a scan uses what it says, and the report tells which line said so', async () => {
    await writeFile(file, 'threshold: 0.7\n');
    const { settings, configuration = [] } = await scan();
    assert.equal(settings.threshold, 0.7);
    assert.deepEqual(
      configuration.find(({ key }) => key === 'threshold'),
      { key: 'threshold', value: '0.7', from: 'file', place: `${file}:1` },
    );
  });

  test('facts of known clients and releases reach the scan and stand in the report', async () => {
    await writeFile(
      file,
      'knownClients:\n  - { name: Desk, userAgent: desk/ }\nmodelReleases:\n  - { model: harbour-2, released: 2026-05-03 }\n',
    );
    const { configuration = [] } = await scan();
    assert.deepEqual(
      configuration.filter(({ from }) => from === 'file').map(({ key, value }) => [key, value]),
      [
        ['knownClients', 'Desk'],
        ['modelReleases', 'harbour-2 (2026-05-03)'],
      ],
    );
  });

  test('a setting that a person made wins over it', async () => {
    await writeFile(file, 'threshold: 0.7\n');
    await vscode.workspace.getConfiguration('promptAudit').update('threshold', 0.8, true);
    assert.equal((await scan()).settings.threshold, 0.8);
  });

  test('its rules run in a scan: each hit is marked with a link to the rule, and no score is moved', async () => {
    const ruled = join(scratch.folder, 'ruled.jsonl');
    const line = (n: number): string =>
      JSON.stringify({
        schema: 'prompt-audit-request/1',
        time: 1_777_900_000_000 + n * 60_000,
        account: { value: `key-${n % 3}`, kind: 'key' },
        messages: [{ role: 'user', text: `What is ${n} and why?` }],
        content: 'full',
        status: 'ok',
      });
    await writeFile(ruled, Array.from({ length: 30 }, (_, n) => line(n)).join('\n'));
    const plain = await scan(ruled);
    const folder = join(scratch.folder, 'rules');
    await mkdir(folder, { recursive: true });
    const rule = join(folder, 'any.yml');
    await writeFile(
      rule,
      'title: Any request\nid: any-request\nlevel: high\nlogsource: { category: request }\ndetection:\n  selection:\n    account|exists: true\n  condition: selection\n',
    );
    await writeFile(file, `rules:\n  files: [${JSON.stringify(folder)}, shipped]\n`);
    const { rules = [], configuration: _, ...rest } = await scan(ruled);
    assert.deepEqual(rest, plain);
    const own = rules.find(({ id }) => id === 'rule/any-request');
    assert.ok(own && rules.length > 5);
    assert.equal(own.hitCount, 3);
    const marked = () =>
      vscode.languages.getDiagnostics(vscode.Uri.file(ruled)).filter(({ source }) => source === 'Prompt Audit');
    await until('marked hits', () => marked().length >= own.hits.length);
    const found = marked().find(({ message }) => message.startsWith('Any request'));
    assert.ok(found);
    const { code, severity } = found;
    assert.ok(typeof code === 'object');
    assert.deepEqual([code.value, code.target.fsPath, code.target.fragment], ['rule/any-request', rule, 'L2']);
    assert.equal(severity, vscode.DiagnosticSeverity.Warning);
    const { tree } = await active();
    assert.ok(tree.getChildren().some(({ kind }) => kind === 'rules'));
  });

  test('a rule that makes no sense fails the scan with its place', async () => {
    const { store } = await active();
    const bad = join(scratch.folder, 'bad.yml');
    await writeFile(bad, 'title: Bad\nid: bad\nlevel: grave\n');
    await writeFile(file, `rules:\n  files: [${JSON.stringify(bad)}]\n`);
    await vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(log));
    assert.equal(store.results, undefined);
  });

  test('a mistake in it is marked where it stands', async () => {
    await scan();
    await writeFile(file, 'accountBy: user\nthreshold: 7\n');
    const uri = vscode.Uri.file(file);
    await until('a marked mistake', () => vscode.languages.getDiagnostics(uri).length > 0);
    const [problem] = vscode.languages.getDiagnostics(uri);
    assert.equal(problem?.range.start.line, 1);
    assert.match(problem.message, /"threshold" is a number from 0\.5 to 0\.999/);
  });
});
