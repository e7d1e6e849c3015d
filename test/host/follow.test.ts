import assert from 'node:assert/strict';
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { demoLines } from '../../src/demo/demo-lines.ts';
import { planDemo } from '../../src/demo/demo-plan.ts';
import { active, until } from './extension.ts';
import { Scratch } from './scratch.ts';

suite('Following a log', () => {
  let scratch: Scratch;
  const lines = [...demoLines(planDemo({ seed: 1, requests: 900 }))];

  suiteSetup(async () => {
    scratch = await Scratch.make();
  });

  teardown(async () => {
    await vscode.commands.executeCommand('promptAudit.stopFollowing');
    await vscode.commands.executeCommand('promptAudit.clear');
  });

  suiteTeardown(() => scratch.remove());

  test('results grow with the log, over a rotation, until it is stopped', async () => {
    const { store } = await active();
    const folder = join(scratch.folder, 'grown');
    await mkdir(folder);
    const log = join(folder, 'gateway.jsonl');
    await writeFile(log, lines.slice(0, 300).join(''));
    const requests = (): number => store.results?.report.inputs.requests ?? 0;
    await vscode.commands.executeCommand('promptAudit.followLog', vscode.Uri.file(log));
    await until('the first report', () => requests() === 300);
    await appendFile(log, lines.slice(300, 600).join('') + lines[600]!.slice(0, 100));
    await until('what was added', () => requests() === 600);
    assert.equal(store.results?.report.inputs.rejected, 0, 'the line that is being written is no rejected line');
    await appendFile(log, lines[600]!.slice(100));
    await rename(log, `${log}.1`);
    await writeFile(log, lines.slice(601).join(''));
    await until('what came after the rotation', () => requests() === lines.length);
    assert.deepEqual(
      store.results.report.inputs.files.map(({ path }) => path),
      [log, `${log}.1`],
    );
    await vscode.commands.executeCommand('promptAudit.stopFollowing');
    const { revision } = store;
    await appendFile(log, lines[0]!);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.equal(store.revision, revision, 'a report came after following was stopped');
  });

  test('a planted string that comes while the log is followed is a hit and a problem at its line', async () => {
    const { store } = await active();
    const canaries = join(scratch.folder, 'canaries.txt');
    await writeFile(canaries, 'blue heron 7741\n');
    const configuration = vscode.workspace.getConfiguration('promptAudit');
    await configuration.update('canaries', canaries, true);
    try {
      const log = join(scratch.folder, 'planted.jsonl');
      const hits = (): number | undefined =>
        store.results?.report.rules?.find(({ id }) => id === 'rule/canary.1')?.hitCount;
      await writeFile(log, lines.slice(0, 30).join(''));
      await vscode.commands.executeCommand('promptAudit.followLog', vscode.Uri.file(log));
      await until('the first report', () => hits() === 0);
      await appendFile(log, lines[30]!.replace(/"role":"user","content":"/, '$&BLUE heron 7741. '));
      await until('the planted string', () => hits() === 1);
      const [problem] = vscode.languages
        .getDiagnostics(vscode.Uri.file(log))
        .filter(({ code }) => JSON.stringify(code ?? '').includes('rule/canary.1'));
      assert.equal(problem?.range.start.line, 30);
    } finally {
      await configuration.update('canaries', undefined, true);
    }
  });

  test('a scan ends following, and its results stay', async () => {
    const { store } = await active();
    const log = join(scratch.folder, 'other.jsonl');
    await writeFile(log, lines.slice(0, 100).join(''));
    await vscode.commands.executeCommand('promptAudit.followLog', vscode.Uri.file(log));
    await until('the first report', () => store.results !== undefined);
    await vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(log));
    const { revision } = store;
    await appendFile(log, lines.slice(100, 110).join(''));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.equal(store.revision, revision);
  });
});
