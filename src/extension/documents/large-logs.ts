import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { largestInEditor } from '../slices/editor-locations.ts';
import { EXPLORER_VIEW } from '../explorer/explorer-view.ts';

/** Names of what may be a log; the menus of the manifest go by the same ones. */
const LOG = /\.(jsonl|ndjson|json|log|har|csv|tsv|sql|txt)(\.\d+)?$/i;

/**
 * A log that the text editor does not show ends in a page that says it is too large. The log explorer takes its place: once
 * for each log, so that whoever asks for the text after that gets it.
 */
export function exploreLargeLogs(): vscode.Disposable {
  const taken = new Set<string>();
  return vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
    for (const tab of opened) {
      const { input } = tab;
      if (!(input instanceof vscode.TabInputText) || input.uri.scheme !== 'file') continue;
      const { uri } = input;
      if (!LOG.test(uri.path) || taken.has(uri.path)) continue;
      void takeOver(tab, uri, taken);
    }
  });
}

async function takeOver(tab: vscode.Tab, uri: vscode.Uri, taken: Set<string>): Promise<void> {
  const size = await stat(uri.fsPath).then(
    (facts) => facts.size,
    () => 0,
  );
  if (size <= largestInEditor()) return;
  taken.add(uri.path);
  await vscode.commands.executeCommand('vscode.openWith', uri, EXPLORER_VIEW, tab.group.viewColumn);
  // Looked up again: older versions no longer know the earlier tab once the other one has opened.
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const refused = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
  );
  await vscode.window.tabGroups.close(refused);
}
