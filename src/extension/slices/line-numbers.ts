import * as vscode from 'vscode';
import { SLICE_SCHEME, sliceOf } from './slice-uri.ts';

/** Lines beyond the visible ones that get their number in advance, so that scrolling shows none without. */
const MARGIN = 60;

/**
 * Shows the line numbers of the log in a slice, whose own numbers start at 1: the editor's are hidden and the real ones
 * drawn before each line.
 */
export class SliceLineNumbers implements vscode.Disposable {
  readonly #type = vscode.window.createTextEditorDecorationType({
    before: { color: new vscode.ThemeColor('editorLineNumber.foreground'), margin: '0 2ch 0 0' },
    isWholeLine: true,
  });
  readonly #subscriptions: vscode.Disposable[];

  constructor() {
    this.#subscriptions = [
      this.#type,
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.#draw(editor))),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#draw(textEditor)),
    ];
    vscode.window.visibleTextEditors.forEach((editor) => this.#draw(editor));
  }

  dispose(): void {
    this.#subscriptions.forEach((subscription) => void subscription.dispose());
  }

  #draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    if (document.uri.scheme !== SLICE_SCHEME) return;
    const { line, lastLine } = sliceOf(document.uri);
    if (editor.options.lineNumbers !== vscode.TextEditorLineNumbersStyle.Off) {
      editor.options = { ...editor.options, lineNumbers: vscode.TextEditorLineNumbersStyle.Off };
    }
    const width = String(lastLine ?? line + document.lineCount).length;
    const decorations: vscode.DecorationOptions[] = [];
    for (const range of editor.visibleRanges) {
      const from = Math.max(0, range.start.line - MARGIN);
      const to = Math.min(document.lineCount - 1, range.end.line + MARGIN);
      for (let at = from; at <= to; at++) {
        // A line break at the end of a slice leaves an empty last line that belongs to the next slice.
        if (at === document.lineCount - 1 && at > 0 && document.lineAt(at).text === '') continue;
        const contentText = String(line + at).padStart(width, '\u2007');
        decorations.push({ range: new vscode.Range(at, 0, at, 0), renderOptions: { before: { contentText } } });
      }
    }
    editor.setDecorations(this.#type, decorations);
  }
}
