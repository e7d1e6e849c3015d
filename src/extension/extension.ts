import * as vscode from 'vscode';
import { registerLanguageTools } from './agents/language-tools.ts';
import { type PromptAuditApi, publicApi } from './api.ts';
import { commandsOf } from './commands/commands.ts';
import { exploreLargeLogs } from './documents/large-logs.ts';
import { registerExplorer } from './explorer/explorer-editor.ts';
import { FailureLog } from './failure-log.ts';
import { KEPT_SCHEME, keptLineDocuments } from './reports/kept-line-documents.ts';
import { registerReportEditor } from './reports/report-editor.ts';
import { ResultsStore } from './results-store.ts';
import { Session } from './session.ts';
import { showLineNumbers } from './slices/line-numbers.ts';
import { INSPECTION_SCHEME } from './inspection/inspection-documents.ts';
import { registerMappingLens } from './inspection/mapping-lens.ts';
import { REQUEST_SCHEME, requestDocuments } from './slices/request-documents.ts';
import { SliceFiles } from './slices/slice-files.ts';
import { listedLogs } from './slices/listed-log.ts';
import { LISTED_SCHEME } from './slices/listed-uri.ts';
import { SLICE_SCHEME } from './slices/slice-uri.ts';
import { setLocale } from './translated.ts';
import { registerTasks } from './tasks/task-provider.ts';
import { FindingsTree } from './views/findings-tree.ts';
import { showStatus } from './views/status-bar.ts';
import type { CommandId, Commands } from './commands/command-map.ts';

/** What the extension exposes to other extensions, and to its own tests in the extension host. */
export interface Exports {
  readonly store: ResultsStore;
  readonly tree: FindingsTree;
  /** Settled once the results of the last window are back, or known to be none. */
  readonly restored: Promise<unknown>;
  /** The only part that is meant for other extensions. */
  readonly api: PromptAuditApi;
}

export function activate(context: vscode.ExtensionContext): Exports {
  setLocale(vscode.l10n.bundle);
  const failures = new FailureLog();
  const store = new ResultsStore();
  const tree = new FindingsTree(store);
  const session = new Session(context, store, failures, tree);
  const slices = new SliceFiles();
  const readOnly = { isReadonly: true, isCaseSensitive: true };
  context.subscriptions.push(
    failures,
    store,
    tree,
    showStatus(store),
    registerCommands(commandsOf(session), failures),
    vscode.workspace.registerFileSystemProvider(SLICE_SCHEME, slices, readOnly),
    vscode.workspace.registerTextDocumentContentProvider(REQUEST_SCHEME, requestDocuments),
    vscode.workspace.registerTextDocumentContentProvider(INSPECTION_SCHEME, session.inspections),
    registerMappingLens(),
    vscode.window.registerWebviewPanelSerializer('promptAudit.dashboard', {
      async deserializeWebviewPanel(panel) {
        (await session.dashboard()).adopt(panel);
      },
    }),
    vscode.window.registerUriHandler({
      handleUri: (uri) =>
        void failures.guard('open a link', async () => {
          const { linkTarget } = await import('./on-demand.ts');
          await session.restored;
          (await session.dashboard()).open(linkTarget(uri));
        }),
    }),
    registerExplorer(session.explorer),
    registerReportEditor(session),
    vscode.workspace.registerTextDocumentContentProvider(KEPT_SCHEME, keptLineDocuments(store)),
    vscode.workspace.registerTextDocumentContentProvider(LISTED_SCHEME, listedLogs(store, session.restored)),
    exploreLargeLogs(),
    store.onDidChange(() => slices.forget()),
    showLineNumbers(),
    registerLanguageTools(store, session.restored),
    registerTasks(vscode.Uri.joinPath(context.extensionUri, 'dist', 'prompt-audit.js').fsPath),
  );
  return { store, tree, restored: session.restored, api: publicApi(store, session.restored) };
}

/** Registers all commands; whatever one of them throws is shown and logged. */
function registerCommands(commands: Commands, failures: FailureLog): vscode.Disposable {
  const register = (id: CommandId): vscode.Disposable =>
    vscode.commands.registerCommand(id, (...args: unknown[]) =>
      // These are the arguments that VS Code and our own views pass for this command: the command map says what they are.
      failures.guard(id, async () => {
        await (Reflect.apply(commands[id], undefined, args) as unknown);
      }),
    );
  return vscode.Disposable.from(...(Object.keys(commands) as CommandId[]).map(register));
}
