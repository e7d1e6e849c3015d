import * as v from 'valibot';
import * as vscode from 'vscode';
import { Count } from '../../schema/shapes.ts';
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
