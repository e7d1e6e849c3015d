import * as vscode from 'vscode';
import type { LineRef } from '../report/shape/report.ts';
import type { Target } from '../protocol/messages.ts';
import type { Dashboard } from './dashboard/dashboard.ts';
import { InspectionDocuments } from './inspection/inspection-documents.ts';
import type { LogExplorer } from './explorer/log-explorer.ts';
import type { FailureLog } from './failure-log.ts';
import { lazy } from './lazy.ts';
import type { ResultsStore } from './results-store.ts';
import { readSettings } from './settings.ts';
import type { Follower } from './scan/follower.ts';
import type { Scanner } from './scan/scanner.ts';
import type { Watcher } from './scan/watcher.ts';
import { LISTED_SCHEME } from './slices/listed-uri.ts';
import { SLICE_SCHEME } from './slices/slice-uri.ts';
import type { FindingsTree } from './views/findings-tree.ts';
import type { Decide } from './triage/decide.ts';
import type { Decisions } from './triage/decisions.ts';
import type { FindingWalk } from './views/finding-walk.ts';
import { t } from './translated.ts';

/** The parts of the extension in one window. What a window may never need is loaded on first use. */
export class Session {
  /** Settled once the results of the last window are back, or known to be none. */
  readonly restored: Promise<unknown>;
  readonly scanner: () => Promise<Scanner>;
  readonly follower: () => Promise<Follower>;
  readonly watcher: () => Promise<Watcher>;
  readonly dashboard: () => Promise<Dashboard>;
  readonly explorer: () => Promise<LogExplorer>;
  readonly walk: () => Promise<FindingWalk>;
  /** What people decided, read and watched from the first results on. */
  readonly decisions: () => Promise<Decisions>;
  readonly decide: () => Promise<Decide>;
  readonly inspections: InspectionDocuments;
  #hinted = false;

