/** Measures in a terminal what would have been found in the logs of the results: simulated campaigns are planted in memory. */
import * as vscode from 'vscode';
import type { Results } from '../model/results.ts';
import { readSettings } from '../settings.ts';

/** Campaigns of each kind: few, so that the first answer comes within minutes. */
const TRIALS = 1;
const MINUTES = 10;

export async function measurePower(extension: vscode.Uri, results: Results | undefined): Promise<void> {
  const logs = results?.files ?? [];
  if (logs.length === 0) throw new Error('The logs of these results are not here, so nothing can be planted in them.');
  const cli = vscode.Uri.joinPath(extension, 'dist', 'prompt-audit.js').fsPath;
  const { accountBy } = readSettings();
  const options = ['--trials', String(TRIALS), '--minutes', String(MINUTES)];
  const by = accountBy === undefined ? [] : ['--account-by', accountBy];
  // The program that runs the extension runs JavaScript: no other Node is needed.
  const run = new vscode.ProcessExecution(process.execPath, [cli, 'power', ...options, ...by, ...logs], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const definition = { type: 'prompt-audit', command: 'power' };
  const task = new vscode.Task(definition, vscode.TaskScope.Workspace, 'what would be found', 'prompt-audit', run, []);
  await vscode.tasks.executeTask(task);
}
