import * as vscode from 'vscode';
import type { LineRef } from '../../report/shape/report.ts';
import type { LineText } from '../../protocol/case-data.ts';
import type { DecisionRequest, Supposition, WorkRequest } from '../../protocol/decision-data.ts';
import type { FromWebview, PictureFormat, Questions, Target, ToWebview } from '../../protocol/messages.ts';
import { fromWebview } from '../../protocol/from-webview.ts';
import type { FailureLog } from '../failure-log.ts';
import type { EntityQuestion } from '../model/entities/entity-answers.ts';
import { type Answers, answersFor } from '../model/answers/answers.ts';
import { isEntityQuestion } from '../model/entities/entity-thread.ts';
import { firstLine } from '../model/selection.ts';
import type { ResultsStore } from '../results-store.ts';
import { webviewHtml } from './dashboard-html.ts';

const DASHBOARD_VIEW = 'promptAudit.dashboard';

/** What the palette does, too. */
const COMMANDS = {
  scanFile: 'promptAudit.scanFiles',
  cancel: 'promptAudit.cancel',
  openDecisions: 'promptAudit.openTriage',
  compare: 'promptAudit.compare',
  match: 'promptAudit.match',
  chooseAccountField: 'promptAudit.chooseAccountField',
} as const;

/** What the dashboard asks the extension to do. */
export interface DashboardActions {
  /** Opens a log next to the dashboard, so that both stay in view. */
  openLine(line: LineRef, column: vscode.ViewColumn): Promise<void>;
  /** Settled once the results of the last window are restored, or known not to exist. */
  restored: Promise<unknown>;
  /** Scans the logs of the results in view. */
  scanLogs(): Promise<void>;
  /** Measures in a terminal what would have been found in these logs. */
  measurePower(): Promise<void>;
  /** Texts of log lines, in the order asked for; null for what is no longer as it was scanned. */
  texts(lines: readonly LineRef[]): Promise<(LineText | null)[]>;
  /** Who has what in common, from the thread that holds the requests. */
  entities(question: EntityQuestion): Promise<Questions[EntityQuestion['kind']]['answer']>;
  /** Shows the requests that carry something in the log explorer. */
  explore(what: Extract<FromWebview, { type: 'explore' }>, column: vscode.ViewColumn): Promise<void>;
  /** Shows a report that was dropped. */
  openReport(uri: string): Promise<void>;
  decide(decision: DecisionRequest): Promise<void>;
  work(work: WorkRequest): Promise<void>;
  keepSettings(supposition: Supposition, note: string): Promise<void>;
  /** Writes what a page is about to a file that the person chooses. */
  exportFindings(target: Target, format?: 'actions'): Promise<void>;
  share(how: 'markdown' | 'print' | 'push', target: Target): Promise<void>;
  savePicture(name: string, format: PictureFormat, data: Uint8Array): Promise<void>;
}

/** The dashboard's tab: one at most. Its page is thrown away while hidden and asks for everything again when shown. */
export class Dashboard implements vscode.Disposable {
  private readonly dist: vscode.Uri;
  private readonly media: vscode.Uri;
  private readonly listening: vscode.Disposable;
  /** Of the results that were in view when something was asked last; they keep what they made, also while no page is open. */
  private answers: Answers | undefined;
  private panel: vscode.WebviewPanel | undefined;
  /** True while the page listens. */
  private ready = false;
  /** To show as soon as the page listens. */
  private wanted: Target | undefined;
  /** Where the person was last. */
  private left: Target | undefined;
  /** What was scanned when the person was there. */
  private about: string | undefined;
  /** The report whose file the tab is named after; undefined for a tab of whatever was scanned last. */
  private report: string | undefined;

  constructor(
    extension: vscode.Uri,
    private readonly store: ResultsStore,
    private readonly failures: FailureLog,
    private readonly actions: DashboardActions,
  ) {
    this.dist = vscode.Uri.joinPath(extension, 'dist');
    this.media = vscode.Uri.joinPath(extension, 'media');
    this.about = store.results?.title;
    this.listening = vscode.Disposable.from(
      store.onDidChange(() => {
        // A page about another log is no place to continue from.
        if (this.about !== store.results?.title) this.left = undefined;
        this.about = store.results?.title;
        if (this.report !== undefined && this.about !== undefined && this.about !== this.report) this.leaveReport();
        this.post({ type: 'changed', revision: store.revision });
      }),
      store.onDidProgress((progress) =>
        this.post(
          'done' in progress
            ? { type: 'progress', text: progress.done, fraction: 1, done: true }
            : { type: 'progress', text: progress.text, fraction: progress.fraction },
        ),
      ),
    );
  }

