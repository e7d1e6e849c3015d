import * as vscode from 'vscode';
import { guardOf } from '../../schema/guard.ts';
import { LogSlice } from '../model/slice-plan.ts';
import { count } from '../../text/numbers.ts';

export const SLICE_SCHEME = 'prompt-audit-slice';
/** Language of slices: JSON Lines without the editor's line numbers. Declared in the manifest. */
export const SLICE_LANGUAGE = 'prompt-audit-slice';

const isSlice = guardOf(LogSlice);

/** The address says everything that is needed to read the slice, so that a tab can come back after a reload. */
export function sliceUri(slice: LogSlice): vscode.Uri {
  const path = `${vscode.Uri.file(slice.file).path} [${linesWord(slice)}]`;
  const { file, compression, offset, end, line, lastLine } = slice;
  const query = JSON.stringify({ file, compression, offset, end, line, lastLine } satisfies LogSlice);
  return vscode.Uri.from({ scheme: SLICE_SCHEME, path, query });
}

/** @throws FileNotFound when the address is not one of ours */
export function sliceOf(uri: vscode.Uri): LogSlice {
  let value: unknown;
  try {
    value = JSON.parse(uri.query);
  } catch {
    value = undefined;
  }
  if (uri.scheme !== SLICE_SCHEME || !isSlice(value)) throw vscode.FileSystemError.FileNotFound(uri);
  return value;
}

function linesWord({ line, lastLine }: LogSlice): string {
  if (lastLine === line) return `line ${count(line)}`;
  return `lines ${count(line)}–${lastLine === null ? 'end' : count(lastLine)}`;
}
