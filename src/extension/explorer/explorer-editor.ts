import * as vscode from 'vscode';
import { EXPLORER_VIEW } from './explorer-view.ts';
import type { LogExplorer } from './log-explorer.ts';

/** Offers the explorer as an editor for any file; nothing of it is loaded until one is opened. */
export function registerExplorer(explorer: () => Promise<LogExplorer>): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument(uri) {
      if (uri.scheme !== 'file') throw new Error('Only logs on the disk of this machine can be explored.');
      return { uri, dispose: () => undefined };
    },
    async resolveCustomEditor(document, panel) {
      await (await explorer()).resolve(document.uri, panel);
    },
  };
  return vscode.window.registerCustomEditorProvider(EXPLORER_VIEW, provider, {
    supportsMultipleEditorsPerDocument: true,
  });
}
