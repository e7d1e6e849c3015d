import * as vscode from 'vscode';
import { guardOf } from '../../schema/guard.ts';
import type { ResultsStore } from '../results-store.ts';
import { LogPosition, positionInLog } from './log-position.ts';
import { unmovedLines } from './unmoved-lines.ts';

const isLogPosition = guardOf(LogPosition);

/**
 * Account of the request on a line of a log.
 * @param line a `LogPosition`, as code lenses pass it; anything else, as menus pass it, stands for the line of the cursor
 * @throws a sentence when the line holds no request that was scanned, or another one now
 */
export function accountAt(store: ResultsStore, line: unknown): string {
  const { results } = store;
  const wanted = isLogPosition(line) ? line : cursorLine(store);
  const row = results?.rowAtLine(wanted.file, wanted.line);
  if (results === undefined || row === undefined) throw new Error('The last scan found no request on this line.');
  return results.index.accounts[results.index.account[row] ?? 0] ?? '';
}

function cursorLine(store: ResultsStore): LogPosition {
  const editor = vscode.window.activeTextEditor;
  const line = editor?.selection.active.line ?? 0;
  const position = editor && positionInLog(editor.document, line);
  if (editor === undefined || position === undefined) throw new Error('Put the cursor on a log line first.');
  const wasScanned = store.results?.rowAtLine(position.file, position.line) !== undefined;
  if (wasScanned && !unmovedLines(store, editor.document)(line))
    throw new Error(
      'This is not the line that was scanned under its number. The log explorer shows the lines of the log.',
    );
  return position;
}
