/**
 * The configuration of this window: settings and `prompt-audit.yaml`, as last read, of the folder whose log was scanned last, or
 * of the first folder. The file changes what is found, so it is ignored in an untrusted folder.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TeamContext } from '../../engine/pipeline/audit.ts';
import type { ConfigEntry } from '../../report/config/config-keys.ts';
import { CONFIG_FILE } from '../../report/config/config-name.ts';
import type { SetValue } from '../../report/config/config-values.ts';

let current: readonly SetValue[] = [];
let team: TeamContext | undefined;
let chosen: vscode.WorkspaceFolder | undefined;
/** Address of the folder whose file was read last. */
let readOf: string | undefined;

/** From now on the configuration of the folder that holds the log counts. */
export function configureFor(log: string | undefined): void {
  if (log !== undefined) chosen = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(log));
}

/** The folder whose configuration counts. */
export function configuredFolder(): vscode.WorkspaceFolder | undefined {
  const local = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  return local.find(({ uri }) => uri.toString() === chosen?.uri.toString()) ?? local[0];
}

/** A folder, whose settings count, and what its file says. */
export interface Configuration {
  folder: vscode.WorkspaceFolder | undefined;
  file: readonly SetValue[];
}

/** What counts for the results in view. */
export const inForce = (): Configuration => ({ folder: configuredFolder(), file: current });

/**
 * What counts for a log whichever was scanned last: that of the folder that holds it. Of a log in no folder, what is in force.
 * @param onMistake told what is wrong with the file, of which nothing counts then
 */
export async function configurationOf(log: string, onMistake: (error: unknown) => void): Promise<Configuration> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(log));
  if (folder === undefined) return inForce();
  const file = await readFileOf(folder).catch((error: unknown) => {
    onMistake(error);
    return [];
  });
  return { folder, file };
}

/** The settings of a folder. */
export const folderSettings = ({ folder } = inForce()): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('promptAudit', folder?.uri);

/**
 * The value of a setting. A folder that is not trusted may weaken no scan, show no more than is shown elsewhere, and name no file
 * to be read, which on Windows can lead to another machine: there only the person's own setting counts. The manifest asks
 * VS Code for the same, and not every editor that runs extensions does what it asks.
 */
export function settingOf(configuration: vscode.WorkspaceConfiguration, name: string): unknown {
  if (vscode.workspace.isTrusted) return configuration.get(name);
  const { globalValue, defaultValue } = configuration.inspect(name) ?? {};
  return globalValue ?? defaultValue;
}

/** Did a person set it, anywhere where that counts? */
export function isSet(configuration: vscode.WorkspaceConfiguration, name: string): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue } = configuration.inspect(name) ?? {};
  const counting = vscode.workspace.isTrusted ? [globalValue, workspaceValue, workspaceFolderValue] : [globalValue];
  return counting.some((value) => value !== undefined);
}

/** Where a setting goes that a person chooses for the logs of that folder. */
export function settingsTarget(): vscode.ConfigurationTarget {
  const folders = vscode.workspace.workspaceFolders?.length ?? 0;
  if (folders === 0) return vscode.ConfigurationTarget.Global;
  return folders === 1 ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.WorkspaceFolder;
}

/** What the file said of a key when it was last read. */
export function fileValue(key: string, { file } = inForce()): SetValue | undefined {
  return file.find((item) => item.key.key === key);
}

/** The value of a key that names one file. */
export function namedFile(key: string, of = inForce()): string | undefined {
  const value: ConfigEntry | undefined = fileValue(key, of)?.value;
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
  const folder = configuredFolder();
  // What was in force stays so until all of the new is known: a scan may begin meanwhile. What another folder says does not.
  if (folder?.uri.toString() !== readOf) [current, team] = [[], undefined];
  readOf = folder?.uri.toString();
  try {
    const values = await readFileOf(folder, onIgnored);
    team =
      values.length === 0 ? undefined : (await import('../../report/config/config-values.ts')).teamContextOf(values);
    current = values;
  } catch (error) {
    [current, team] = [[], undefined];
    throw error;
  }
}

async function readFileOf(
  folder: vscode.WorkspaceFolder | undefined,
  onIgnored: (path: string) => void = () => undefined,
): Promise<readonly SetValue[]> {
  const path = folder && join(folder.uri.fsPath, CONFIG_FILE);
  if (path === undefined || (await stat(path).catch(() => undefined)) === undefined) return [];
  if (!vscode.workspace.isTrusted) {
    onIgnored(path);
    return [];
  }
  // Most folders have none: what reads YAML is loaded for those that do.
  const { readConfigFile } = await import('../../report/config/config-file.ts');
  const { valuesOf } = await import('../../report/config/config-values.ts');
  return valuesOf(await readConfigFile(path));
}

/** Where the file is, or would be. */
export function configurationPath(): string | undefined {
  const folder = configuredFolder();
  return folder && join(folder.uri.fsPath, CONFIG_FILE);
}
