import * as v from 'valibot';
import * as vscode from 'vscode';
import { Count } from '../../schema/shapes.ts';
import { LISTED_SCHEME } from '../slices/listed-uri.ts';
import { logLineOf } from '../slices/lone-returns.ts';
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

/** The line of the log on which the cursor of the text editor in front stands, also where that editor breaks lines elsewhere. */
export async function positionAtCursor(): Promise<LogPosition | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const shown = selection.active.line;
  const position = positionInLog(document, shown);
  if (position === undefined || document.uri.scheme !== 'file') return position;
  // A file that is gone or not saved yet has no other lines.
  const line = await logLineOf(position.file, shown).catch(() => position.line);
  return { ...position, line };
}
