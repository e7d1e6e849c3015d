/** Tasks of the command line: a scan by the configuration file, a check of that file, and the tests of rules. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { guardOf } from '../../schema/guard.ts';

const TYPE = 'prompt-audit';

/** What each task runs, with a name for people. */
const TASKS = {
  scan: { name: 'scan', args: ['scan'] },
  'check-config': { name: 'check configuration', args: ['config', 'check'] },
  'test-rules': { name: 'test rules', args: ['rules', 'test'] },
} as const;

const isDefinition = guardOf(
  v.object({
    command: v.picklist(['scan', 'check-config', 'test-rules']),
    args: v.exactOptional(v.array(v.string())),
  }),
);

/** @param cli path of the command line that comes with the extension */
export function registerTasks(cli: string): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TYPE, {
    provideTasks: () =>
      Object.keys(TASKS)
        .map((command) => taskOf({ type: TYPE, command }, vscode.TaskScope.Workspace, cli))
        .filter(isTask),
    resolveTask: ({ definition, scope }) => taskOf(definition, scope ?? vscode.TaskScope.Workspace, cli),
  });
}

function taskOf(
  definition: vscode.TaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope,
  cli: string,
): vscode.Task | undefined {
  const given: unknown = definition;
  if (!isDefinition(given)) return undefined;
  const { name, args } = TASKS[given.command];
  // The program that runs the extension runs JavaScript: no other Node is needed.
  const environment = { env: { ELECTRON_RUN_AS_NODE: '1' } };
  const run = new vscode.ProcessExecution(process.execPath, [cli, ...args, ...(given.args ?? [])], environment);
  return new vscode.Task(definition, scope, name, TYPE, run, '$prompt-audit');
}

function isTask(task: vscode.Task | undefined): task is vscode.Task {
  return task !== undefined;
}
