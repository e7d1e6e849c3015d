/**
 * The configuration of this window: settings and `prompt-audit.yaml`, as last read, of the folder whose log was scanned last, or
 * of the first folder. The file changes what is found, so it is ignored in an untrusted folder.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TeamContext } from '../../core/accounts/team-context.ts';
import type { ConfigEntry } from '../../core/config/config-keys.ts';
import { CONFIG_FILE } from '../../core/config/config-name.ts';
import type { SetValue } from '../../core/config/config-values.ts';

let current: readonly SetValue[] = [];
let team: TeamContext | undefined;
let chosen: vscode.WorkspaceFolder | undefined;

/** From now on the configuration of the folder that holds the log counts. */
export function configureFor(log: string | undefined): void {
  if (log !== undefined) chosen = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(log));
}

/** The folder whose configuration counts. */
export function configuredFolder(): vscode.WorkspaceFolder | undefined {
  const local = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  return local.find(({ uri }) => uri.toString() === chosen?.uri.toString()) ?? local[0];
}

/** The settings of that folder. */
export const folderSettings = (): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('promptAudit', configuredFolder()?.uri);

/** Where a setting goes that a person chooses for the logs of that folder. */
export function settingsTarget(): vscode.ConfigurationTarget {
  const folders = vscode.workspace.workspaceFolders?.length ?? 0;
  if (folders === 0) return vscode.ConfigurationTarget.Global;
  return folders === 1 ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.WorkspaceFolder;
}

/** What the file said of a key when it was last read. */
export function fileValue(key: string): SetValue | undefined {
  return current.find((item) => item.key.key === key);
}

/** The value of a key that names one file. */
export function namedFile(key: string): string | undefined {
  const value: ConfigEntry | undefined = fileValue(key)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Known clients and releases of models, as far as the file says. */
export const fileTeam = (): { team?: TeamContext } => (team === undefined ? {} : { team });

/** How much of a log must be readable and judged, as far as the file says. */
export function fileGates(): { minJudged?: number; maxRejected?: number } {
  const [minJudged, maxRejected] = ['gates.minJudged', 'gates.maxRejected'].map((key) => fileValue(key)?.value);
  return {
    ...(typeof minJudged === 'number' && { minJudged }),
    ...(typeof maxRejected === 'number' && { maxRejected }),
  };
}

/**
 * Reads the file again.
 * @param onIgnored told the file when the folder is not trusted
 * @throws ConfigError naming everything that is wrong with it, and then nothing of it is in force
 */
export async function readWorkspaceConfiguration(onIgnored: (path: string) => void = () => undefined): Promise<void> {
  current = [];
  team = undefined;
  const path = configurationPath();
  if (path === undefined || (await stat(path).catch(() => undefined)) === undefined) return;
  if (!vscode.workspace.isTrusted) {
    onIgnored(path);
    return;
  }
  // Most folders have none: what reads YAML is loaded for those that do.
  const { readConfigFile } = await import('../../core/config/config-file.ts');
  const { teamContextOf, valuesOf } = await import('../../core/config/config-values.ts');
  current = valuesOf(await readConfigFile(path));
  team = teamContextOf(current);
}

/** Where the file is, or would be. */
export function configurationPath(): string | undefined {
  const folder = configuredFolder();
  return folder && join(folder.uri.fsPath, CONFIG_FILE);
}
