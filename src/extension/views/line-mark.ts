/** What marks of log lines in the Problems panel have in common. */
import * as vscode from 'vscode';
import type { LineRef } from '../../report/shape/report.ts';
import { visible } from '../model/safe-text.ts';
import type { ResultsStore } from '../results-store.ts';
import type { EditorLocations } from '../slices/editor-locations.ts';

const SOURCE = 'Prompt Audit';
/** Squiggles of longer ranges only hide the text: a log line is one request, often of many thousand characters. */
const MARKED_CHARACTERS = 120;

/** @param text may hold text of the log */
export function lineMark(range: vscode.Range, text: string, severity: vscode.DiagnosticSeverity): vscode.Diagnostic {
  const mark = new vscode.Diagnostic(range, visible(text), severity);
  mark.source = SOURCE;
  return mark;
}

/** A remark on the whole document, at its top. */
export const documentMark = (text: string, severity = vscode.DiagnosticSeverity.Information): vscode.Diagnostic =>
  lineMark(new vscode.Range(0, 0, 0, 0), text, severity);

/** The beginning of a line of a document. */
export const lineStart = (line: number, length: number): vscode.Range =>
  new vscode.Range(line, 0, line, Math.min(length, MARKED_CHARACTERS));

/** Another line that shows the same. VS Code writes its place beside the text. */
export function relatedLine(
  locations: EditorLocations,
  other: LineRef,
  text: string,
): vscode.DiagnosticRelatedInformation {
  const { uri, line } = locations.marked(other);
  return new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, new vscode.Position(line, 0)), visible(text));
}

/** Entries of the Problems panel that are made anew whenever the results, the logs or the setting change. */
export abstract class LogMarks implements vscode.Disposable {
  protected readonly collection: vscode.DiagnosticCollection;
  private readonly listening: vscode.Disposable;

  constructor(
    protected readonly store: ResultsStore,
    name: string,
  ) {
    this.collection = vscode.languages.createDiagnosticCollection(name);
    this.listening = vscode.Disposable.from(
      store.onDidChange(() => this.mark()),
      store.onDidChangeLogs(() => this.mark()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('promptAudit.diagnostics')) this.mark();
      }),
    );
    this.mark();
  }

  dispose(): void {
    this.listening.dispose();
    this.collection.dispose();
  }

  protected abstract mark(): void;
}
