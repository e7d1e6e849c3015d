import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { LogChange } from '../model/file-stamp.ts';
import { noticeText } from '../model/safe-text.ts';
import type { ResultsStore } from '../results-store.ts';
import { changeOf } from '../scan/log-stamps.ts';
import { t } from '../translated.ts';
import { changeText } from './change-text.ts';

/** If there are more logs than this, they are checked only when the window comes to the front. */
const MAX_WATCHED = 50;
/** Milliseconds of quiet before a log that is being written is checked, and the longest wait for them. */
const QUIET_MS = 300;
const LONGEST_MS = 2000;

/** Notices that logs are no longer as they were scanned, tells the store, and offers to scan again. */
export class ChangedLogs implements vscode.Disposable {
  readonly #store: ResultsStore;
  readonly #listening: vscode.Disposable;
  #watchers: vscode.Disposable[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** When the next check is due however much is written: a log in use is never quiet. */
  #due: number | undefined;
  /** A log was written to since the last check. */
  #written = false;
  /** Revision of the results that the person was asked about. */
  #asked = -1;

  constructor(store: ResultsStore) {
    this.#store = store;
    this.#listening = vscode.Disposable.from(
      store.onDidChange(() => this.#watch()),
      vscode.workspace.onDidSaveTextDocument(() => this.#soon()),
      vscode.workspace.onDidOpenTextDocument((document) => this.#textCame(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#textCame(document)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#soon()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.#soon()),
    );
    this.#watch();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#unwatch();
    this.#listening.dispose();
  }

  #watch(): void {
    this.#unwatch();
    for (const { path } of this.#store.results?.stamps.slice(0, MAX_WATCHED) ?? []) {
      const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(path)), basename(path));
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const onWritten = (): void => {
        this.#written = true;
        this.#soon();
      };
      this.#watchers.push(
        watcher,
        watcher.onDidChange(onWritten),
        watcher.onDidCreate(onWritten),
        watcher.onDidDelete(onWritten),
      );
    }
    this.#soon();
  }

  #unwatch(): void {
    for (const one of this.#watchers.splice(0)) one.dispose();
  }

  /** A text editor reads a changed log in its own time, and only then can be told which of its lines are as they were scanned. */
  #textCame({ uri, isDirty }: vscode.TextDocument): void {
    if (!isDirty && this.#store.changeOf(uri.fsPath) === 'changed') this.#store.changedTextCame();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#due ??= Date.now() + LONGEST_MS;
    this.#timer = setTimeout(() => void this.#look(), Math.max(0, Math.min(QUIET_MS, this.#due - Date.now())));
  }

  async #look(): Promise<void> {
    const { results } = this.#store;
    const isWritten = this.#written;
    this.#due = undefined;
    this.#written = false;
    if (results === undefined) return;
    const changes = await Promise.all(
      results.stamps.map(async (stamp) => [stamp.path, await changeOf(stamp)] as const),
    );
    if (results.stamps !== this.#store.results?.stamps) return;
    const found = new Map<string, LogChange>(changes.filter(([, change]) => change !== 'none'));
    const moved = changes.filter(([, change]) => change === 'changed').map(([path]) => path);
    this.#store.logsChanged(found, isWritten && moved.length > 0);
    if (moved.length > 0)
      this.#ask(
        moved,
        results.stamps.map(({ path }) => vscode.Uri.file(path)),
      );
  }

  /** Asks once for each scan: a log that is edited changes with every save. */
  #ask(moved: readonly string[], scanned: readonly vscode.Uri[]): void {
    if (this.#asked === this.#store.revision) return;
    this.#asked = this.#store.revision;
    const { text, canScan } = changeText(moved, (what) =>
      t('{0} changed after the scan. Lines that have changed are not marked.', what),
    );
    const again = t('Scan Again');
    vscode.window.showWarningMessage(noticeText(text), ...(canScan ? [again] : [])).then((chosen) => {
      if (chosen === again) void vscode.commands.executeCommand('promptAudit.scanFile', scanned[0], scanned);
    });
  }
}
