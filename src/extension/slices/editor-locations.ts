import * as vscode from 'vscode';
import type { LineRef } from '../../report/shape/report.ts';
import type { Results } from '../model/results.ts';
import { LARGEST_TEXT, SlicePlan, type LogSlice } from '../model/slice-plan.ts';
import { flaggedRows } from '../documents/flagged-rows.ts';
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
 * the line has another number in a text editor. Sizes are those of the scan, so the answer stays the same for one scan.
 */
export class EditorLocations {
  readonly #plan: SlicePlan;
  /** Last line of a log that a text editor shows under its number; of logs that are not here, all are. */
  readonly #lastInText: ReadonlyMap<string, number>;
  /** Logs with flagged requests behind that line. */
  readonly #listed: ReadonlySet<string>;

  constructor(results: Results) {
    this.#plan = new SlicePlan(results);
    const limit = largestInEditor();
    const { files } = results.report.inputs;
    this.#lastInText = new Map([
      ...results.stamps.flatMap(({ path, size, brokenLine }): [string, number][] =>
        size > limit ? [[path, 0]] : brokenLine === undefined ? [] : [[path, brokenLine]],
      ),
      ...files.filter(({ compression }) => compression !== 'none').map(({ path }): [string, number] => [path, 0]),
    ]);
    const behind = [...this.#lastInText].filter(
      ([path, last]) => last === 0 || flaggedRows(results, path, last + 1, Infinity, 1)?.length === 1,
    );
    this.#listed = new Set(behind.map(([path]) => path));
  }

  at(line: LineRef): EditorLocation {
    return this.#isInText(line) ? { uri: vscode.Uri.file(line.file), line: line.line - 1 } : this.inSlice(line);
  }

  /**
   * Where a mark on a line stands: on the line that it has in the log. All marks on flagged requests of a log are in one document.
   */
  marked(place: Pick<LineRef, 'file' | 'line'>): Omit<EditorLocation, 'slice'> {
    const { file, line } = place;
    const isListed = this.#listed.has(file) || !this.#isInText(place);
    return { uri: isListed ? listedUri(file) : vscode.Uri.file(file), line: line - 1 };
  }

  #isInText({ file, line }: Pick<LineRef, 'file' | 'line'>): boolean {
    return line <= (this.#lastInText.get(file) ?? Infinity);
  }

  inSlice(line: LineRef): EditorLocation {
    const slice = this.#plan.at(line);
    return { uri: sliceUri(slice), line: line.line - slice.line, slice };
  }
}
