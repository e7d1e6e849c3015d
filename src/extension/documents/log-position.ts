import * as v from 'valibot';
import * as vscode from 'vscode';
import { guardOf } from '../../schema/guard.ts';
import { Count } from '../../schema/shapes.ts';
import type { Results } from '../model/results.ts';
import { LISTED_SCHEME } from '../slices/listed-uri.ts';
import { SLICE_SCHEME, sliceOf } from '../slices/slice-uri.ts';

/** The log line that a text editor shows. */
export const LogPosition = v.object({
  file: v.string(),
  /** From 1. */
  line: Count,
});
export type LogPosition = v.InferOutput<typeof LogPosition>;

/** Where a line of a document is in its log; undefined for documents that are no log on disk. */
export function positionInLog({ uri }: vscode.TextDocument, line: number): LogPosition | undefined {
  if (uri.scheme === 'file' || uri.scheme === LISTED_SCHEME) return { file: uri.fsPath, line: line + 1 };
  if (uri.scheme !== SLICE_SCHEME) return undefined;
  const slice = sliceOf(uri);
  return { file: slice.file, line: slice.line + line };
}

/** The line of the cursor in the text editor in front. */
export function positionAtCursor(): LogPosition | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && positionInLog(editor.document, editor.selection.active.line);
}

const isLogPosition = guardOf(LogPosition);

/**
 * Account of the request on a line of a log.
 * @param line a `LogPosition`, as code lenses pass it; anything else, as menus pass it, stands for the line of the cursor
 * @throws a sentence when the line holds no request that was scanned
 */
export function accountAt(results: Results | undefined, line: unknown): string {
  const wanted = isLogPosition(line) ? line : positionAtCursor();
  if (wanted === undefined) throw new Error('Put the cursor on a log line first.');
  const row = results?.rowAtLine(wanted.file, wanted.line);
  if (results === undefined || row === undefined) throw new Error('The last scan found no request on this line.');
  return results.index.accounts[results.index.account[row] ?? 0] ?? '';
}
