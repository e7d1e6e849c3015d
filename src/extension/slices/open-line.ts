import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { LineRef } from '../../core/report/report.ts';
import type { LogPlaces, Place } from './log-places.ts';

/** VS Code draws the first 10,000 characters of a line (`editor.stopRenderingLineAfter`). */
const LONGEST_DRAWN = 10_000;

/**
 * Opens a log at a line, whatever its size. When the text editor refuses, a slice of the log is opened instead.
 * @throws a sentence when the log is gone or cannot be read
 */
export async function openLine(
  line: LineRef,
  places: LogPlaces,
  column: vscode.ViewColumn = vscode.ViewColumn.Active,
): Promise<vscode.TextEditor> {
  await stat(line.file).catch(() => {
    throw new Error(`${line.file} is not there any more.`);
  });
  const place = places.at(line);
  if (place.slice) return show(place, column);
  try {
    return await show(place, column);
  } catch {
    return show(places.inSlice(line), column);
  }
}

/** Is the line longer than an editor draws? */
export function isCutOnScreen(line: LineRef): boolean {
  return line.length > LONGEST_DRAWN;
}

async function show(place: Place, viewColumn: vscode.ViewColumn): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(place.uri);
  if (place.line >= document.lineCount) {
    throw new Error(`The log has changed: it no longer has the line that was scanned. Scan it again.`);
  }
  const selection = new vscode.Range(place.line, 0, place.line, 0);
  const editor = await vscode.window.showTextDocument(document, { selection, viewColumn });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}
