import * as vscode from 'vscode';
import { CONFIG_FILE } from '../../report/config/config-name.ts';
import { ConfigError } from '../../report/config/parse-config.ts';
import { configurationPath, readWorkspaceConfiguration } from './workspace-configuration.ts';

/** Reads the configuration file whenever it changes, and marks its mistakes in place. */
export class ConfigurationProblems implements vscode.Disposable {
  readonly #problems = vscode.languages.createDiagnosticCollection('promptAudit.configuration');
  readonly #watcher = vscode.workspace.createFileSystemWatcher(`**/${CONFIG_FILE}`);
  readonly #listening: vscode.Disposable;

  constructor() {
    const look = (): void => void this.look();
    this.#listening = vscode.Disposable.from(
      this.#watcher.onDidChange(look),
      this.#watcher.onDidCreate(look),
      this.#watcher.onDidDelete(look),
      vscode.workspace.onDidGrantWorkspaceTrust(look),
    );
  }

  async look(): Promise<void> {
    this.#problems.clear();
    try {
      await readWorkspaceConfiguration();
    } catch (error) {
      const path = configurationPath();
      if (path === undefined) return;
      const found = error instanceof ConfigError ? error.problems : [{ line: 1, column: 1, sentence: String(error) }];
      this.#problems.set(
        vscode.Uri.file(path),
        found.map(({ line, column, sentence }) => {
          const range = new vscode.Range(line - 1, column - 1, line - 1, column + 200);
          const entry = new vscode.Diagnostic(range, sentence, vscode.DiagnosticSeverity.Error);
          entry.source = 'Prompt Audit';
          return entry;
        }),
      );
    }
  }

  dispose(): void {
    this.#listening.dispose();
    this.#watcher.dispose();
    this.#problems.dispose();
  }
}
