import * as vscode from 'vscode';
import { splitMemberPath } from '../../reader/bytes/sources/archive.ts';
import type { LineRef } from '../../report/shape/report.ts';
import type { LogFilter } from '../../protocol/explorer-messages.ts';
import { areSavedFilters } from '../../protocol/explorer-validate.ts';
import type { FromWebview, Target } from '../../protocol/messages.ts';
import type { FailureLog } from '../failure-log.ts';
import { entityFilter } from '../model/entities/entity-filter.ts';
import { readingOf } from '../inspection/log-reading.ts';
import type { ResultsStore } from '../results-store.ts';
import { EXPLORER_VIEW } from './explorer-view.ts';
import type { ChosenRequest } from './chosen-request.ts';
import { ExplorerPanel } from './explorer-panel.ts';
import { ExplorerThread } from './explorer-thread.ts';

/** Where saved filters are kept in the workspace. */
const FILTERS = 'promptAudit.filters';

/** What the explorer asks the rest of the extension to do. */
export interface ExplorerActions {
  /** Settled once the results of the last window are back, or known to be none. */
  restored: Promise<unknown>;
  openText(line: LineRef): Promise<void>;
  showInDashboard(target: Target): Promise<void>;
}

/** A line to be shown as soon as its explorer listens. */
interface Wanted {
  member: string;
  line: number;
  filter?: LogFilter;
}

/** The log explorers of this window: VS Code hands over a file and a tab, and nothing of the file is loaded at once. */
export class LogExplorer implements vscode.Disposable {
  private readonly panels = new Map<string, ExplorerPanel>();
  private readonly wanted = new Map<string, Wanted>();
  private readonly chosen = new vscode.EventEmitter<ChosenRequest>();
  /** A person chose a request. Choices that the extension makes by `reveal` are told as well. */
  readonly onDidChoose = this.chosen.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly store: ResultsStore,
    private readonly failures: FailureLog,
    private readonly actions: ExplorerActions,
  ) {}

  /** Fills the tab of a log. */
  async resolve(uri: vscode.Uri, webview: vscode.WebviewPanel): Promise<void> {
    await this.actions.restored;
    const reading = await readingOf(uri.fsPath, (error) => this.failures.report('configuration', error));
    const job = { file: uri.fsPath, member: '', ...reading };
    const dist = vscode.Uri.joinPath(this.context.extensionUri, 'dist');
    const script = vscode.Uri.joinPath(dist, 'explorer-worker.js').fsPath;
    const panel = new ExplorerPanel(webview, dist, uri, this.store, this.failures, {
      makeThread: (onEvent) => new ExplorerThread(script, job, onEvent),
      openText: (line) => this.actions.openText(line),
      showInDashboard: (target) => this.actions.showInDashboard(target),
      chosen: (row) => this.chosen.fire(row),
      savedFilters: () => {
        const kept = this.context.workspaceState.get<unknown>(FILTERS);
        return areSavedFilters(kept) ? kept : [];
      },
      saveFilters: async (saved) => this.context.workspaceState.update(FILTERS, saved),
    });
    const key = uri.toString();
    this.panels.set(key, panel);
    webview.onDidDispose(() => {
      panel.dispose();
      if (this.panels.get(key) === panel) this.panels.delete(key);
    });
    const wanted = this.wanted.get(key);
    this.wanted.delete(key);
    if (wanted) panel.show(wanted.member, wanted.line, wanted.filter);
  }

  /**
   * Opens a log at a line, in the explorer that shows it or in a new one.
   * @param line its file may be a log in an archive
   * @param filter which requests to show; absent for those that are shown
   */
  async reveal(
    line: Pick<LineRef, 'file' | 'line'>,
    filter?: LogFilter,
    column: vscode.ViewColumn = vscode.ViewColumn.Active,
  ): Promise<void> {
    const inside = await splitMemberPath(line.file);
    const uri = vscode.Uri.file(inside?.archive ?? line.file);
    const wanted = { member: inside === undefined ? '' : line.file, line: line.line, ...(filter && { filter }) };
    const open = this.panels.get(uri.toString());
    if (open) {
      open.bringToFront(column);
      open.show(wanted.member, wanted.line, filter);
      return;
    }
    if (line.line > 0 || filter) this.wanted.set(uri.toString(), wanted);
    await vscode.commands.executeCommand('vscode.openWith', uri, EXPLORER_VIEW, column);
  }

  /** Shows the requests that carry something, in the log of the line. */
  async explore(
    { entity, line, ...span }: Omit<Extract<FromWebview, { type: 'explore' }>, 'type'>,
    column: vscode.ViewColumn,
  ): Promise<void> {
    if (this.store.results?.isHere(line.file) !== true) throw new Error('The log is not on this machine.');
    await this.reveal(line, entityFilter(entity, span), column);
  }

  dispose(): void {
    this.chosen.dispose();
    for (const panel of this.panels.values()) panel.dispose();
  }
}
