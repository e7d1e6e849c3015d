/** What other extensions see: the typed API, and tasks that run the command line. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import type { PromptAuditApi } from '../../src/extension/api.ts';
import type { Report } from '../../src/report/shape/report.ts';
import { active, extension, ownFile, until } from './extension.ts';
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

  test('run the examples of the page on the API as they stand there: in the editor, and in the Node that it brings', async () => {
    await vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(log));
    const page = await readFile(ownFile('docs', 'api.md'), 'utf8');
    const [, inEditor = ''] = /```ts\n([^]*?)```/.exec(page) ?? [];
    const given: (Report | undefined)[] = [];
    const show = (report: Report | undefined) => given.push(report);
    await (runInNewContext(`(async () => {${inEditor}})()`, { vscode, show }) as Promise<void>);
    assert.equal(given.at(-1)?.inputs.files[0]?.path, log);

    const [, inNode = ''] = /```js\n([^]*?)```/.exec(page) ?? [];
    const installed = join(scratch.folder, 'node_modules', 'prompt-traffic-audit');
    await mkdir(join(scratch.folder, 'node_modules'));
    await symlink(ownFile(), installed, 'junction');
    const script = join(scratch.folder, 'count.cjs');
    await writeFile(script, inNode);
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [script, ownFile('media', 'sample', 'sample-log.jsonl')],
      {
        env,
      },
    );
    assert.match(stdout, /^\d{3,} requests, 0 lines rejected \[\]$/m);
  });

  test('find the tasks that run the command line', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'prompt-audit' });
    assert.deepEqual(tasks.map(({ name }) => name).toSorted(), ['check configuration', 'scan', 'test rules']);
  });
});
