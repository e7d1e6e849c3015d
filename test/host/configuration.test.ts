import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
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

  async function scan() {
    const { store } = await active();
    await vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(log));
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

  test('a setting that a person made wins over it', async () => {
    await writeFile(file, 'threshold: 0.7\n');
    await vscode.workspace.getConfiguration('promptAudit').update('threshold', 0.8, true);
    assert.equal((await scan()).settings.threshold, 0.8);
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
