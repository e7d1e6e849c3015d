import * as vscode from 'vscode';
import { SLICE_LANGUAGE, SLICE_SCHEME, sliceOf } from './slice-uri.ts';

/** Lines beyond the visible ones that get their number in advance, so that scrolling shows none without. */
const MARGIN = 60;

/**
 * Shows the line numbers of the log in a slice, whose own numbers start at 1. Slices have a language of their own, for
 * which the manifest turns the editor's numbers off; the real ones are drawn before each line.
 */
export function showLineNumbers(): vscode.Disposable {
  const type = vscode.window.createTextEditorDecorationType({
    before: { color: new vscode.ThemeColor('editorLineNumber.foreground'), margin: '0 2ch 0 0' },
  });
  const draw = (editor: vscode.TextEditor): void => {
    if (editor.document.uri.scheme === SLICE_SCHEME) editor.setDecorations(type, numbersOf(editor));
  };
  const claim = (document: vscode.TextDocument): void => {
    if (document.uri.scheme !== SLICE_SCHEME || document.languageId === SLICE_LANGUAGE) return;
    // Closed again at once: nothing is left to number.
    vscode.languages.setTextDocumentLanguage(document, SLICE_LANGUAGE).then(undefined, () => undefined);
  };
  vscode.workspace.textDocuments.forEach(claim);
  vscode.window.visibleTextEditors.forEach(draw);
  return vscode.Disposable.from(
    type,
    vscode.workspace.onDidOpenTextDocument(claim),
    vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach(draw)),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => draw(textEditor)),
  );
}

function numbersOf({ document, visibleRanges }: vscode.TextEditor): vscode.DecorationOptions[] {
  const { line, lastLine } = sliceOf(document.uri);
  const width = String(lastLine ?? line + document.lineCount).length;
  const numbers: vscode.DecorationOptions[] = [];
  for (const range of visibleRanges) {
    const from = Math.max(0, range.start.line - MARGIN);
    const to = Math.min(document.lineCount - 1, range.end.line + MARGIN);
    for (let at = from; at <= to; at++) {
      // The line break at the end of a slice leaves an empty line that belongs to the next slice.
      if (at > 0 && at === document.lineCount - 1 && document.lineAt(at).text === '') continue;
      const contentText = String(line + at).padStart(width, '\u2007');
      numbers.push({ range: new vscode.Range(at, 0, at, 0), renderOptions: { before: { contentText } } });
    }
  }
  return numbers;
}
