import * as vscode from 'vscode';
import type { LineRef } from '../../core/report/report.ts';
import type { Results } from '../model/results.ts';
import { SlicePlan } from '../model/slice-plan.ts';
import type { LogSlice } from '../model/slice-plan.ts';
import { listedUri } from './listed-uri.ts';
import { sliceUri } from './slice-uri.ts';

const MB = 1024 * 1024;

/** Where the editor shows a log line: a document and a line in it, from 0. */
export interface EditorLocation {
  uri: vscode.Uri;
  line: number;
  slice?: LogSlice;
}

/**
 * Largest log in bytes that opens in a plain text editor. VS Code keeps larger documents from extensions (50 MB), and
 * does not open files over 10 MB in a remote window without asking.
 */
export function largestInEditor(): number {
  const remote = vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web;
  return (remote ? 10 : 50) * MB;
}

/**
 * Says where each line of the scanned logs is shown: the log itself, or a slice of it when the log is compressed or too
 * large. Sizes are those of the scan, so the answer stays the same for one scan.
 */
export class EditorLocations {
  readonly #plan: SlicePlan;
  readonly #sliced: ReadonlySet<string>;

  constructor(results: Results) {
    this.#plan = new SlicePlan(results);
    const limit = largestInEditor();
    const large = new Set(results.stamps.filter((stamp) => stamp.size > limit).map((stamp) => stamp.path));
    const { files } = results.report.inputs;
    this.#sliced = new Set(
      files.filter((file) => file.compression !== 'none' || large.has(file.path)).map((file) => file.path),
    );
  }

  at(line: LineRef): EditorLocation {
    return this.#sliced.has(line.file) ? this.inSlice(line) : { uri: vscode.Uri.file(line.file), line: line.line - 1 };
  }

  /** Where a mark on a line stands: all marks of a log are in one document, and on the line that they have in the log. */
  marked({ file, line }: Pick<LineRef, 'file' | 'line'>): Omit<EditorLocation, 'slice'> {
    return { uri: this.#sliced.has(file) ? listedUri(file) : vscode.Uri.file(file), line: line - 1 };
  }

  inSlice(line: LineRef): EditorLocation {
    const slice = this.#plan.at(line);
    return { uri: sliceUri(slice), line: line.line - slice.line, slice };
  }
}
