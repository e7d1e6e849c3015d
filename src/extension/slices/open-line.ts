import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { splitMemberPath } from '../../reader/bytes/sources/archive.ts';
import type { LineRef } from '../../report/shape/report.ts';
import type { LogSlice } from '../model/slice-plan.ts';
import type { EditorLocation, EditorLocations } from './editor-locations.ts';
import { sliceUri } from './slice-uri.ts';

/** VS Code draws the first 10,000 characters of a line (`editor.stopRenderingLineAfter`). */
const LONGEST_DRAWN = 10_000;

/**
 * Opens a log at a line, whatever its size. When the text editor refuses, a slice of the log is opened instead.
 * @param locations where the lines of scanned logs are shown; a log that was not scanned is cut out around the line
 * @throws a sentence when the log is gone or cannot be read
 */
export async function openLine(
  line: LineRef,
  locations: EditorLocations | undefined,
  column: vscode.ViewColumn = vscode.ViewColumn.Active,
): Promise<vscode.TextEditor> {
  const inside = await splitMemberPath(line.file);
  await stat(inside?.archive ?? line.file).catch(() => {
    throw new Error(`${line.file} no longer exists.`);
  });
  const location = locations?.at(line) ?? { uri: vscode.Uri.file(line.file), line: line.line - 1 };
  if (location.slice) return show(location, column);
  try {
    return await show(location, column);
  } catch {
    return show(locations?.inSlice(line) ?? alone(line), column);
  }
}

/** A slice of the line and nothing else: of a log that was not scanned no other line is known. */
function alone({ file, offset, length, line }: LineRef): EditorLocation {
  const slice: LogSlice = { file, compression: 'none', offset, end: offset + length, line, lastLine: line };
  return { uri: sliceUri(slice), line: 0, slice };
}

/** Is the line longer than an editor draws? */
export function isCutOnScreen(line: LineRef): boolean {
  return line.length > LONGEST_DRAWN;
}

async function show(location: EditorLocation, viewColumn: vscode.ViewColumn): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(location.uri);
  if (location.line >= document.lineCount) {
    throw new Error(`The log has changed: it no longer has the line that was scanned. Scan it again.`);
  }
  const selection = new vscode.Range(location.line, 0, location.line, 0);
  const editor = await vscode.window.showTextDocument(document, { selection, viewColumn });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}
