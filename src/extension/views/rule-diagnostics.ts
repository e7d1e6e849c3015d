/** Marks hits of rules in the Problems panel and in the text, next to what was judged. */
import * as vscode from 'vscode';
import type { RuleHit, RuleOutcome } from '../../report/shape/report.ts';
import { countedRules } from '../../report/triage/counted-rules.ts';
import { hitFacts, hitSubject } from '../../text/rule-hits.ts';
import type { ResultsStore } from '../results-store.ts';
import { readSettings } from '../settings.ts';
import type { EditorLocations } from '../slices/editor-locations.ts';
import { rulePage } from './doc-pages.ts';
import { lineMark, lineStart, LogMarks, relatedLine } from './line-mark.ts';

const SEVERITIES: Readonly<Record<RuleOutcome['level'], vscode.DiagnosticSeverity>> = {
  critical: vscode.DiagnosticSeverity.Warning,
  high: vscode.DiagnosticSeverity.Warning,
  medium: vscode.DiagnosticSeverity.Information,
  low: vscode.DiagnosticSeverity.Information,
  informational: vscode.DiagnosticSeverity.Hint,
};

/** One entry a hit, at its first line; its other lines are under it. A report lists at most a hundred hits of a rule. */
export class RuleDiagnostics extends LogMarks {
  constructor(store: ResultsStore) {
    super(store, 'promptAudit.rules');
  }

  protected mark(): void {
    this.collection.clear();
    const { results, locations } = this.store;
    if (!results || !locations || !readSettings().diagnostics) return;
    const documents = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const rule of countedRules(results.triaged)) {
      for (const hit of rule.hits) {
        const [line] = hit.lines;
        // Where lines of a changed log are now, nobody knows.
        if (line === undefined || !results.isHere(line.file) || this.store.changeOf(line.file) === 'changed') continue;
        const { uri, line: number } = locations.marked(line);
        const entry = documents.get(uri.toString()) ?? [uri, []];
        entry[1].push(diagnostic(rule, hit, lineStart(number, line.length), locations));
        documents.set(uri.toString(), entry);
      }
    }
    for (const [uri, entries] of documents.values()) this.collection.set(uri, entries);
  }
}

function diagnostic(
  rule: RuleOutcome,
  hit: RuleHit,
  range: vscode.Range,
  locations: EditorLocations,
): vscode.Diagnostic {
  const text = `${rule.title}. ${hitSubject(hit)}: ${hitFacts(hit)}. Rules do not affect scores.`;
  const entry = lineMark(range, text, SEVERITIES[rule.level]);
  const target = rulePage(rule);
  entry.code = target === undefined ? rule.id : { value: rule.id, target };
  entry.relatedInformation = hit.lines.slice(1).map((other) => relatedLine(locations, other, rule.id));
  return entry;
}
