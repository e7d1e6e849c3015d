import * as vscode from 'vscode';
import { rejudge } from '../../engine/building/rejudge.ts';
import type { AuditProgress } from '../../engine/pipeline/audit.ts';
import { changeText } from '../documents/change-text.ts';
import type { FailureLog } from '../failure-log.ts';
import { Results } from '../model/results.ts';
import { labelText, noticeText } from '../model/safe-text.ts';
import { bytes, counted } from '../../text/numbers.ts';
import type { ResultsStore } from '../results-store.ts';
import { configuredValues } from '../configuration/configured-values.ts';
import {
  configureFor,
  fileGates,
  fileTeam,
  readWorkspaceConfiguration,
} from '../configuration/workspace-configuration.ts';
import { readSettings } from '../settings.ts';
import { workspaceMappings } from '../inspection/workspace-mappings.ts';
import { runInThread, ScanStopped } from './audit-thread.ts';
import { isAboutAccounts } from '../../report/triage/headline.ts';
import { outcomeText } from './outcome-text.ts';
import { phaseWord, progressFraction, progressText } from './progress-text.ts';
import { changedSince } from './log-stamps.ts';
import { RunningMark, type Scanned } from './running-mark.ts';
import { RunningScan } from './running-scan.ts';
import { forgetAll, isScanSaved } from './saved-scan.ts';
import { storageFolder } from './storage-folder.ts';
import type { FollowJob, ScanJob } from './scan-messages.ts';
import { short } from '../../text/visible.ts';
import { t } from '../translated.ts';

/** Runs scans, one at a time, and puts what they find into the store. */
export class Scanner {
  private readonly script: string;
  private readonly folder: string | undefined;
  private readonly mark: RunningMark;
  private running: RunningScan | undefined;

