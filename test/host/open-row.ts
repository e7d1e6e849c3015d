/** The line of a request in a text editor, and what it should be. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Results } from '../../src/extension/model/results.ts';
import { syntheticLine } from '../fixtures/synthetic-result.ts';

/** Opens the line of a row as text, the way a click in the tree does for a small log. */
export async function open(
  results: Results,
  row: number,
  command: 'promptAudit.openLine' | 'promptAudit.openText' = 'promptAudit.openText',
): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand(command, results.lineOf(row));
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'no text editor is open');
  return editor;
}

export function lineInView({ document, selection }: vscode.TextEditor): string {
  return document.lineAt(selection.active.line).text;
}

export function expected(results: Results, row: number): string {
  const { index } = results;
  const account = index.accounts[index.account[row]!]!;
  return syntheticLine(row, account, index.templates[index.template[row]!] ?? '', index.bytes[row]!);
}
