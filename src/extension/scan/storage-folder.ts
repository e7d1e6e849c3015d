/**
 * The folder where a workspace keeps its scans. While an extension host of the same workspace is alive, which is up to three hours
 * after its connection was lost, VS Code gives a new window a folder of its own, "<id>-1" to "<id>-9". Whoever reconnects must
 * still find the last scan. Several windows may write to what is kept there at once.
 */
import { join, parse } from 'node:path';

/** @param uri place of the extension's own files, which VS Code names `workspaceStorage/<id>/<extension>` */
export function storageFolder(uri: { scheme: string; fsPath: string } | undefined): string | undefined {
  // Without an open folder there is no place that belongs to this window alone, so nothing is kept.
  if (uri?.scheme !== 'file') return undefined;
  const { dir, base } = parse(uri.fsPath);
  return join(dir.replace(/(?<=[0-9a-f])-[1-9]$/, ''), base);
}
