import { counted } from '../../text/numbers.ts';
import * as vscode from 'vscode';
import { unmovedLines } from '../documents/unmoved-lines.ts';
import { planDiagnostics, type FileMarks, type MarkedLine } from '../model/diagnostic-plan.ts';
import { problemsOf, type Problem } from './problems.ts';
import type { Finding } from '../../report/shape/report.ts';
import type { Results } from '../model/results.ts';
import { fileWord } from '../model/words.ts';
import { detectorPage } from './doc-pages.ts';
import { documentMark, lineMark, lineStart, LogMarks, relatedLine } from './line-mark.ts';
import type { ResultsStore } from '../results-store.ts';
import { readSettings } from '../settings.ts';
import type { EditorLocations } from '../slices/editor-locations.ts';

/**
 * The Problems panel has one problem a campaign and log, with its lines below; each flagged line has its mark in the text
 * besides (`log-documents.ts`). Of very many lines the most certain are listed, and a last entry says how many are not.
 */
export class LogDiagnostics extends LogMarks {
  constructor(store: ResultsStore) {
    super(store, 'promptAudit');
  }

  protected mark(): void {
    this.collection.clear();
    const { results, locations } = this.store;
    const { diagnostics, diagnosticsPerFile } = readSettings();
    if (!results || !locations || !diagnostics) return;
    for (const planned of planDiagnostics(results, diagnosticsPerFile)) {
      if (!results.isHere(planned.file)) continue;
      const file = this.unmoved(planned);
      // One call a document: a call with many stops after 1,100 diagnostics and forgets the rest.
      for (const [uri, entries] of this.byDocument(results, locations, file)) this.collection.set(uri, entries);
    }
  }

  /** Without the lines that are no longer as they were scanned. Of a changed log that is not open none can be told. */
  private unmoved(file: FileMarks): FileMarks {
    if (this.store.changeOf(file.file) !== 'changed') return file;
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === file.file);
    const isUnmoved = open === undefined ? () => false : unmovedLines(this.store, open);
    return { ...file, marks: file.marks.filter(({ line }) => isUnmoved(line.line - 1)) };
  }

  private byDocument(
    results: Results,
    locations: EditorLocations,
    file: FileMarks,
  ): [vscode.Uri, vscode.Diagnostic[]][] {
    const documents = new Map<string, [vscode.Uri, MarkedLine[]]>();
    for (const mark of file.marks) {
      const { uri } = locations.marked(mark.line);
      const entry = documents.get(uri.toString()) ?? [uri, []];
      entry[1].push(mark);
      documents.set(uri.toString(), entry);
    }
    const all = [...documents.values()].map(([uri, marks]): [vscode.Uri, vscode.Diagnostic[]] => [
      uri,
      problemsOf(results, marks).map((problem) => diagnostic(results, locations, problem)),
    ]);
    if (file.left > 0) all[0]?.[1].push(leftOut(file));
    if (this.store.changeOf(file.file) === 'changed') {
      const { uri } = locations.marked({ file: file.file, line: 1 });
      if (all.length === 0) all.push([uri, []]);
      all[0]?.[1].push(logChanged(file));
    }
    if (file.cleared > 0) {
      const [uri, entries] = all[0] ?? [locations.marked({ file: file.file, line: 1 }).uri, []];
      entries.push(notCounted(file));
      if (all.length === 0) all.push([uri, entries]);
    }
    return all;
  }
}

function diagnostic(results: Results, locations: EditorLocations, { lead, text, others }: Problem): vscode.Diagnostic {
  const { finding } = lead;
  const { line } = locations.marked(lead.line);
  const entry = lineMark(lineStart(line, lead.line.length), text, severityOf(lead));
  if (finding) {
    const page = pageOf(results, finding);
    entry.code = page === undefined ? finding.id : { value: finding.id, target: page };
  }
  entry.relatedInformation = others.map((other) => relatedLine(locations, other.mark.line, other.text));
  return entry;
}

/** The page of the detector whose evidence weighs most. */
function pageOf(results: Results, { kind, subject }: Finding): vscode.Uri | undefined {
  const item = kind === 'campaign' ? results.campaign(subject) : results.account(subject);
  const [first] = (item?.evidence ?? []).toSorted((a, b) => b.weight - a.weight);
  return first && detectorPage(first.detector);
}

/** A suspicion is never an error: likely distillation is a warning, everything else information. */
function severityOf({ score, finding, row }: MarkedLine): vscode.DiagnosticSeverity {
  if (row === undefined && finding?.verdict !== 'distillation') return vscode.DiagnosticSeverity.Information;
  return score >= 0.9 ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
}

function notCounted({ file, cleared }: FileMarks): vscode.Diagnostic {
  const text =
    `${counted(cleared, 'flagged line')} of ${fileWord(file)} not marked: cleared by a decision. ` +
    'The findings view lists them under "Not counted".';
  return documentMark(text, vscode.DiagnosticSeverity.Hint);
}

function logChanged({ file }: FileMarks): vscode.Diagnostic {
  const text = `${fileWord(file)} changed after it was scanned. Only unchanged lines are marked. Scan it again.`;
  return documentMark(text);
}

function leftOut({ file, marks, left }: FileMarks): vscode.Diagnostic {
  const text =
    `${counted(left, 'more flagged line')} of ${fileWord(file)} not listed here; the ${counted(marks.length, 'most certain one')}, of each finding in turn, listed. ` +
    'All of them are in the findings view and in the dashboard.';
  return documentMark(text);
}
