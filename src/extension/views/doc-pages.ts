/** Pages of the documentation that come with the extension: what a detector measures, what a rule looks for. */
import { join, normalize, sep } from 'node:path';
import * as vscode from 'vscode';
import type { RuleOutcome } from '../../report/shape/report.ts';
import { readSettings } from '../settings.ts';

const EXTENSION = 'prompt-traffic-audit.prompt-traffic-audit';
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

export function detectorPage(id: string): vscode.Uri | undefined {
  return page('detectors', id);
}

/**
 * The page of a rule that comes with the program, or else the file of the rule at its line, where that is in the open folder or among
 * the files of rules that a person named: reports name files, too.
 */
export function rulePage({ id, place }: Pick<RuleOutcome, 'id' | 'place'>): vscode.Uri | undefined {
  if (place === undefined) return page('rules', id.replace(/^rule\//, ''));
  const [, file = place, line = '1'] = /^(.*):(\d+)$/.exec(place) ?? [];
  const uri = vscode.Uri.file(normalize(file));
  const isNamed = readSettings().rules.some((rules) => uri.fsPath === rules || uri.fsPath.startsWith(join(rules, sep)));
  if (!isNamed && vscode.workspace.getWorkspaceFolder(uri) === undefined) return undefined;
  return uri.with({ fragment: `L${line}` });
}

/** Ids may come from a report that was made elsewhere. */
function page(folder: string, id: string): vscode.Uri | undefined {
  const root = vscode.extensions.getExtension(EXTENSION)?.extensionUri;
  return root === undefined || !ID.test(id) ? undefined : vscode.Uri.joinPath(root, 'docs', folder, `${id}.md`);
}
