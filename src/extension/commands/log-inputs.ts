import { counted } from '../../text/numbers.ts';
import * as vscode from 'vscode';
import { fileWord } from '../model/words.ts';

/** What to scan: absolute paths of files and folders, and a few words for titles. */
export interface LogInputs {
  paths: string[];
  title: string;
}

/**
 * The files a menu was opened on: the whole selection when the clicked one belongs to it, else the clicked one, else the
 * file of the tab in front. A log over 50 MB has a tab but no text editor, so the tab is asked.
 * @throws a sentence when there is no file, or only ones that are not on this machine
 */
export function chosenInputs(clicked: vscode.Uri | undefined, selected: unknown): LogInputs {
  const selection = Array.isArray(selected) ? selected.filter((item) => item instanceof vscode.Uri) : [];
  const inSelection = selection.some((uri) => uri.toString() === clicked?.toString());
  const chosen = inSelection ? selection : clicked ? [clicked] : [fileInFront()].filter((uri) => uri !== undefined);
  if (chosen.length === 0) throw new Error('Open a log file first, or right-click one in the explorer.');
  return inputsOf(chosen);
}

/** @throws a sentence when none of the addresses is a file or folder of this machine */
export function inputsOf(uris: readonly vscode.Uri[]): LogInputs {
  const paths = uris.filter((uri) => uri.scheme === 'file').map((uri) => uri.fsPath);
  const [first] = paths;
  if (first === undefined) throw new Error('Only files on the disk of this machine can be scanned.');
  return { paths, title: paths.length === 1 ? titleOf(first) : counted(paths.length, 'file') };
}

/** Where several folders are open, logs of one name may lie in each. */
function titleOf(path: string): string {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path));
  const isOne = folder === undefined || vscode.workspace.workspaceFolders?.length === 1;
  return isOne || folder.uri.fsPath === path ? fileWord(path) : `${folder.name}/${fileWord(path)}`;
}

function fileInFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  return vscode.window.activeTextEditor?.document.uri;
}