  constructor(
    context: vscode.ExtensionContext,
    private readonly store: ResultsStore,
    private readonly failures: FailureLog,
  ) {
    this.script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'audit-worker.js').fsPath;
    this.folder = storageFolder(context.storageUri);
    this.mark = new RunningMark(context.workspaceState);
  }

  /**
   * Scans files and folders, given by absolute path. The old results stay until the new ones are there. While another scan
   * runs, says which, and offers this one in its place.
   * @throws when the scan fails
   */
  async scan(sources: string[], title: string): Promise<void> {
    if (this.running) {
      this.offerInstead(this.running, { sources, title });
      return;
    }
    const running = new RunningScan({ sources, title });
    this.running = running;
    let end = '';
    const doing = noticeText(t('Scanning {0}', title));
    this.store.scanning({ title, text: doing, phase: '', fraction: null });
    try {
      await this.mark.set(running.of);
      const options = { location: vscode.ProgressLocation.Notification, title: doing, cancellable: true };
      end = await vscode.window.withProgress(options, async (notice, token) => {
        token.onCancellationRequested(() => this.cancel());
        return this.run(await this.job(sources, title), running, notice);
      });
    } catch (error) {
      end = error instanceof Error ? error.message : String(error);
      if (!(error instanceof ScanStopped)) throw error;
      end = 'The scan was cancelled.';
      if (this.store.results !== undefined) end += ' The previous results are still shown.';
      void vscode.window.showInformationMessage(noticeText(end));
    } finally {
      this.running = undefined;
      this.store.scanEnded(end);
      await this.mark.clear();
      running.end();
    }
  }

  /** Ends the scan that runs, if one does: see `RunningScan`. */
  cancel(): void {
    this.running?.cancel();
  }

  /** Clears the results, from view and from disk. */
  async clear(): Promise<void> {
    this.store.show(undefined);
    if (this.folder !== undefined) await forgetAll(this.folder);
  }

  /** Brings back the results of the last scan of this window, unless there are others by then. */
  async restore(): Promise<void> {
    const unfinished = await this.mark.take();
    if (unfinished) {
      const text = t('The scan of {0} did not finish: the window was closed or reloaded.', unfinished.title);
      this.offerAgain(text, unfinished);
    }
    if (this.folder === undefined || !(await isScanSaved(this.folder))) return;
    const outcome = await runInThread({ kind: 'restore', from: this.folder }, { script: this.script });
    if (outcome === null || this.store.results !== undefined || this.running) return;
    const results = new Results(outcome.report, outcome.index, outcome.title, outcome.stamps);
    configureFor(results.files[0]);
    // Mistakes in the file are marked in place.
    await readWorkspaceConfiguration().catch(() => undefined);
    const changed = await changedSince(outcome.stamps);
    this.store.show(bySettings(results));
    this.failures.channel.info(`Restored the results of ${outcome.title}.`);
    if (changed.length === 0) return;
    const { text, canScan } = changeText(changed, (what) =>
      t('{0} changed since the last scan. Findings may point to wrong lines.', what),
    );
    this.offerAgain(text, canScan ? { sources: results.files, title: outcome.title } : undefined);
  }

  private offerInstead(running: RunningScan, asked: Scanned): void {
    const { text, isOther } = running.answerTo(asked, t);
    const instead = t('Cancel It and Scan {0}', labelText(short(asked.title, 40)));
    vscode.window.showWarningMessage(noticeText(text), ...(isOther ? [instead] : [])).then((chosen) => {
      if (chosen !== instead) return;
      running.stop.abort();
      void this.failures.guard('scan instead', async () => {
        await running.ended;
        await this.scan(asked.sources, asked.title);
      });
    });
  }

  /** @param scan what can be scanned again */
  private offerAgain(text: string, scan: Scanned | undefined): void {
    const again = t('Scan Again');
    vscode.window.showWarningMessage(noticeText(text), ...(scan === undefined ? [] : [again])).then((chosen) => {
      if (chosen !== again || scan === undefined) return;
      void this.failures.guard('scan again', () => this.scan(scan.sources, scan.title));
    });
  }

  /** @returns what to give to a thread that follows these logs */
  async followJob(sources: string[], title: string): Promise<FollowJob> {
    const { saveTo: _, ...job } = await this.job(sources, title);
    return { ...job, kind: 'follow' };
  }

  private async job(sources: string[], title: string): Promise<ScanJob> {
    configureFor(sources[0]);
    await readWorkspaceConfiguration((path) => {
      void vscode.window.showWarningMessage(noticeText(t('{0} is not used: this folder is not trusted.', path)));
    });
    const settings = readSettings();
    const configuration = configuredValues();
    return {
      kind: 'scan',
      sources,
      title,
      settings: { ...settings.judging, ...fileGates() },
      ...fileTeam(),
      mappings: await workspaceMappings((path) => {
        void vscode.window.showWarningMessage(noticeText(t('{0} is not used: this folder is not trusted.', path)));
      }),
      ...(settings.accountBy !== undefined && { accountBy: settings.accountBy }),
      limits: settings.limits,
      includePrompts: settings.includePrompts,
      ...(configuration.length > 0 && { configuration }),
      ...(settings.workers !== undefined && { workers: settings.workers }),
      ...(settings.accountDirectory !== undefined && { directory: settings.accountDirectory }),
      ...(settings.baseline !== undefined && { baseline: settings.baseline }),
      ...(settings.rules.length > 0 && { rules: settings.rules }),
      ...(settings.canaries !== undefined && { canaries: settings.canaries }),
      ...(this.folder !== undefined && { saveTo: this.folder }),
    };
  }

  /** @returns how the scan ended, in a sentence */
  private async run(
    job: ScanJob,
    running: RunningScan,
    notice: vscode.Progress<{ message: string; increment: number }>,
  ): Promise<string> {
    const started = Date.now();
    let shown = 0;
    let last: AuditProgress | undefined;
    let since = started;
    const tell = (): void => {
      if (last === undefined) return;
      const text = progressText(last, (Date.now() - since) / 1000);
      const fraction = progressFraction(last);
      const percent = (fraction ?? 0) * 100;
      notice.report({ message: text, increment: Math.max(0, percent - shown) });
      shown = Math.max(shown, percent);
      this.store.scanning({ title: job.title, text, phase: phaseWord(last), fraction });
    };
    // A thread that judges reports nothing for a while: the seconds show that it is working.
    const clock = setInterval(tell, 1000);
    const outcome = await runInThread(job, {
      script: this.script,
      signal: running.finish.signal,
      stop: running.stop.signal,
      onRemark: (sentence) => this.failures.channel.info(sentence),
      onProgress: (progress) => {
        if (progress.phase !== last?.phase) since = Date.now();
        last = progress;
        running.phase = progress.phase;
        tell();
      },
    }).finally(() => clearInterval(clock));
    const { report, index, title, stamps, notSaved } = outcome;
    const results = new Results(report, index, title, stamps);
    this.store.show(results);
    const seconds = (Date.now() - started) / 1000;
    this.failures.channel.info(
      `Scanned ${job.sources.join(', ')}: ${counted(report.inputs.requests, 'request')}, ${bytes(report.inputs.bytes)} in ${seconds.toFixed(1)} s, ${counted(report.findings.length, 'finding')}.`,
    );
    for (const { outcome: kind, reason, count } of report.inputs.reasons) {
      this.failures.channel.info(`${counted(count, 'line')} ${kind}: ${reason}`);
    }
    if (notSaved !== undefined) {
      this.failures.channel.warn(`The results could not be saved for the next start of this window: ${notSaved}`);
    }
    const { text, empty } = outcomeText(results.triaged, title);
    announce(text, empty, report.inputs.requests > 0 && isAboutAccounts(report.coverage));
    return text;
  }
}

/** Saved results by the settings of now: they may have changed since. */
function bySettings(results: Results): Results {
  const report = rejudge(results.report, readSettings().judging);
  return report === results.report ? results : results.judged(report);
}

/** @param mayHelp could the log be judged with another field for the account? */
function announce(text: string, empty: boolean, mayHelp: boolean): void {
  if (empty) {
    const choose = 'Choose Account Field…';
    vscode.window.showWarningMessage(noticeText(text), ...(mayHelp ? [choose] : [])).then((chosen) => {
      if (chosen === choose) void vscode.commands.executeCommand('promptAudit.chooseAccountField');
    });
    return;
  }
  const open = t('Open Dashboard');
  vscode.window.showInformationMessage(noticeText(text), open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand('promptAudit.openDashboard');
  });
}
