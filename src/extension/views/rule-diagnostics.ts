/** Marks hits of rules in the Problems panel and in the text, beside what was judged. */
import * as vscode from 'vscode';
import type { RuleHit, RuleOutcome } from '../../core/report/report.ts';
import { countedHits } from '../../core/triage/counted-hits.ts';
import { hitFacts, hitSubject } from '../../text/rule-hits.ts';
import { visible } from '../model/safe-text.ts';
import { fileWord } from '../model/words.ts';
import type { ResultsStore } from '../results-store.ts';
import { readSettings } from '../settings.ts';
import type { EditorLocations } from '../slices/editor-locations.ts';
import { rulePage } from './doc-pages.ts';

const SOURCE = 'Prompt Audit';
const MARKED_CHARACTERS = 120;

const SEVERITIES: Readonly<Record<RuleOutcome['level'], vscode.DiagnosticSeverity>> = {
  critical: vscode.DiagnosticSeverity.Warning,
  high: vscode.DiagnosticSeverity.Warning,
  medium: vscode.DiagnosticSeverity.Information,
  low: vscode.DiagnosticSeverity.Information,
  informational: vscode.DiagnosticSeverity.Hint,
};

/** One entry a hit, at its first line; its other lines stand under it. A report lists at most a hundred hits of a rule. */
export class RuleDiagnostics implements vscode.Disposable {
  readonly #store: ResultsStore;
  readonly #collection = vscode.languages.createDiagnosticCollection('promptAudit.rules');
  readonly #listening: vscode.Disposable;

  constructor(store: ResultsStore) {
    this.#store = store;
    this.#listening = vscode.Disposable.from(
      store.onDidChange(() => this.#mark()),
      store.onDidChangeLogs(() => this.#mark()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('promptAudit.diagnostics')) this.#mark();
      }),
    );
    this.#mark();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#collection.dispose();
  }

  #mark(): void {
    this.#collection.clear();
    const { results, locations } = this.#store;
    if (!results || !locations || !readSettings().diagnostics) return;
    const documents = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const rule of results.report.rules ?? []) {
      for (const hit of countedHits(results.triaged, rule)) {
        const [line] = hit.lines;
        // Where lines of a changed log are now, nobody knows.
        if (line === undefined || this.#store.changeOf(line.file) === 'changed') continue;
        const { uri, line: number } = locations.marked(line);
        const range = new vscode.Range(number, 0, number, Math.min(line.length, MARKED_CHARACTERS));
        const entry = documents.get(uri.toString()) ?? [uri, []];
        entry[1].push(diagnostic(rule, hit, range, locations));
        documents.set(uri.toString(), entry);
      }
    }
    for (const [uri, entries] of documents.values()) this.#collection.set(uri, entries);
  }
}

function diagnostic(
  rule: RuleOutcome,
  hit: RuleHit,
  range: vscode.Range,
  locations: EditorLocations,
): vscode.Diagnostic {
  const text = `${rule.title}. ${hitSubject(hit)}: ${hitFacts(hit)}. A rule moves no score.`;
  const entry = new vscode.Diagnostic(range, visible(text), SEVERITIES[rule.level]);
  entry.source = SOURCE;
  const target = rulePage(rule);
  entry.code = target === undefined ? rule.id : { value: rule.id, target };
  entry.relatedInformation = hit.lines.slice(1).map((other) => {
    const { uri, line } = locations.marked(other);
    return new vscode.DiagnosticRelatedInformation(
      new vscode.Location(uri, new vscode.Position(line, 0)),
      visible(`${rule.id}: ${fileWord(other.file)}, line ${other.line}`),
    );
  });
  return entry;
}
