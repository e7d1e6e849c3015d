import * as vscode from 'vscode';
import { breakable } from '../model/safe-text.ts';

/** Puts text of a log or a report into Markdown as text: no link, no command, no markup, and lines break between words. */
export function appendWords(to: vscode.MarkdownString, text: string): void {
  const own = new vscode.MarkdownString('', to.supportThemeIcons === true);
  own.appendText(text);
  to.appendMarkdown(breakable(own.value));
}
