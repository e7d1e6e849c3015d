/** A folder that is watched: looks in the background, in a process of its own. */
import assert from 'node:assert/strict';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { demoLines } from '../../src/demo/demo-lines.ts';
import { planDemo } from '../../src/demo/demo-plan.ts';
import type { Results } from '../../src/extension/model/results.ts';
import { active, until } from './extension.ts';
import { Scratch } from './scratch.ts';

suite('Watching a folder', () => {
  let scratch: Scratch;
  const lines = [...demoLines(planDemo({ seed: 1, requests: 900 }))];
  const watch = (folder: string | undefined) =>
    vscode.workspace.getConfiguration('promptAudit').update('watch.folder', folder, true);

  suiteSetup(async () => {
    scratch = await Scratch.make();
  });

  suiteTeardown(async () => {
    await watch(undefined);
    await vscode.commands.executeCommand('promptAudit.clear');
    await scratch.remove();
  });

  test('each look reads what is new, and a look that fails leaves what was read as of its time', async () => {
    const { store } = await active();
    await vscode.commands.executeCommand('promptAudit.clear');
    const shown = (): Results | undefined => store.results;
    const folder = join(scratch.folder, 'nightly');
    await mkdir(folder);
    const log = join(folder, 'gateway.jsonl');
    await writeFile(log, lines.slice(0, 300).join(''));
    await watch(folder);
    await vscode.commands.executeCommand('promptAudit.lookNow');
    assert.equal(shown(), undefined, 'a look in the background replaces nothing that is in view');

    await vscode.commands.executeCommand('promptAudit.showWatched');
    await until('the results', () => shown()?.report.inputs.requests === 300);
    assert.match(shown()?.title ?? '', /^nightly, as of /);

    await appendFile(log, lines.slice(300, 600).join(''));
    await vscode.commands.executeCommand('promptAudit.lookNow');
    await vscode.commands.executeCommand('promptAudit.showWatched');
    await until('what was added', () => shown()?.report.inputs.requests === 600);
    const title = shown()?.title;

    await writeFile(log, '{"v":2}\n'.repeat(50));
    await vscode.commands.executeCommand('promptAudit.lookNow');
    await vscode.commands.executeCommand('promptAudit.showWatched');
    assert.equal(shown()?.title, title);
    assert.equal(shown()?.report.inputs.requests, 600);
  });

  test('once it is stopped, nothing of the folder is kept', async () => {
    const { store } = await active();
    await vscode.commands.executeCommand('promptAudit.stopWatching');
    await watch(undefined);
    await vscode.commands.executeCommand('promptAudit.clear');
    await vscode.commands.executeCommand('promptAudit.showWatched');
    assert.equal(store.results, undefined);
  });
});
