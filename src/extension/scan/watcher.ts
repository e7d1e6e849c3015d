/**
 * Looks at the logs of a folder from time to time, in the background, and tells only what is new. What it shows says when it was
 * read: a look that fails leaves the results of the one before as what they are.
 */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { snapshotFiles } from '../../engine/follow/file-snapshot.ts';
import { FOUND } from '../../report/shape/report.ts';
import { headlineOf } from '../../report/triage/headline.ts';
import { shortLabel } from '../../text/visible.ts';
import { configureFor, folderSettings, settingsTarget } from '../configuration/workspace-configuration.ts';
import type { FailureLog } from '../failure-log.ts';
import { Results } from '../model/results.ts';
import { noticeText, visible } from '../model/safe-text.ts';
import type { ResultsStore } from '../results-store.ts';
import { readSettings } from '../settings.ts';
import { t } from '../translated.ts';
import { runInThread, ScanStopped } from './audit-thread.ts';
import { runInBackground } from './background-process.ts';
import { followNotice } from './follow-notice.ts';
import type { Scanner } from './scanner.ts';
import { storageFolder } from './storage-folder.ts';
import { isLook, type Look, timeText, type Watched, watchLabel, watchSentence } from './watch-text.ts';

const KEY = 'promptAudit.watched';
/** The first look waits until the window has started. */
const START_MS = 60_000;

export class Watcher implements vscode.Disposable {
  private readonly script: string;
  private readonly base: string;
  private readonly state: vscode.Memento;
  private readonly item = vscode.window.createStatusBarItem('promptAudit.watching', vscode.StatusBarAlignment.Left, -2);
  private readonly listening: vscode.Disposable;
  private folder: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: { stop: AbortController; ended: Promise<void> } | undefined;
  private news: string[] = [];
  private told = new Set<string>();
  private failed: Watched['failed'];

