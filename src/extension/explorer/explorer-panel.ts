import * as vscode from 'vscode';
import type { LineRef } from '../../report/shape/report.ts';
import type { FromExplorer, LogFilter, SavedFilter, ToExplorer } from '../../protocol/explorer-messages.ts';
import { fromExplorer } from '../../protocol/explorer-validate.ts';
import type { Target } from '../../protocol/messages.ts';
import { webviewHtml } from '../dashboard/dashboard-html.ts';
import type { FailureLog } from '../failure-log.ts';
import type { ResultsStore } from '../results-store.ts';
import type { ExplorerThread, ThreadEvent } from './explorer-thread.ts';
import type { ChosenRequest } from './chosen-request.ts';
import { LogSession } from './log-session.ts';

/** Milliseconds between two checks of a log that is followed. */
const FOLLOW_MS = 500;

export interface PanelActions {
  makeThread(onEvent: (event: ThreadEvent) => void): ExplorerThread;
  openText(line: LineRef): Promise<void>;
  showInDashboard(target: Target): Promise<void>;
  chosen(row: ChosenRequest): void;
  savedFilters(): SavedFilter[];
  saveFilters(saved: SavedFilter[]): Promise<void>;
}

/** One tab of the log explorer. Its page is thrown away while hidden and asks for everything again when shown. */
export class ExplorerPanel implements vscode.Disposable {
  private readonly session: LogSession;
  private readonly listening: vscode.Disposable;
  private ready = false;
  private wanted: Extract<ToExplorer, { type: 'reveal' }> | undefined;
  private follow: NodeJS.Timeout | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    dist: vscode.Uri,
    private readonly uri: vscode.Uri,
    store: ResultsStore,
    private readonly failures: FailureLog,
    private readonly actions: PanelActions,
  ) {
    this.session = new LogSession(
      uri.fsPath,
      (onEvent) => actions.makeThread(onEvent),
      () => store.results,
      (message) => this.post(message),
    );
    this.listening = vscode.Disposable.from(
      store.onDidChange(() => this.post({ type: 'changed' })),
      store.onDidChangeLogs(() => void this.look()),
      store.onDidWriteLogs(() => void this.look()),
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.ready = false;
        this.stopFollowing();
      }),
    );
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = fromExplorer(value);
      if (message) void failures.guard(`log explorer ${message.type}`, () => this.receive(message));
      else failures.channel.warn('The log explorer sent a message that does not match the protocol.');
    });
    panel.webview.html = webviewHtml(panel.webview, dist, 'explorer');
  }

  /** Stays where it is if it is in view; otherwise it moves to the column, so that it does not hide what is in its own. */
  bringToFront(column: vscode.ViewColumn): void {
    if (this.panel.visible) this.panel.reveal();
    else this.panel.reveal(column);
  }

  /** Shows a line, now or as soon as the page listens. */
  show(member: string, line: number, filter?: LogFilter): void {
    this.wanted = { type: 'reveal', member, line, ...(filter && { filter }) };
    if (this.ready) this.showWanted();
  }

  dispose(): void {
    this.stopFollowing();
    this.listening.dispose();
    this.session.dispose();
  }

  private async receive(message: FromExplorer): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.post({ type: 'filters', saved: this.actions.savedFilters() });
        this.showWanted();
        return;
      case 'question':
        this.post(await this.session.answer(message));
        return;
      case 'chosen':
        this.actions.chosen(message.row);
        return;
      case 'dashboard':
        return this.actions.showInDashboard(message.target);
      case 'openText': {
        const { line, offset, length, member } = message;
        return this.actions.openText({ file: member, line, offset, length });
      }
      case 'command':
        if (message.command === 'stopSearch') return this.session.stopSearch();
        await vscode.commands.executeCommand('promptAudit.scanFile', this.uri);
        return;
      case 'follow':
        this.stopFollowing();
        if (message.on) this.startFollowing();
        return;
      case 'saveFilters':
        await this.actions.saveFilters(message.saved);
        this.post({ type: 'filters', saved: this.actions.savedFilters() });
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        vscode.window.setStatusBarMessage('The request was copied.', 3000);
        return;
    }
  }

  private async look(): Promise<void> {
    if (await this.session.isOutdated()) this.post({ type: 'changed' });
  }

  private showWanted(): void {
    if (this.wanted) this.post(this.wanted);
    this.wanted = undefined;
  }

  private startFollowing(): void {
    let busy = false;
    this.follow = setInterval(() => {
      if (busy) return;
      busy = true;
      void this.failures.guard('follow log', () => this.session.grow()).finally(() => (busy = false));
    }, FOLLOW_MS);
  }

  private stopFollowing(): void {
    clearInterval(this.follow);
    this.follow = undefined;
  }

  /** A page that does not listen would lose the message; it asks for everything when it comes back. */
  private post(message: ToExplorer): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }
}
