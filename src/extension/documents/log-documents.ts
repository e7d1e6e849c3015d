import { probability } from '../../text/numbers.ts';
import * as vscode from 'vscode';
import { flaggedLine } from '../model/flagged-line.ts';
import { namedLines } from '../model/named-lines.ts';
import type { Results } from '../model/results.ts';
import { labelText, visible } from '../model/safe-text.ts';
import { cut } from '../model/words.ts';
import type { ResultsStore } from '../results-store.ts';
import { readSettings } from '../settings.ts';
import { LISTED_SCHEME } from '../slices/listed-uri.ts';
import { SLICE_SCHEME } from '../slices/slice-uri.ts';
import { type LogPosition, positionInLog } from './log-position.ts';
import { unmovedLines } from './unmoved-lines.ts';
import { flaggedRows, ordinaryRuns, type FlaggedRow } from './flagged-rows.ts';
import { t } from '../translated.ts';

/** Entries of one document: what goes beyond is in the dashboard and in the log explorer. */
const MAX_ENTRIES = 2000;
/** Fewer ordinary lines than this are not worth folding away. */
const MIN_FOLDED = 3;
const LOGS: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: SLICE_SCHEME }, { scheme: LISTED_SCHEME }];

/** Marks, code lenses, outline and folding of scanned logs in text editors. Nothing is registered while there are no results. */
export class LogDocuments
  implements vscode.CodeLensProvider, vscode.DocumentSymbolProvider, vscode.FoldingRangeProvider, vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  readonly onDidChangeFoldingRanges = this.changed.event;
  private readonly marks: vscode.TextEditorDecorationType;
  /** Of lines that a finding names, though they are not flagged. */
  private readonly namedMarks: vscode.TextEditorDecorationType;
  private readonly listening: vscode.Disposable;
  private registered: vscode.Disposable | undefined;

  constructor(
    private readonly store: ResultsStore,
    icons: vscode.Uri,
  ) {
    const marks = (name: string, colour: string): vscode.TextEditorDecorationType => {
      const icon = (theme: string) => ({ gutterIconPath: vscode.Uri.joinPath(icons, `${name}-${theme}.svg`) });
      return vscode.window.createTextEditorDecorationType({
        overviewRulerColor: new vscode.ThemeColor(colour),
        overviewRulerLane: vscode.OverviewRulerLane.Left,
        gutterIconSize: '70%',
        light: icon('light'),
        dark: icon('dark'),
      });
    };
    this.marks = marks('flagged', 'charts.red');
    this.namedMarks = marks('named', 'charts.yellow');
    this.listening = vscode.Disposable.from(
      store.onDidChange(() => this.refresh()),
      store.onDidChangeLogs(() => this.refresh()),
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.mark(editor))),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('promptAudit')) this.refresh();
      }),
    );
    this.refresh();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const { results } = this.store;
    if (results === undefined || !readSettings().codeLens) return [];
    return (this.flagged(results, document) ?? []).map(({ row, line }) => {
      const { account, template, score } = flaggedLine(results, row);
      const who = cut(account?.account ?? 'unknown account', 40);
      const likely = probability(score);
      const title = template
        ? t('Distillation {0} · {1} · template {2}', likely, who, template.id)
        : t('Distillation {0} · {1}', likely, who);
      const command = {
        command: 'promptAudit.showLine',
        title: labelText(title),
        arguments: [positionInLog(document, line)],
      };
      return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command);
    });
  }

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] | undefined {
    const { results } = this.store;
    const flagged = results && this.flagged(results, document);
    if (results === undefined || flagged === undefined) return undefined;
    return flagged
      .filter(({ line }) => line < document.lineCount)
      .map(({ row, line }) => {
        const { account, template, score } = flaggedLine(results, row);
        const { range } = document.lineAt(line);
        const detail = [`score ${probability(score)}`, ...(template ? [`template ${template.id}`] : [])].join(', ');
        const name = visible(cut(account?.account ?? '', 60)) || 'unknown account';
        return new vscode.DocumentSymbol(name, detail, vscode.SymbolKind.Event, range, range);
      });
  }

  /** Folds away what is not flagged. */
  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] | undefined {
    const { results } = this.store;
    const flagged = results && this.flagged(results, document);
    // Without a flagged line the editor's own folding, by indentation, says more.
    if (flagged === undefined || flagged.length === 0) return undefined;
    return ordinaryRuns(flagged, document.lineCount, MIN_FOLDED).map(
      ([from, to]) => new vscode.FoldingRange(from, to, vscode.FoldingRangeKind.Region),
    );
  }

  dispose(): void {
    this.registered?.dispose();
    this.listening.dispose();
    this.marks.dispose();
    this.namedMarks.dispose();
    this.changed.dispose();
  }

  private refresh(): void {
    if (this.store.results === undefined) {
      this.registered?.dispose();
      this.registered = undefined;
    } else {
      this.registered ??= vscode.Disposable.from(
        vscode.languages.registerCodeLensProvider(LOGS, this),
        vscode.languages.registerDocumentSymbolProvider(LOGS, this, { label: 'Prompt Audit' }),
        vscode.languages.registerFoldingRangeProvider(LOGS, this),
      );
    }
    this.changed.fire();
    vscode.window.visibleTextEditors.forEach((editor) => this.mark(editor));
  }

  private mark(editor: vscode.TextEditor): void {
    const { results } = this.store;
    const wanted = results !== undefined && readSettings().marks;
    const flagged = wanted ? (this.flagged(results, editor.document) ?? []) : [];
    const place = positionInLog(editor.document, 0);
    if (place === undefined) return;
    const named = wanted ? this.named(results, editor.document, place) : [];
    const start = (line: number): vscode.Range => new vscode.Range(line, 0, line, 0);
    editor.setDecorations(
      this.marks,
      flagged.map(({ line }) => start(line)),
    );
    editor.setDecorations(this.namedMarks, named.map(start));
  }

  /** Lines of the document, from 0, that a finding names though they are not flagged. */
  private named(results: Results, document: vscode.TextDocument, place: LogPosition): number[] {
    const isUnmoved = unmovedLines(this.store, document);
    return [...namedLines(results, place.file)]
      .map((line) => line - place.line)
      .filter((line) => line >= 0 && line < document.lineCount && isUnmoved(line));
  }

  private flagged(results: Results, document: vscode.TextDocument): FlaggedRow[] | undefined {
    const place = positionInLog(document, 0);
    if (place === undefined) return undefined;
    const isUnmoved = unmovedLines(this.store, document);
    const flagged = flaggedRows(results, place.file, place.line, place.line + document.lineCount, MAX_ENTRIES);
    return flagged?.filter(({ line }) => isUnmoved(line));
  }
}
