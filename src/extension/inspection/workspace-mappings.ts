import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { writeOwnFile } from '../../reader/bytes/files/own-file.ts';
import {
  type Configuration,
  fileValue,
  folderSettings,
  inForce,
  settingOf,
} from '../configuration/workspace-configuration.ts';
import { MAPPING_FILE, readMappingFile, withProfile } from '../../reader/mapping/mapping-file.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import { MappingError, parseProfiles } from '../../reader/mapping/parse-profile.ts';

/**
 * The mappings of this window: those of the setting, then those that the configuration file names, or else those that its
 * folders keep in `.prompt-audit/mappings.json`.
 * A mapping can hide what a log holds, so those of a folder that is not trusted do not count, and neither does its setting.
 * @param onIgnored told the file of each such folder
 * @param of whose setting and configuration file count
 * @throws a sentence that names the place of a mapping that makes no sense
 */
export async function workspaceMappings(
  onIgnored: (path: string) => void = () => undefined,
  of = inForce(),
): Promise<MappingProfile[]> {
  const mappings = mappingsOfSetting(of);
  const told = fileValue('mappings', of)?.value;
  // As on the command line, what the configuration file says replaces the folder's own file of mappings.
  if (typeof told === 'string') return [...mappings, ...(await mappingsOfFile(told))];
  if (Array.isArray(told)) return [...mappings, ...parseProfiles(told)];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    if (folder.uri.scheme !== 'file') continue;
    const path = join(folder.uri.fsPath, MAPPING_FILE);
    if (vscode.workspace.isTrusted) mappings.push(...(await mappingsOfFile(path)));
    else if ((await stat(path).catch(() => undefined)) !== undefined) onIgnored(path);
  }
  return mappings;
}

function mappingsOfSetting(of: Configuration): MappingProfile[] {
  const value = settingOf(folderSettings(of), 'mappings');
  if (!Array.isArray(value) || value.length === 0) return [];
  try {
    return parseProfiles(value);
  } catch (error) {
    if (error instanceof MappingError) throw new MappingError(`The setting promptAudit.mappings: ${error.message}`);
    throw error;
  }
}

async function mappingsOfFile(path: string): Promise<MappingProfile[]> {
  const known = await stat(path).catch(() => undefined);
  return known === undefined ? [] : readMappingFile(path);
}

/**
 * Puts a mapping into the file of the folder that holds the log, or of the first folder, and opens it there: it is a
 * proposal and wants to be read. A mapping of the same name is replaced.
 * @throws a sentence when no folder is open
 */
export async function saveMapping(profile: MappingProfile, log: string): Promise<void> {
  const folders = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(log)) ?? folders[0];
  if (folder?.uri.scheme !== 'file') throw new Error('Open a folder first: mappings are saved in a folder.');
  const path = join(folder.uri.fsPath, MAPPING_FILE);
  const mappings = withProfile(await mappingsOfFile(path), profile);
  await writeOwnFile(path, [`${JSON.stringify(mappings, null, 2)}\n`]);
  await vscode.window.showTextDocument(vscode.Uri.file(path));
}
