import * as vscode from 'vscode';
import type { Results } from '../model/results.ts';
import { SLICE_SCHEME, sliceOf } from '../slices/slice-uri.ts';

/** The line of a log that a text editor shows. */
export interface LogPlace {
  file: string;
  /** From 1. */
  line: number;
}

/** Where a line of a document stands in its log; undefined for documents that are no log on disk. */
export function placeInLog({ uri }: vscode.TextDocument, line: number): LogPlace | undefined {
  if (uri.scheme === 'file') return { file: uri.fsPath, line: line + 1 };
  if (uri.scheme !== SLICE_SCHEME) return undefined;
  const slice = sliceOf(uri);
  return { file: slice.file, line: slice.line + line };
}

/** The line of the cursor in the text editor in front. */
export function placeOfCursor(): LogPlace | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && placeInLog(editor.document, editor.selection.active.line);
}

/** @throws a sentence when the line holds no request that was scanned */
export function accountAtCursor(results: Results | undefined): string {
  const place = placeOfCursor();
  if (place === undefined) throw new Error('Put the cursor on a line of a log first.');
  const row = results?.rowAtLine(place.file, place.line);
  if (results === undefined || row === undefined) throw new Error('The last scan found no request on this line.');
  return results.index.accounts[results.index.account[row] ?? 0] ?? '';
}