  constructor(
    readonly context: vscode.ExtensionContext,
    readonly store: ResultsStore,
    readonly failures: FailureLog,
    readonly tree: FindingsTree,
  ) {
    this.inspections = new InspectionDocuments(context.extensionUri, this.failures);
    this.decisions = lazy(async () => {
      const { ConfigurationProblems, Decisions } = await import('./on-demand.ts');
      const configuration = new ConfigurationProblems();
      context.subscriptions.push(configuration);
      // It may name another file of decisions.
      await configuration.look();
      const decisions = await Decisions.start(store);
      context.subscriptions.push(decisions);
      return decisions;
    });
    this.decide = lazy(async () => {
      const { Decide } = await import('./on-demand.ts');
      return new Decide(store, await this.decisions());
    });
    this.scanner = lazy(async () => {
      const { Scanner } = await import('./on-demand.ts');
      // Results are never shown without what was decided about them.
      await this.decisions();
      return new Scanner(context, store, failures);
    });
    this.follower = lazy(async () => {
      const { Follower } = await import('./on-demand.ts');
      const follower = new Follower(context, store, failures);
      context.subscriptions.push(follower);
      return follower;
    });
    this.watcher = lazy(async () => {
      const { Watcher } = await import('./on-demand.ts');
      const watcher = new Watcher(context, store, failures, this.scanner);
      context.subscriptions.push(watcher);
      return watcher;
    });
    const watch = (): void => {
      if (readSettings().watchFolder !== undefined) void failures.guard('watch', this.watcher);
    };
    context.subscriptions.push(
      vscode.workspace.onDidChangeConfiguration(
        (change) => change.affectsConfiguration('promptAudit.watch') && watch(),
      ),
    );
    this.dashboard = lazy(async () => {
      const { Dashboard, EntityThread, ExplorerThread, LineTexts, workspaceMappings } = await import('./on-demand.ts');
      const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'explorer-worker.js').fsPath;
      const texts = new LineTexts(
        (job) => new ExplorerThread(script, job, () => undefined),
        (file) => store.changeOf(file) === 'changed',
      );
      const entities = new EntityThread(vscode.Uri.joinPath(context.extensionUri, 'dist', 'entity-worker.js').fsPath);
      context.subscriptions.push(
        store.onDidChange(() => texts.forget()),
        store.onDidChangeLogs(() => texts.forget()),
        store.onDidWriteLogs(() => texts.forget()),
        new vscode.Disposable(() => texts.forget()),
        store.onDidChange(() => entities.dispose()),
        entities,
      );
      const dashboard = new Dashboard(context.extensionUri, store, failures, {
        openLine: (line, column) => this.openLine(line, column),
        restored: this.restored,
        scanLogs: async () => {
          const logs = this.store.results?.files.map((path) => vscode.Uri.file(path)) ?? [];
          await vscode.commands.executeCommand('promptAudit.scanFile', logs[0], logs);
        },
        measurePower: async () => {
          const { measurePower } = await import('./on-demand.ts');
          await measurePower(context.extensionUri, store.results);
        },
        texts: async (lines) => {
          const { accountBy } = readSettings();
          const reading = { mappings: await workspaceMappings(), ...(accountBy !== undefined && { accountBy }) };
          return store.results === undefined ? [] : texts.read(store.results, lines, reading);
        },
        entities: (question) => entities.answer(store.results, question),
        explore: async (what, column) => (await this.explorer()).explore(what, column),
        openReport: async (uri) => {
          const { droppedReport } = await import('./on-demand.ts');
          await this.openReport(await droppedReport(uri));
        },
        decide: async (decision) => (await this.decide()).take(decision),
        work: async (work) => (await this.decide()).work(work),
        keepSettings: async (supposition, note) => {
          const { keepSettings } = await import('./on-demand.ts');
          await keepSettings(supposition, note, store, await this.decisions());
        },
        exportFindings: async (target, format) => {
          await vscode.commands.executeCommand('promptAudit.export', target, format);
        },
        share: async (how, target) => {
          const { pushEvents, shareCase, subjectOf } = await import('./on-demand.ts');
          if (how === 'push') await pushEvents(store.results, subjectOf(target));
          else await shareCase(store.results, subjectOf(target), how);
        },
        savePicture: async (name, format, data) => {
          const { savePicture } = await import('./on-demand.ts');
          await savePicture(name, format, data);
        },
      });
      context.subscriptions.push(dashboard);
      return dashboard;
    });
    this.explorer = lazy(async () => {
      const { LogExplorer } = await import('./on-demand.ts');
      const explorer = new LogExplorer(context, store, failures, {
        restored: this.restored,
        openText: (line) => this.openText(line),
        showInDashboard: (target) => this.showInDashboard(target),
      });
      context.subscriptions.push(
        explorer,
        explorer.onDidChoose(({ account }) => tree.follow(account)),
      );
      return explorer;
    });
    this.walk = lazy(async () => {
      const { FindingWalk } = await import('./on-demand.ts');
      return new FindingWalk(store);
    });
    const markLogs = lazy(async () => {
      const { ChangedLogs, LogDiagnostics, RuleDiagnostics, EvidenceHover, LogDocuments, DecisionActions } =
        await import('./on-demand.ts');
      const logs = [{ scheme: 'file' }, { scheme: SLICE_SCHEME }, { scheme: LISTED_SCHEME }];
      context.subscriptions.push(
        new ChangedLogs(store),
        new LogDiagnostics(store),
        new RuleDiagnostics(store),
        new LogDocuments(store, vscode.Uri.joinPath(context.extensionUri, 'media', 'icons')),
        vscode.languages.registerHoverProvider(logs, new EvidenceHover(store)),
        vscode.languages.registerCodeActionsProvider(logs, new DecisionActions(store), {
          providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
        }),
      );
    });
    context.subscriptions.push(store.onDidChange(() => void failures.guard('mark logs', markLogs)));
    this.restored = failures.guard('restore the last scan', async () => {
      // Done after activation: reading the last scan must not delay the start of the window.
      await new Promise((resolve) => setTimeout(resolve, 0));
      await (await this.scanner()).restore();
      watch();
    });
  }

  /** Shows a report that was made elsewhere, with what was decided here. */
  async openReport(path: string): Promise<void> {
    await this.restored;
    await this.decisions();
    const { showReport } = await import('./on-demand.ts');
    await showReport(path, this.store);
  }

  /** Opens a line of a scanned log: in the text editor where it can show the log, else in the log explorer. */
  async openLine(line: LineRef, column?: vscode.ViewColumn): Promise<void> {
    await this.restored;
    const { locations } = this.store;
    if (!locations) throw new Error('Nothing has been scanned yet.');
    const { showKeptLine } = await import('./on-demand.ts');
    if (await showKeptLine(line, this.store, column)) return;
    if (locations.at(line).slice) await (await this.explorer()).reveal(line, undefined, column);
    else await this.openText(line, column);
  }

  /** Opens a line of a log as text. A log that no text editor shows is opened in slices. */
  async openText(line: LineRef, column?: vscode.ViewColumn): Promise<void> {
    await this.restored;
    const { isCutOnScreen, openLine, unmovedLines } = await import('./on-demand.ts');
    const { document, selection } = await openLine(line, this.store.locations, column);
    const wasScanned = this.store.results?.rowAtLine(line.file, line.line) !== undefined;
    if (wasScanned && !unmovedLines(this.store, document)(selection.active.line)) {
      const again = t('Scan Again');
      const text = `The log has changed: line ${line.line} is no longer the one that was scanned.`;
      vscode.window.showWarningMessage(text, again).then((chosen) => {
        if (chosen === again) {
          void vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.file(line.file));
        }
      });
    }
    if (!isCutOnScreen(line) || this.#hinted) return;
    this.#hinted = true;
    const pretty = t('Pretty-Print This Request');
    const text = t('The editor shows only the first 10,000 characters of a line, and this request is longer.');
    vscode.window.showInformationMessage(text, pretty).then((chosen) => {
      if (chosen === pretty) void vscode.commands.executeCommand('promptAudit.prettyPrint');
    });
  }

  /** Shows a page of the dashboard next to what is in front. */
  async showInDashboard(target: Target): Promise<void> {
    (await this.dashboard()).open(target, vscode.ViewColumn.Beside);
  }
}
