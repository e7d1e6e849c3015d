/** What other extensions see: the typed API, and tasks that run the command line. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { PromptAuditApi } from '../../src/extension/api.ts';
import { active, extension, until } from './extension.ts';
import { Scratch } from './scratch.ts';

suite('Other extensions', () => {
  let scratch: Scratch;
  let log: string;

  suiteSetup(async () => {
    scratch = await Scratch.make();
    log = join(scratch.folder, 'requests.jsonl');
    await scratch.log('requests.jsonl', { requests: 4, ordinary: 5, campaigns: 0 });
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('promptAudit.clear');
    await scratch.remove();
  });

  test('get the report of the last scan, and are told when another is there and when there is none', async () => {
    await active();
    const { api } = extension().exports as { api: PromptAuditApi };
    assert.equal(api.version, 1);
    await api.restored;
    let told = 0;
    const listening = api.onDidChangeReport((given) => {
      assert.equal(given, undefined);
      told++;
    });
    await vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(log));
    await until('the report', () => api.report?.inputs.files[0]?.path === log);
    assert.ok(told > 0);
    const before = told;
    await vscode.commands.executeCommand('promptAudit.clear');
    await until('no report', () => api.report === undefined);
    assert.ok(told > before);
    listening.dispose();
  });

  test('find the tasks that run the command line', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'prompt-audit' });
    assert.deepEqual(tasks.map(({ name }) => name).toSorted(), ['check configuration', 'scan', 'test rules']);
  });
});