  constructor(
    context: vscode.ExtensionContext,
    private readonly store: ResultsStore,
    private readonly failures: FailureLog,
    private readonly scanner: () => Promise<Scanner>,
  ) {
    this.script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'audit-worker.js').fsPath;
    this.base = join(storageFolder(context.storageUri) ?? context.globalStorageUri.fsPath, 'watched');
    this.state = context.workspaceState;
    this.item.name = t('Prompt Audit: watched folder');
    this.item.command = 'promptAudit.showWatched';
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.start(START_MS)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('promptAudit.watch')) this.start(0);
      }),
    );
    this.start(START_MS);
  }

  /** Asks for a folder unless one is given, and watches it from now on. */
  async choose(given?: vscode.Uri): Promise<void> {
    refuseUntrusted();
    const openLabel = t('Watch This Folder');
    const [folder] = given
      ? [given]
      : ((await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel })) ?? []);
    if (folder === undefined) return;
    await folderSettings().update('watch.folder', folder.fsPath, settingsTarget());
  }

  /** Watches no longer, and deletes what was kept of the folder. */
  async forget(): Promise<void> {
    await folderSettings().update('watch.folder', undefined, settingsTarget());
    this.start(0);
    await this.running?.ended;
    await this.state.update(KEY, undefined);
    await rm(this.base, { recursive: true, force: true });
  }

  /** Looks now, or waits for the look that is under way. @throws when no folder is watched */
  async look(): Promise<void> {
    refuseUntrusted();
    if (this.folder === undefined) throw new Error('No folder is watched: set promptAudit.watch.folder.');
    this.running ??= this.run(this.folder);
    await this.running.ended;
  }

  /** Puts what the last look that could read the folder found into view. @returns is there anything to show? */
  async show(): Promise<boolean> {
    const known = this.known();
    const results = known && (await this.saved(t('{0}, as of {1}', nameOf(known.folder), timeText(known.at))));
    if (this.failed !== undefined) void vscode.window.showWarningMessage(noticeText(watchSentence(this.watched())));
    if (results === undefined) {
      if (this.failed === undefined) await this.look();
      return false;
    }
    this.store.show(results);
    this.news = [];
    this.draw();
    return true;
  }

  dispose(): void {
    this.end();
    this.listening.dispose();
    this.item.dispose();
  }

  /** Begins, goes on or ends by what the settings say now. */
  private start(waitMs: number): void {
    const { watchFolder } = readSettings();
    const folder = vscode.workspace.isTrusted ? watchFolder : undefined;
    if (folder !== this.folder) {
      this.end();
      this.folder = folder;
      [this.news, this.told, this.failed] = [[], new Set(), undefined];
    }
    void vscode.commands.executeCommand('setContext', 'promptAudit.watching', folder !== undefined);
    if (folder === undefined) {
      this.item.hide();
      return;
    }
    this.draw();
    this.wait(waitMs);
  }

  /** @param least ms until the next look, at least */
  private wait(least: number): void {
    clearTimeout(this.timer);
    const due = (this.failed?.at ?? this.known()?.at ?? 0) + readSettings().watchMinutes * 60_000 - Date.now();
    this.timer = setTimeout(() => void this.failures.guard('watch', () => this.look()), Math.max(due, least));
  }

  private end(): void {
    clearTimeout(this.timer);
    this.running?.stop.abort();
  }

  private run(folder: string): { stop: AbortController; ended: Promise<void> } {
    const stop = new AbortController();
    this.item.text = `$(sync~spin) ${visible(nameOf(folder))}`;
    const ended = this.lookAt(folder, stop.signal)
      .then(() => (this.failed = undefined))
      .catch((error: unknown) => {
        if (stop.signal.aborted || error instanceof ScanStopped) return;
        this.failed = { at: Date.now(), why: error instanceof Error ? error.message : String(error) };
        this.failures.channel.warn(watchSentence(this.watched()));
      })
      .finally(() => {
        this.running = undefined;
        if (this.folder === undefined) return;
        this.draw();
        this.wait(START_MS);
      })
      .then(() => undefined);
    return { stop, ended };
  }

  private async lookAt(folder: string, stop: AbortSignal): Promise<void> {
    const files = await snapshotFiles([folder], 0);
    if (files === '') throw new Error(t('There are no logs in {0}.', folder));
    const seen = createHash('sha256').update(files).digest('base64url');
    const known = this.known();
    if (known?.seen === seen) {
      await this.state.update(KEY, { ...known, at: Date.now() } satisfies Look);
      return;
    }
    const scanner = await this.scanner();
    const before = known && (await this.saved(known.folder));
    const { kind: _, ...job } = await scanner.followJob([folder], nameOf(folder));
    // What is in view keeps the configuration of its own folder.
    configureFor(this.store.results?.files[0]);
    const at = Date.now();
    const { report, index, title, stamps } = await runInBackground(
      { ...job, kind: 'scan', workers: 0, saveTo: this.placeOf(folder), inBackground: true },
      { script: this.script, stop, onRemark: (sentence) => this.failures.channel.info(sentence) },
    );
    if (report.inputs.requests === 0) throw new Error(t('No request was found in the logs of {0}.', folder));
    const after = this.store.decided(new Results(report, index, title, stamps));
    const { short, state } = headlineOf(after.triaged, t);
    await this.state.update(KEY, { folder, at, seen, short } satisfies Look);
    const text = before ? followNotice(before, after, this.told)?.text : FOUND.has(state) ? short : undefined;
    if (text !== undefined) this.tell(folder, text);
  }

  private tell(folder: string, text: string): void {
    this.news.push(text);
    const show = t('Show');
    vscode.window.showWarningMessage(noticeText(`${nameOf(folder)}: ${text}`), show).then((chosen) => {
      if (chosen === show) void vscode.commands.executeCommand('promptAudit.showWatched');
    });
  }

  /** What the last look at the folder that is watched left, of this window or an earlier one. */
  private known(): Look | undefined {
    const known = this.state.get<unknown>(KEY);
    return isLook(known) && known.folder === this.folder ? known : undefined;
  }

  private async saved(title: string): Promise<Results | undefined> {
    if (this.folder === undefined) return undefined;
    const from = this.placeOf(this.folder);
    const saved = await runInThread({ kind: 'restore', from }, { script: this.script });
    return saved ? this.store.decided(new Results(saved.report, saved.index, title, saved.stamps)) : undefined;
  }

  private placeOf(folder: string): string {
    return join(this.base, createHash('sha256').update(folder).digest('hex').slice(0, 16));
  }

  private draw(): void {
    if (this.folder === undefined) return;
    const name = visible(nameOf(this.folder));
    const [icon, said] = watchLabel(this.watched());
    const sentence = visible(watchSentence(this.watched()));
    this.item.text = said === '' ? `$(${icon}) ${name}` : `$(${icon}) ${name}: ${shortLabel(visible(said), 60)}`;
    this.item.tooltip = sentence;
    this.item.accessibilityInformation = { label: `Prompt Audit: ${sentence}` };
    this.item.show();
  }

  private watched(): Watched {
    return { name: nameOf(this.folder ?? ''), known: this.known(), failed: this.failed, news: this.news };
  }
}

const nameOf = (folder: string): string => basename(folder) || folder;

function refuseUntrusted(): void {
  if (!vscode.workspace.isTrusted) throw new Error(t('No folder is watched in an untrusted window.'));
}
