import * as vscode from 'vscode';
import type { FailureLog } from '../failure-log.ts';
import type { CommandId, Commands } from './command-map.ts';

/** Registers all commands; whatever one of them throws is shown and logged. */
export function registerCommands(commands: Commands, failures: FailureLog): vscode.Disposable {
  const register = (id: CommandId): vscode.Disposable =>
    vscode.commands.registerCommand(id, (...args: unknown[]) =>
      // These are the arguments that VS Code and our own views pass for this command: the command map says what they are.
      failures.guard(id, async () => {
        await (Reflect.apply(commands[id], undefined, args) as unknown);
      }),
    );
  return vscode.Disposable.from(...(Object.keys(commands) as CommandId[]).map(register));
}
