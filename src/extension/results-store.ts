import * as vscode from 'vscode';
import type { Report } from '../report/shape/report.ts';
import { applyTriage } from '../report/triage/apply-triage.ts';
import { dayOf } from '../text/times.ts';
import {
  type AnswerContext,
  EMPTY_CONTEXT,
  type NamedReport,
  type ReportPair,
} from './model/answers/answer-context.ts';
import type { DecisionSource } from './model/answers/decision-list.ts';
import type { LogChange } from './model/file-stamp.ts';
import type { Results } from './model/results.ts';
import { EditorLocations } from './slices/editor-locations.ts';

/** The state of a running scan. */
export interface ScanProgress {
  /** What is scanned, in a few words. */
  title: string;
  text: string;
  /** The current step, in a few words; empty before the first. */
  phase: string;
  /** 0 to 1, null while the size is unknown. */
  fraction: number | null;
}

/**
 * The one place that knows the results in view, what people decided about them, and whether a scan runs. Views listen and
 * ask; only scans and decisions write.
 */
export class ResultsStore implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #progressed = new vscode.EventEmitter<ScanProgress | { done: string }>();
  /** The results in view were replaced or cleared, or others of them count. */
  readonly onDidChange = this.#changed.event;
  /** A scan is running, or ended with a sentence. */
  readonly onDidProgress = this.#progressed.event;

  readonly #logsChanged = new vscode.EventEmitter<void>();
  /** Logs of the results are no longer as they were scanned, or a text editor has read the new text of one. */
  readonly onDidChangeLogs = this.#logsChanged.event;
  readonly #logsWritten = new vscode.EventEmitter<void>();
  /** Such a log was written to once more: what was read of it may be old. */
  readonly onDidWriteLogs = this.#logsWritten.event;

  #results: Results | undefined;
  #changes: ReadonlyMap<string, LogChange> = new Map();
  #revision = 0;
  #locations: EditorLocations | undefined;
  #progress: ScanProgress | undefined;
  #context: AnswerContext = EMPTY_CONTEXT;
  #previous: NamedReport | undefined;

  get results(): Results | undefined {
    return this.#results;
  }

  /** Increases by one each time the results change. */
  get revision(): number {
    return this.#revision;
  }

  /** What people decided, and what the results are compared with. */
  get context(): AnswerContext {
    return this.#context;
  }

  /** Where lines of the logs are shown; undefined without results. */
  get locations(): EditorLocations | undefined {
    return this.#locations;
  }

  /** The scan that runs, if one does. */
  get progress(): ScanProgress | undefined {
    return this.#progress;
  }

  constructor() {
    // They outlive an extension host that was ended in the middle of a scan, and would keep commands switched off.
    for (const key of ['hasResults', 'hasFindings', 'scanning']) setContext(key, false);
  }

  /** The results that were in view before these, to be compared with. */
  get previous(): NamedReport | undefined {
    return this.#previous;
  }

  show(results: Results | undefined): void {
    if (this.#results) this.#previous = { name: `${this.#results.title}, before`, report: this.#results.report };
    this.#results = results;
    this.#changes = new Map();
    this.#locations = results && new EditorLocations(results);
    this.#renew();
  }

  /** What has happened to a log since it was scanned, as far as that was noticed. */
  changeOf(path: string): LogChange {
    return this.#changes.get(path) ?? 'none';
  }

  /** @param changes logs that are no longer as they were scanned, by path */
  logsChanged(changes: ReadonlyMap<string, LogChange>): void {
    const known = this.#changes;
    if (changes.size === known.size && [...changes].every(([path, change]) => known.get(path) === change)) return;
    this.#changes = changes;
    this.#logsChanged.fire();
  }

  /** A text editor has read a log that is no longer as it was scanned. */
  changedTextCame(): void {
    this.#logsChanged.fire();
  }

  /** A log that is no longer as it was scanned was written to. */
  changedLogWritten(): void {
    this.#logsWritten.fire();
  }

  /** Results that are not in view, seen with what people decided. */
  decided(results: Results): Results {
    results.triaged = applyTriage(results.report, this.#context.decisions.triage, dayOf(Date.now()));
    return results;
  }

  /** What people decided, now and for results that come later. */
  decide(decisions: DecisionSource): void {
    this.#context = { ...this.#context, decisions };
    this.#renew();
  }

  /** The results in view by a report that was judged anew. */
  judge(report: Report): void {
    this.#results = this.#results?.judged(report);
    this.#renew();
  }

  /** Puts another report next to the results. */
  compare(pair: ReportPair): void {
    this.#context = { ...this.#context, pair };
    this.#renew();
  }

  #renew(): void {
    const results = this.#results;
    if (results) this.decided(results);
    this.#revision++;
    setContext('hasResults', results !== undefined);
    setContext('hasFindings', (results?.triaged.findings.length ?? 0) > 0);
    this.#changed.fire();
  }

  scanning(progress: ScanProgress): void {
    if (this.#progress === undefined) setContext('scanning', true);
    this.#progress = progress;
    this.#progressed.fire(progress);
  }

  /** The scan is over; `text` says how it ended and is empty when there is nothing to say. */
  scanEnded(text: string): void {
    this.#progress = undefined;
    setContext('scanning', false);
    this.#progressed.fire({ done: text });
  }

  dispose(): void {
    this.#logsChanged.dispose();
    this.#logsWritten.dispose();
    this.#changed.dispose();
    this.#progressed.dispose();
  }
}

/** Context keys decide which commands and menu entries are offered. */
function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', `promptAudit.${key}`, value);
}
