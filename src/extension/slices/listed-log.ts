/**
 * A log that no text editor shows as one document: what the scan knows of each request, on its line. So problems, hovers and the
 * outline have one place, and its line numbers are those of the log. Nothing is read for it.
 */
import * as vscode from 'vscode';
import { listedText } from '../model/listed-text.ts';
import { LISTED_SCHEME } from './listed-uri.ts';
import type { ResultsStore } from '../results-store.ts';

/** Made of the results in view, anew with each. */
export function listedLogs(store: ResultsStore, restored: Promise<unknown>): vscode.TextDocumentContentProvider {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  store.onDidChange(() => {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === LISTED_SCHEME) changed.fire(uri);
  });
  return {
    onDidChange: changed.event,
    async provideTextDocumentContent({ fsPath }) {
      await restored;
      return store.results === undefined ? '' : listedText(store.results, fsPath);
    },
  };
}
