import * as vscode from 'vscode';
import type { LineRef } from '../../core/report/report.ts';
import type { Results } from '../model/results.ts';
import { LARGEST_TEXT, SlicePlan } from '../model/slice-plan.ts';
import type { LogSlice } from '../model/slice-plan.ts';
import { listedUri } from './listed-uri.ts';
import { sliceUri } from './slice-uri.ts';

/** What a remote window opens without asking. */
const LARGEST_REMOTE = 10 * 1024 * 1024;

/** Where the editor shows a log line: a document and a line in it, from 0. */
export interface EditorLocation {
  uri: vscode.Uri;
  line: number;
  slice?: LogSlice;
}

/**
 * Largest log in bytes that opens in a plain text editor of this window.
 */
export function largestInEditor(): number {
  const remote = vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web;
  return remote ? LARGEST_REMOTE : LARGEST_TEXT;
}

/**
 * Says where each line of the scanned logs is shown: the log itself, or a slice of it when the log is compressed, too large, or
 * of other lines in a text editor. Sizes are those of the scan, so the answer stays the same for one scan.
 */
export class EditorLocations {
  readonly #plan: SlicePlan;
  readonly #sliced: ReadonlySet<string>;

  constructor(results: Results) {
    this.#plan = new SlicePlan(results);
    const limit = largestInEditor();
    const unfit = new Set(
      results.stamps.filter(({ size, otherLines }) => size > limit || otherLines === true).map(({ path }) => path),
    );
    const { files } = results.report.inputs;
    this.#sliced = new Set(
      files.filter((file) => file.compression !== 'none' || unfit.has(file.path)).map((file) => file.path),
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
