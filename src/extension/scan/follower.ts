import * as vscode from 'vscode';
import type { FailureLog } from '../failure-log.ts';
import { Results } from '../model/results.ts';
import { noticeText, visible } from '../model/safe-text.ts';
import { counted } from '../../text/numbers.ts';
import { moment } from '../../text/times.ts';
import type { ResultsStore } from '../results-store.ts';
import { runInThread } from './audit-thread.ts';
import { followNotice } from './follow-notice.ts';
import { phaseWord, progressFraction, progressText } from './progress-text.ts';
import type { FollowJob, ScanOutcome } from './scan-messages.ts';
import { t } from '../translated.ts';

/** Follows logs while they are being written, on a separate thread, and shows each report as it arrives. */
export class Follower implements vscode.Disposable {
  readonly #script: string;
  readonly #store: ResultsStore;
  readonly #failures: FailureLog;
  readonly #item = vscode.window.createStatusBarItem('promptAudit.following', vscode.StatusBarAlignment.Left, -1);
  readonly #listening: vscode.Disposable;
  #stop: AbortController | undefined;
  /** What messages of this following told of campaigns. */
  #told = new Set<string>();

  constructor(context: vscode.ExtensionContext, store: ResultsStore, failures: FailureLog) {
    this.#script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'audit-worker.js').fsPath;
    this.#store = store;
    this.#failures = failures;
    this.#item.name = 'Prompt Audit: following';
    this.#item.command = 'promptAudit.stopFollowing';
    this.#listening = vscode.Disposable.from(
      // A scan brings other results, and clearing removes them: the next report must undo neither.
      store.onDidProgress((progress) => 'done' in progress || this.stop()),
      store.onDidChange(() => store.results === undefined && this.stop()),
    );
  }

  /**
   * Follows logs until `stop`. The old results stay until the first report is there.
   * @throws when a scan runs
   */
  follow(job: FollowJob): void {
    const scanned = this.#store.progress?.title;
    if (scanned !== undefined) {
      throw new Error(`${scanned} is being scanned. Cancel that scan, or wait for its end, to follow ${job.title}.`);
    }
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    this.#told = new Set();
    void vscode.commands.executeCommand('setContext', 'promptAudit.following', true);
    this.#draw(`$(sync~spin) ${visible(job.title)}`, `Following ${job.title}: reading existing lines`);
    let reports = 0;
    const running = runInThread(job, {
      script: this.#script,
      signal: stop.signal,
      onProgress: (progress) => {
        const fraction = progressFraction(progress);
        if (reports > 0 || fraction === null || this.#stop !== stop) return;
        const percent = phaseWord(progress).toLowerCase();
        this.#draw(
          `$(sync~spin) ${visible(job.title)} ${percent}`,
          `Following ${job.title}: ${progressText(progress)}`,
        );
      },
      onUpdate: (outcome) => {
        // A report that was under way when following was stopped.
        if (this.#stop !== stop) return;
        reports++;
        this.#show(outcome);
      },
      onRemark: (sentence) => this.#failures.channel.info(sentence),
    });
    void this.#failures
      .guard('follow', () => running)
      .finally(() => {
        if (this.#stop === stop) this.#end();
      });
  }

  /** Ends following; the last report stays. */
  stop(): void {
    this.#stop?.abort();
    this.#end();
  }

  dispose(): void {
    this.stop();
    this.#listening.dispose();
    this.#item.dispose();
  }

  #end(): void {
    if (this.#stop === undefined) return;
    this.#stop = undefined;
    this.#item.hide();
    void vscode.commands.executeCommand('setContext', 'promptAudit.following', false);
  }

  #show({ report, index, title, stamps }: ScanOutcome): void {
    const before = this.#store.results;
    this.#store.show(new Results(report, index, title, stamps));
    const { requests, rejected } = report.inputs;
    const counts = `${counted(requests, 'request')}, ${counted(rejected, 'line')} rejected`;
    const time = `${moment(Date.now())} UTC`;
    this.#draw(`$(eye) ${visible(title)}`, `Following ${title}: ${counts}. Last report at ${time}. Click to stop.`);
    if (before?.title !== title || this.#store.results === undefined) return;
    const notice = followNotice(before, this.#store.results, this.#told);
    if (notice === undefined) return;
    const { text, line } = notice;
    const [toDashboard, toLine] = [t('Open Dashboard'), t('Open Log Line')];
    const choices = line === undefined ? [toDashboard] : [toLine, toDashboard];
    vscode.window.showWarningMessage(noticeText(`${title}: ${text}`), ...choices).then((chosen) => {
      if (chosen === toDashboard) void vscode.commands.executeCommand('promptAudit.openDashboard');
      if (chosen === toLine) void vscode.commands.executeCommand('promptAudit.openLine', line);
    });
  }

  #draw(text: string, tooltip: string): void {
    this.#item.text = text;
    this.#item.tooltip = visible(tooltip);
    this.#item.accessibilityInformation = { label: `Prompt Audit: ${visible(tooltip)}` };
    this.#item.show();
  }
}
