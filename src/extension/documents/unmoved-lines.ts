import * as vscode from 'vscode';
import { isSameLine } from '../model/same-line.ts';
import type { ResultsStore } from '../results-store.ts';
import { SLICE_SCHEME, sliceOf } from '../slices/slice-uri.ts';
import { positionInLog } from './log-position.ts';

/** Byte of the log at which each line of a document starts, by version: many lines of one document are asked about. */
const starts = new WeakMap<vscode.TextDocument, { version: number; offsets: Float64Array }>();

/**
 * Says of the lines of a document, from 0, whether each still is the one that was scanned. Of a log that did not change, or
 * that only grew, all are, and nothing of it is read, unless a text editor has other lines than the log.
 */
export function unmovedLines(store: ResultsStore, document: vscode.TextDocument): (line: number) => boolean {
  const { results } = store;
  const place = positionInLog(document, 0);
  if (results === undefined || place === undefined) return () => false;
  const stamp = results.stamps.find(({ path }) => path === place.file);
  const hasOtherLines = document.uri.scheme === 'file' && stamp?.brokenLine !== undefined;
  if (!document.isDirty && !hasOtherLines && store.changeOf(place.file) !== 'changed') return () => true;
  return (line) => {
    const row = line < document.lineCount ? results.rowAtLine(place.file, place.line + line) : undefined;
    if (row === undefined) return false;
    const offset = offsetsOf(document)[line] ?? -1;
    return isSameLine(results, row, { offset, text: document.lineAt(line).text });
  };
}

function offsetsOf(document: vscode.TextDocument): Float64Array {
  const known = starts.get(document);
  if (known?.version === document.version) return known.offsets;
  const offsets = new Float64Array(document.lineCount);
  const breakBytes = document.eol === vscode.EndOfLine.CRLF ? 2 : 1;
  let offset = document.uri.scheme === SLICE_SCHEME ? sliceOf(document.uri).offset : 0;
  for (let line = 0; line < document.lineCount; line++) {
    offsets[line] = offset;
    offset += Buffer.byteLength(document.lineAt(line).text) + breakBytes;
  }
  starts.set(document, { version: document.version, offsets });
  return offsets;
}