  /** Opens the tab or brings it to the front, at a page when one is named; a new tab opens in the column. */
  open(target?: Target, column: vscode.ViewColumn = vscode.ViewColumn.Active): void {
    if (this.panel) {
      this.panel.reveal();
    } else {
      this.adopt(newTab(column));
      target ??= this.left;
    }
    if (target === undefined) return;
    if (this.ready) this.post({ type: 'show', target });
    else this.wanted = target;
  }

  /**
   * Takes a tab: a new one, or one that VS Code kept over a reload.
   * @param report title of the results whose file the tab shows
   */
  adopt(panel: vscode.WebviewPanel, report?: string): void {
    this.panel?.dispose();
    this.panel = panel;
    this.report = report;
    this.ready = false;
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(this.media, 'icons', `dashboard-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.dist, this.media] };
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = fromWebview(value);
      if (message) void this.failures.guard(`dashboard ${message.type}`, () => this.receive(message));
      else this.failures.channel.warn('The dashboard sent a message that does not match the protocol.');
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.ready = false;
    });
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = undefined;
      this.ready = false;
    });
    panel.webview.html = webviewHtml(panel.webview, this.dist, 'webview');
  }

  dispose(): void {
    this.listening.dispose();
    this.panel?.dispose();
  }

  private async receive(message: FromWebview): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.greet();
        return;
      case 'question':
        await this.actions.restored;
        if (message.kind === 'texts')
          await this.answerLater(message, async () => ({ texts: await this.actions.texts(message.body.lines) }));
        else if (isEntityQuestion(message)) await this.answerLater(message, () => this.actions.entities(message));
        else this.post((this.answers = answersFor(this.store, this.answers)).to(message));
        return;
      case 'openLine':
        return this.actions.openLine(message.line, this.beside());
      case 'openFirst': {
        const line = this.store.results && firstLine(this.store.results, message.selection);
        if (line === undefined) throw new Error('The scan has no such request.');
        return this.actions.openLine(line, this.beside());
      }
      case 'explore':
        return this.actions.explore(message, this.beside());
      case 'command':
        return this.command(message.command);
      case 'openReport':
        return this.actions.openReport(message.uri);
      case 'decide':
        return this.actions.decide(message.decision);
      case 'work':
        return this.actions.work(message.work);
      case 'keepSettings':
        return this.actions.keepSettings(message.supposition, message.note);
      case 'export':
        return this.actions.exportFindings(message.target, message.format);
      case 'share':
        return this.actions.share(message.how, message.target);
      case 'savePicture':
        return this.actions.savePicture(message.name, message.format, message.data);
      case 'state':
        // VS Code keeps the page's state with the tab; a tab closed and opened again starts where this one was left.
        this.left = message.state.target;
        return;
    }
  }

  private async command(command: Extract<FromWebview, { type: 'command' }>['command']): Promise<void> {
    if (command === 'scanLogs') await this.actions.scanLogs();
    else if (command === 'measurePower') await this.actions.measurePower();
    else await vscode.commands.executeCommand(COMMANDS[command]);
  }

  /** A tab named after a report shows no other scan: a tab of its own takes its place. */
  private leaveReport(): void {
    if (this.panel)
      this.adopt(newTab({ viewColumn: this.panel.viewColumn ?? vscode.ViewColumn.Active, preserveFocus: true }));
  }

  /** Always an answer or a failure with the question's id. */
  private async answerLater(
    { id: replyTo, kind }: Extract<FromWebview, { type: 'question' }>,
    answer: () => Promise<unknown>,
  ): Promise<void> {
    try {
      this.post({ type: 'answer', replyTo, kind, body: await answer() } as ToWebview);
    } catch (error) {
      this.post({ type: 'failure', replyTo, error: error instanceof Error ? error.message : String(error) });
    }
  }

  private beside(): vscode.ViewColumn {
    return this.panel?.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
  }

  /** The page listens now: tell it what it missed. */
  private greet(): void {
    this.ready = true;
    const { progress } = this.store;
    if (progress) this.post({ type: 'progress', text: progress.text, fraction: progress.fraction });
    if (this.wanted) this.post({ type: 'show', target: this.wanted });
    this.wanted = undefined;
  }

  /** A page that does not listen would lose the message; it asks for everything when it comes back. */
  private post(message: ToWebview): void {
    if (this.ready) void this.panel?.webview.postMessage(message);
  }
}

const newTab = (place: Parameters<typeof vscode.window.createWebviewPanel>[2]): vscode.WebviewPanel =>
  vscode.window.createWebviewPanel(DASHBOARD_VIEW, 'Prompt Audit', place);
