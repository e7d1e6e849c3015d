import { homedir } from 'node:os';
import * as vscode from 'vscode';

/**
 * Where a new file is offered to be saved: in the folder that is open, else in the person's own.
 * @param name words for its name; what some file system does not take is replaced
 */
export function defaultSaveUri(name: string, extension: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const safe = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|-+$/g, '');
  return vscode.Uri.joinPath(folder, `${safe.slice(0, 80) || 'export'}.${extension}`);
}
