import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import * as vscode from 'vscode';
import { joined } from '../../report/triage/edit-triage.ts';
import { TriageError } from '../../report/triage/parse-triage.ts';
import { NO_TRIAGE, type Triage, TRIAGE_FILE } from '../../report/triage/triage.ts';
import { casesFolder, editTriageFile, readTriageFile } from '../../report/triage/triage-file.ts';
import { configuredFolder, namedFile } from '../configuration/workspace-configuration.ts';
import type { ResultsStore } from '../results-store.ts';
import { readSettings } from '../settings.ts';

/**
 * The decisions in this window: those in the file that each folder keeps. Changes to the files are noticed at once,
 * whoever makes them. Decisions in an untrusted folder are not applied, because they could hide what its logs show.
 */
export class Decisions implements vscode.Disposable {
  private readonly problems = vscode.languages.createDiagnosticCollection('promptAudit.decisions');
  private readonly listening: vscode.Disposable;
  private watching: vscode.Disposable | undefined;
  /** Last content of each file that made sense: a file that is being edited keeps its last good decisions. */
  private good = new Map<string, Triage>();
  private loading: Promise<void> = Promise.resolve();
  private problem: string | undefined;
  /** The file that new decisions go to, as pages name it. */
  private shown: string | undefined;

  private constructor(private readonly store: ResultsStore) {
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.watch()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.load()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('promptAudit.decisions')) void this.load();
      }),
      // The log of another folder was scanned: decisions go to another file.
      store.onDidChange(() => {
        if (this.target() !== this.shown) void this.load();
      }),
    );
  }

  /** Reads the files and keeps watching them. */
  static async start(store: ResultsStore): Promise<Decisions> {
    const decisions = new Decisions(store);
    await decisions.watch();
    return decisions;
  }

  /** The file that new decisions go to: of the folder that holds the log, else of the first one. */
  target(): string | undefined {
    const [log] = this.store.results?.report.inputs.files ?? [];
    const holder = log && vscode.workspace.getWorkspaceFolder(vscode.Uri.file(log.path));
    const folder = holder?.uri.scheme === 'file' ? holder : localFolders()[0];
    return folder && triagePath(folder);
  }

  /** Decisions of the file that new ones go to. */
  async current(): Promise<Triage> {
    const path = this.target();
    return path !== undefined && (await exists(path)) ? readTriageFile(path) : NO_TRIAGE;
  }

  /**
   * Changes the file that new decisions go to, as it is on disk now.
   * @throws a sentence when no folder is open, or when the file makes no sense as it is
   */
  async edit(change: (triage: Triage) => Triage): Promise<string> {
    const path = this.target();
    if (path === undefined) throw new Error('Open a folder first: decisions are saved in a file in that folder.');
    await editTriageFile(path, change);
    await this.load();
    return path;
  }

  /** Reads all files again and applies what they say. Runs one after another, so that the last one counts. */
  load(): Promise<void> {
    this.loading = this.loading.then(() => this.read());
    return this.loading;
  }

  dispose(): void {
    this.listening.dispose();
    this.watching?.dispose();
    this.problems.dispose();
  }

  private watch(): Promise<void> {
    this.watching?.dispose();
    const watchers = localFolders().map((folder) => {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, WATCHED));
      const load = (): void => void this.load();
      return vscode.Disposable.from(
        watcher,
        watcher.onDidChange(load),
        watcher.onDidCreate(load),
        watcher.onDidDelete(load),
      );
    });
    this.watching = vscode.Disposable.from(...watchers);
    return this.load();
  }

  private async read(): Promise<void> {
    this.problems.clear();
    this.problem = undefined;
    const good = new Map<string, Triage>();
    for (const folder of localFolders()) {
      const path = triagePath(folder);
      if (!(await exists(path))) continue;
      if (!vscode.workspace.isTrusted) {
        this.problem = `The decisions in ${TRIAGE_FILE} are not applied because this folder is not trusted.`;
        continue;
      }
      try {
        good.set(path, await readTriageFile(path));
      } catch (error) {
        const last = this.good.get(path);
        if (last !== undefined) good.set(path, last);
        this.refuse(path, error);
      }
    }
    this.good = good;
    this.shown = this.target();
    const { author, owner } = readSettings();
    this.store.decide({
      triage: joined([...good.values()]),
      file: this.shown,
      problem: this.problem,
      me: { author, owner },
    });
  }

  private refuse(path: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.problem = `${message} Its last valid content applies until this is fixed.`;
    const { line: at, file } = error instanceof TriageError ? error : { line: 1, file: path };
    const line = at - 1;
    const what = message.replace(`${file}:${at}: `, '');
    const entry = new vscode.Diagnostic(new vscode.Range(line, 0, line, 200), what, vscode.DiagnosticSeverity.Error);
    entry.source = 'Prompt Audit';
    this.problems.set(vscode.Uri.file(file), [entry]);
  }
}

/** A folder that is deleted takes its file with it without a word about the file. */
const WATCHED = `{${posix.dirname(TRIAGE_FILE)},${TRIAGE_FILE},${casesFolder(TRIAGE_FILE)}/*.json}`;

function localFolders(): vscode.WorkspaceFolder[] {
  return vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
}

/** The file that the configuration file names, or else the one of the folder. */
function triagePath(folder: vscode.WorkspaceFolder): string {
  const named = folder.index === configuredFolder()?.index ? namedFile('decisions') : undefined;
  return named ?? join(folder.uri.fsPath, TRIAGE_FILE);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
