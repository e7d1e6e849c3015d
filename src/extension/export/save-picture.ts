import * as vscode from 'vscode';
import type { PictureFormat } from '../../protocol/messages.ts';
import { noticeText } from '../model/safe-text.ts';
import { fileWord } from '../model/words.ts';
import { defaultSaveUri } from './default-save-uri.ts';
import { t } from '../translated.ts';

/** Saves a picture of a chart where the person wants it. */
export async function savePicture(name: string, format: PictureFormat, data: Uint8Array): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    title: t('Save chart'),
    defaultUri: defaultSaveUri(name, format),
    filters: format === 'png' ? { 'PNG picture': ['png'] } : { 'SVG drawing': ['svg'] },
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, data);
  const open = t('Open');
  const chosen = await vscode.window.showInformationMessage(noticeText(t('Saved {0}.', fileWord(target.path))), open);
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', target);
}
