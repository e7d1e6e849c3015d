/**
 * The folder of a workspace, where its scans are kept. VS Code gives a window another one, "<id>-1" to "<id>-9", as long as an
 * extension host of the same workspace lives: for hours after its connection was lost. Who comes back then must find what was
 * scanned. All that is kept may be written by several windows at once.
 */
import { join, parse } from 'node:path';

/** @param uri place of the extension's own files, which VS Code names `workspaceStorage/<id>/<extension>` */
export function storageFolder(uri: { scheme: string; fsPath: string } | undefined): string | undefined {
  // Without an open folder there is no place that belongs to this window alone, so nothing is kept.
  if (uri?.scheme !== 'file') return undefined;
  const { dir, base } = parse(uri.fsPath);
  return join(dir.replace(/(?<=[0-9a-f])-[1-9]$/, ''), base);
}
