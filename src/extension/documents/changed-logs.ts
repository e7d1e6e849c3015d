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
/** Milliseconds of quiet before a log that is being written is checked. */
const QUIET_MS = 300;

/** Notices that logs are no longer as they were scanned, tells the store, and offers to scan again. */
export class ChangedLogs implements vscode.Disposable {
  readonly #store: ResultsStore;
  readonly #listening: vscode.Disposable;
  #watchers: vscode.Disposable[] = [];
  #timer: NodeJS.Timeout | undefined;
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
      this.#watchers.push(
        watcher,
        watcher.onDidChange(() => this.#soon()),
        watcher.onDidCreate(() => this.#soon()),
        watcher.onDidDelete(() => this.#soon()),
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
    this.#timer = setTimeout(() => void this.#look(), QUIET_MS);
  }

  async #look(): Promise<void> {
    const { results } = this.#store;
    if (results === undefined) return;
    const changes = await Promise.all(
      results.stamps.map(async (stamp) => [stamp.path, await changeOf(stamp)] as const),
    );
    if (results.stamps !== this.#store.results?.stamps) return;
    const found = new Map<string, LogChange>(changes.filter(([, change]) => change !== 'none'));
    this.#store.logsChanged(found);
    const moved = changes.filter(([, change]) => change === 'changed').map(([path]) => path);
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
