import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { measured } from '../harness/host-results.ts';
import { active } from './extension.ts';
import { Scratch } from './scratch.ts';

const STEPS = 12;

suite('The next finding', () => {
  let scratch: Scratch;

  suiteSetup(async () => {
    scratch = await Scratch.make();
  });

  suiteTeardown(async () => {
    (await active()).store.show(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await scratch.remove();
  });

  for (const [name, lineBytes] of [
    ['a log that opens as text', 120],
    ['a log too large for that', 4000],
  ] as const) {
    test(`of 25,000 accounts opens no document that is open, in ${name}`, async () => {
      const { store } = await active();
      const options = { campaigns: 20, members: 250, ordinary: 20_000, requests: 1, lineBytes };
      const results = await scratch.log(`log-${lineBytes}.jsonl`, options);
      store.show(results);
      const times: number[] = [];
      const opened: string[] = [];
      const listening = vscode.workspace.onDidOpenTextDocument(({ uri }) => opened.push(uri.toString()));
      for (let step = 0; step < STEPS; step++) {
        const began = performance.now();
        await vscode.commands.executeCommand('promptAudit.nextFinding');
        times.push(performance.now() - began);
      }
      // The first one loads what is needed and opens the log.
      const [first = 0, ...next] = times;
      const median = next.sort((a, b) => a - b)[next.length >> 1] ?? 0;
      measured.push(`The next finding in ${name}: ${median.toFixed(0)} ms, the first one ${first.toFixed(0)} ms.`);
      listening.dispose();
      assert.deepEqual(opened, [...new Set(opened)]);
      assert.ok(opened.length <= STEPS, opened.join(', '));
    });
  }
});
