/** Hands a case on without a question: as Markdown on the clipboard, or as a page in the browser, where it can be printed. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { writeFile } from '../../reader/bytes/files/write-file.ts';
import { activityOf } from '../../report/export/activity.ts';
import { exportFormat } from '../../report/export/export-formats.ts';
import { exportInput } from '../../report/export/export-input.ts';
import type { Subject } from '../../report/export/subject.ts';
import type { Results } from '../model/results.ts';
import { readSettings } from '../settings.ts';
import { t } from '../translated.ts';

/** @throws a sentence when there is no case to hand on */
export async function shareCase(
  results: Results | undefined,
  subject: Subject | undefined,
  how: 'markdown' | 'print',
): Promise<void> {
  if (results === undefined || subject === undefined) throw new Error('There is no case here to hand on.');
  const { report, whole, triaged } = results;
  const activity = whole && activityOf(whole, report, subject);
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const input = exportInput({
    ...{ report, subject, triaged, now: Date.now() },
    ...(activity && { activity }),
    prompts: readSettings().includePrompts ? 'redacted' : 'none',
    ...(root !== undefined && { sourceRoot: root }),
  });
  const pieces = exportFormat(how === 'markdown' ? 'md' : 'html')!.write(input);
  if (how === 'markdown') {
    await vscode.env.clipboard.writeText([...pieces].join(''));
    vscode.window.setStatusBarMessage(t('The case was copied as Markdown.'), 5000);
    return;
  }
  // A folder that only this person may open: the page holds what the case holds.
  const path = join(await mkdtemp(join(tmpdir(), 'prompt-audit-print-')), 'case.html');
  await writeFile(path, pieces);
  await vscode.env.openExternal(vscode.Uri.file(path));
}
