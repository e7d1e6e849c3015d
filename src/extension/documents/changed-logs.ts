import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { fileOf, type LogChange } from '../model/file-stamp.ts';
import { noticeText } from '../model/safe-text.ts';
import type { ResultsStore } from '../results-store.ts';
import { changeOf } from '../scan/log-stamps.ts';
import { t } from '../translated.ts';
import { changeText } from './change-text.ts';

/** Logs of more folders than this are checked only when the window comes to the front. */
const MAX_WATCHED = 50;
/** Milliseconds of quiet before a log that is being written is checked, and the longest wait for them. */
const QUIET_MS = 300;
const LONGEST_MS = 2000;

/** Notices that logs are no longer as they were scanned, tells the store, and offers to scan again. */
export class ChangedLogs implements vscode.Disposable {
  private readonly listening: vscode.Disposable;
  private watchers: vscode.Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** When the next check is due however much is written: a log in use is never quiet. */
  private due: number | undefined;
  /** Files that hold the logs, by their paths as VS Code writes them. */
  private files = new Map<string, string>();
  /** Files that were written to since the last check. */
  private written = new Set<string>();
  /** The next check looks at all files, whether they were written to or not. */
  private isForAll = false;
  /** Revision of the results that the person was asked about. */
  private asked = -1;

  constructor(private readonly store: ResultsStore) {
    this.listening = vscode.Disposable.from(
      store.onDidChange(() => this.watch()),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.onWritten(uri)),
      vscode.workspace.onDidOpenTextDocument((document) => this.textCame(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.textCame(document)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.lookAtAll()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.lookAtAll()),
    );
    this.watch();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.unwatch();
    this.listening.dispose();
  }

  private watch(): void {
    this.unwatch();
    this.files = new Map(this.store.results?.files.map((file) => [vscode.Uri.file(file).fsPath, file]));
    const folders = new Set([...this.files.keys()].map((file) => dirname(file)));
    for (const folder of [...folders].slice(0, MAX_WATCHED)) {
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(vscode.Uri.file(folder), '*'),
      );
      const onWritten = (uri: vscode.Uri): void => this.onWritten(uri);
      this.watchers.push(
        watcher,
        watcher.onDidChange(onWritten),
        watcher.onDidCreate(onWritten),
        watcher.onDidDelete(onWritten),
      );
    }
    this.lookAtAll();
  }

  private unwatch(): void {
    for (const one of this.watchers.splice(0)) one.dispose();
  }

  private onWritten({ fsPath }: vscode.Uri): void {
    const file = this.files.get(fsPath);
    if (file === undefined) return;
    this.written.add(file);
    this.soon();
  }

  /** A text editor reads a changed log in its own time, and only then can be told which of its lines are as they were scanned. */
  private textCame({ uri, isDirty }: vscode.TextDocument): void {
    if (!isDirty && this.store.changeOf(uri.fsPath) === 'changed') this.store.changedTextCame();
  }

  private lookAtAll(): void {
    this.isForAll = true;
    this.soon();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.due ??= Date.now() + LONGEST_MS;
    this.timer = setTimeout(() => void this.look(), Math.max(0, Math.min(QUIET_MS, this.due - Date.now())));
  }

  private async look(): Promise<void> {
    const { results } = this.store;
    const [written, isForAll] = [this.written, this.isForAll];
    this.due = undefined;
    this.written = new Set();
    this.isForAll = false;
    if (results === undefined) return;
    const asked = new Map(results.stamps.map((stamp) => [fileOf(stamp), stamp]));
    const looking = [...asked]
      .filter(([file]) => isForAll || written.has(file))
      .map(async ([file, stamp]) => [file, await changeOf(stamp)] as const);
    const looked = new Map(await Promise.all(looking));
    if (results.stamps !== this.store.results?.stamps) return;
    const found = new Map<string, LogChange>();
    const moved = new Set<string>();
    for (const stamp of results.stamps) {
      const file = fileOf(stamp);
      const change = looked.get(file) ?? this.store.changeOf(stamp.path);
      if (change !== 'none') found.set(stamp.path, change);
      if (change === 'changed') moved.add(file);
    }
    this.store.logsChanged(found);
    if ([...written].some((file) => moved.has(file))) this.store.changedLogWritten();
    if (moved.size > 0) this.ask([...moved]);
  }

  /** Asks once for each scan: a log that is edited changes with every save. */
  private ask(moved: readonly string[]): void {
    if (this.asked === this.store.revision) return;
    this.asked = this.store.revision;
    const { text, canScan } = changeText(moved, (what) =>
      t('{0} changed after the scan. Lines that have changed are not marked.', what),
    );
    const again = t('Scan Again');
    const scanned = [...this.files.keys()].map((path) => vscode.Uri.file(path));
    vscode.window.showWarningMessage(noticeText(text), ...(canScan ? [again] : [])).then((chosen) => {
      if (chosen === again) void vscode.commands.executeCommand('promptAudit.scanFile', scanned[0], scanned);
    });
  }
}
