import { normalize } from 'node:path';
import * as vscode from 'vscode';
import { LineRef } from '../../report/shape/report.ts';
import { guardOf } from '../../schema/guard.ts';
import { fileValue } from '../configuration/workspace-configuration.ts';
import type { Session } from '../session.ts';
import { labelText, noticeText } from '../model/safe-text.ts';
import { fileWord } from '../model/words.ts';
import { type Item, itemOf } from '../model/decisions.ts';
import { storageFolder } from '../scan/storage-folder.ts';
import { openRequest } from '../slices/request-documents.ts';
import type { Choice } from '../../report/triage/decide-item.ts';
import type { TreeNode } from '../model/tree/tree-node.ts';
import { treeText } from '../model/tree/tree-text.ts';
import type { Commands } from './command-map.ts';
import { chosenInputs, inputsOf, type LogInputs } from './log-inputs.ts';
import { t } from '../translated.ts';

const isLineRef = guardOf(LineRef);

/** What each command does. */
export function commandsOf(session: Session): Commands {
  const { store, failures, context } = session;

  const sample = vscode.Uri.joinPath(context.extensionUri, 'media', 'sample', 'sample-log.jsonl');
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'audit-worker.js').fsPath;

  const scan = async (inputs: LogInputs): Promise<void> => {
    const { filesOf } = await import('../on-demand.ts');
    const files = await filesOf(inputs);
    const scanner = await session.scanner();
    await scanner.scan(files, inputs.title);
  };

  const step = async (by: 1 | -1): Promise<void> => {
    await session.restored;
    const walk = await session.walk();
    const { finding, line, text } = walk.step(by);
    session.tree.followFinding(finding);
    await session.openLine(line);
    vscode.window.setStatusBarMessage(labelText(text), 5000);
  };

  const decide = async (about: TreeNode | Item, choice: Choice): Promise<void> => {
    const item = 'id' in about ? about : itemOf(about);
    if (item === undefined) throw new Error('There is nothing here to decide on.');
    await (await session.decide()).ask(item, choice);
  };

  return {
    'promptAudit.scanFile': (file, selected) => scan(chosenInputs(file, selected)),
    'promptAudit.scanFolder': (folder, selected) => scan(chosenInputs(folder, selected)),
    'promptAudit.scanFiles': async () => {
      const chosen = await chooseLogs();
      if (chosen) await scan(inputsOf(chosen));
    },
    'promptAudit.scanWorkspace': async () => {
      const folders = vscode.workspace.workspaceFolders;
      if (!folders?.length) throw new Error('No folder is open.');
      const inputs = inputsOf(folders.map((folder) => folder.uri));
      const title = vscode.workspace.name ?? inputs.title;
      await session.decisions();
      const named = fileValue('inputs')?.value;
      if (!Array.isArray(named)) await scan({ ...inputs, title });
      // The configuration file says which files of the folder are logs, with globs that the scan expands.
      else await (await session.scanner()).scan(named.map(String), title);
    },
    'promptAudit.followLog': async (file, selected) => {
      const { paths, title } = chosenInputs(file, selected);
      const job = await (await session.scanner()).followJob(paths, title);
      (await session.follower()).follow(job);
    },
    'promptAudit.stopFollowing': async () => (await session.follower()).stop(),
    'promptAudit.watchFolder': async (folder) => (await session.watcher()).choose(folder),
    'promptAudit.stopWatching': async () => (await session.watcher()).forget(),
    'promptAudit.lookNow': async () => (await session.watcher()).look(),
    'promptAudit.showWatched': async () => {
      if (await (await session.watcher()).show()) (await session.dashboard()).open();
    },
    'promptAudit.cancel': async () => (await session.scanner()).cancel(),
    'promptAudit.clear': async () => (await session.scanner()).clear(),
    'promptAudit.chooseAccountField': async () => {
      const { chooseAccountField } = await import('../on-demand.ts');
      if (!(await chooseAccountField())) return;
      const { results } = store;
      const paths = results?.files ?? [];
      if (results && paths.length > 0) await (await session.scanner()).scan(paths, results.title);
    },
    'promptAudit.openDashboard': async () => (await session.dashboard()).open(),
    'promptAudit.openSample': async () => {
      await (await session.explorer()).reveal({ file: sample.fsPath, line: 0 });
      if (store.results?.stamps.some(({ path }) => path === sample.fsPath) === true) return;
      const answer = t('Scan');
      const text =
        'This is a sample log: ordinary people, apps, a classroom, and accounts that harvest answers together.';
      vscode.window.showInformationMessage(text, answer).then((chosen) => {
        if (chosen === answer) void failures.guard('scan sample', () => scan(inputsOf([sample])));
      });
    },
    'promptAudit.scanSample': () => scan(inputsOf([sample])),
    'promptAudit.goTo': async () => {
      await session.restored;
      if (!store.results) throw new Error('Nothing has been scanned yet.');
      const { chooseTarget } = await import('../on-demand.ts');
      const target = await chooseTarget(store.results);
      if (target) (await session.dashboard()).open(target);
    },
    'promptAudit.nextFinding': () => step(1),
    'promptAudit.previousFinding': () => step(-1),
    'promptAudit.prettyPrint': async () => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) throw new Error('Put the cursor on a log line first.');
      await openRequest(editor);
    },
    'promptAudit.inspectLog': async (file, selected) => {
      const [path] = chosenInputs(file, selected).paths;
      if (path === undefined) return;
      const profile = await session.inspections.open(path);
      if (profile === undefined) return;
      const save = t('Save Mapping to Workspace');
      const text = t(
        'No known format fits all of {0}. A mapping is proposed; check it before you save it.',
        fileWord(path),
      );
      vscode.window.showInformationMessage(noticeText(text), save).then((chosen) => {
        if (chosen !== save) return;
        void failures.guard('save mapping', async () => {
          const { saveMapping } = await import('../on-demand.ts');
          await saveMapping(profile, path);
        });
      });
    },
    'promptAudit.saveMapping': async (inspection) => {
      const shown = inspection ?? vscode.window.activeTextEditor?.document.uri;
      const { profile, file } = await session.inspections.proposalOf(shown);
      const { saveMapping } = await import('../on-demand.ts');
      await saveMapping(profile, file);
    },
    'promptAudit.openExplorer': async (file, selected) => {
      const { positionAtCursor } = await import('../on-demand.ts');
      const cursor = await positionAtCursor();
      const [path] = file?.scheme === 'file' || !cursor ? chosenInputs(file, selected).paths : [cursor.file];
      if (path === undefined) return;
      await (await session.explorer()).reveal({ file: path, line: path === cursor?.file ? cursor.line : 0 });
    },
    'promptAudit.showLine': async (place) => {
      await session.restored;
      const { accountAt } = await import('../on-demand.ts');
      await session.showInDashboard({ page: 'account', account: accountAt(store, place) });
    },
    'promptAudit.showLog': () => failures.channel.show(),
    'promptAudit.openLine': (line) => session.openLine(line),
    'promptAudit.openText': (line) => session.openText(knownLine(line)),
    'promptAudit.openNode': (node) => session.openLine(lineOf(node)),
    'promptAudit.showNode': async (node) => {
      const target = store.results && treeText(store.results, node).target;
      (await session.dashboard()).open(target);
    },
    'promptAudit.filterCases': async () => {
      const { chooseCases } = await import('../on-demand.ts');
      const chosen = await chooseCases();
      if (chosen) session.tree.filter(chosen.filter, chosen.words);
    },
    'promptAudit.showMore': (node) => session.tree.showMore(node),
    'promptAudit.markBenign': (about) => decide(about, 'benign'),
    'promptAudit.markConfirmed': (about) => decide(about, 'confirmed'),
    'promptAudit.markWatch': (about) => decide(about, 'watch'),
    'promptAudit.allowAccount': (about) => decide(about, 'allowed'),
    'promptAudit.unmark': (about) => decide(about, 'open'),
    'promptAudit.export': async (about, as) => {
      await session.restored;
      if (!store.results) throw new Error('Nothing has been scanned yet.');
      const { exportFindings, exportFormat, subjectOf } = await import('../on-demand.ts');
      const wanted = as === 'actions' ? exportFormat(as) : undefined;
      await exportFindings(store.results, script, subjectOf(about), wanted);
    },
    'promptAudit.pushEvents': async (about) => {
      await session.restored;
      const { pushEvents, subjectOf } = await import('../on-demand.ts');
      await pushEvents(store.results, subjectOf(about));
    },
    'promptAudit.exportAppeal': async (about) => {
      await session.restored;
      if (!store.results) throw new Error('Nothing has been scanned yet.');
      const { exportFindings, exportFormat, subjectOf } = await import('../on-demand.ts');
      const subject = subjectOf(about);
      if (subject?.kind !== 'account') throw new Error('An appeal is of one account.');
      await exportFindings(store.results, script, subject, exportFormat('appeal'));
    },
    'promptAudit.openReport': async () => {
      await session.restored;
      await session.decisions();
      const { chooseReport } = await import('../on-demand.ts');
      if (await chooseReport(store)) (await session.dashboard()).open({ page: 'overview' });
    },
    'promptAudit.compare': async () => {
      await session.restored;
      const { chooseReports } = await import('../on-demand.ts');
      const pair = await chooseReports(store, storageFolder(context.storageUri));
      if (pair === undefined) return;
      store.compare(pair);
      (await session.dashboard()).open({ page: 'compare' });
    },
    'promptAudit.match': async () => {
      await session.restored;
      const { matchReports } = await import('../on-demand.ts');
      await matchReports(store, script);
    },
    'promptAudit.openTriage': async () => {
      const path = await (await session.decisions()).edit((triage) => triage);
      await vscode.window.showTextDocument(vscode.Uri.file(path));
    },
  };

  /** Whoever runs the command may name a line of a log that was scanned or is in the open folder, and of no other file. */
  function knownLine(line: unknown): LineRef {
    if (!isLineRef(line)) throw new Error('Name a line of a log that was scanned.');
    const isOpen = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(normalize(line.file))) !== undefined;
    if (!isOpen && store.results?.isHere(line.file) !== true)
      throw new Error(`${line.file} is not one of the logs that were scanned.`);
    return line;
  }

  function lineOf(node: TreeNode): LineRef {
    const line = store.results && treeText(store.results, node).line;
    if (line === undefined) throw new Error('There is no log line for this.');
    return line;
  }
}

/** Windows and Linux have one dialog for files and another for folders, so the person chooses between them first. */
async function chooseLogs(): Promise<vscode.Uri[] | undefined> {
  const both = process.platform === 'darwin';
  const files = t('Choose files…');
  const folder = t('Choose a folder…');
  const kind = both ? files : await vscode.window.showQuickPick([files, folder], { title: t('Scan request logs') });
  if (kind === undefined) return undefined;
  return vscode.window.showOpenDialog({
    canSelectFiles: kind === files,
    canSelectFolders: both || kind === folder,
    canSelectMany: true,
    openLabel: t('Scan'),
    title: t('Choose request logs'),
  });
}
