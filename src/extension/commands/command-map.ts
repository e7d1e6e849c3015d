import type * as vscode from 'vscode';
import type { LineRef } from '../../report/shape/report.ts';
import type { Target } from '../../protocol/messages.ts';
import type { Item } from '../model/decisions.ts';
import type { TreeNode } from '../model/tree/tree-node.ts';

/**
 * Every command of the extension: its id and what it is called with. Menus of the explorer and of editors pass the file,
 * then the whole selection; the palette passes nothing.
 */
export interface Commands {
  'promptAudit.scanFile': (file?: vscode.Uri, selected?: unknown) => Promise<void>;
  'promptAudit.scanFolder': (folder?: vscode.Uri, selected?: unknown) => Promise<void>;
  'promptAudit.scanFiles': () => Promise<void>;
  'promptAudit.scanWorkspace': () => Promise<void>;
  'promptAudit.followLog': (file?: vscode.Uri, selected?: unknown) => Promise<void>;
  'promptAudit.stopFollowing': () => Promise<void>;
  /** Chooses a folder whose logs are looked at in the background. */
  'promptAudit.watchFolder': (folder?: vscode.Uri) => Promise<void>;
  'promptAudit.stopWatching': () => Promise<void>;
  'promptAudit.lookNow': () => Promise<void>;
  'promptAudit.showWatched': () => Promise<void>;
  'promptAudit.cancel': () => Promise<void>;
  'promptAudit.clear': () => Promise<void>;
  /** Chooses the field that names the account, and scans the last logs again. */
  'promptAudit.chooseAccountField': () => Promise<void>;
  'promptAudit.openDashboard': () => Promise<void>;
  'promptAudit.openSample': () => Promise<void>;
  'promptAudit.scanSample': () => Promise<void>;
  'promptAudit.goTo': () => Promise<void>;
  'promptAudit.nextFinding': () => Promise<void>;
  'promptAudit.previousFinding': () => Promise<void>;
  'promptAudit.prettyPrint': () => Promise<void>;
  'promptAudit.inspectLog': (file?: vscode.Uri, selected?: unknown) => Promise<void>;
  /** With the address of an inspection; the palette means the one that is shown. */
  'promptAudit.saveMapping': (inspection?: vscode.Uri) => Promise<void>;
  'promptAudit.openExplorer': (file?: vscode.Uri, selected?: unknown) => Promise<void>;
  'promptAudit.showLine': (place?: unknown) => Promise<void>;
  'promptAudit.showLog': () => void;
  // Of the findings tree; not in the palette.
  'promptAudit.openLine': (line: LineRef) => Promise<void>;
  'promptAudit.openText': (line: unknown) => Promise<void>;
  'promptAudit.openNode': (node: TreeNode) => Promise<void>;
  'promptAudit.showNode': (node: TreeNode) => Promise<void>;
  'promptAudit.filterCases': () => Promise<void>;
  'promptAudit.showMore': (node: TreeNode) => void;
  // Decisions, from the tree and from quick fixes; only the last one is in the palette.
  'promptAudit.markBenign': (about: TreeNode | Item) => Promise<void>;
  'promptAudit.markConfirmed': (about: TreeNode | Item) => Promise<void>;
  'promptAudit.markWatch': (about: TreeNode | Item) => Promise<void>;
  'promptAudit.allowAccount': (about: TreeNode | Item) => Promise<void>;
  'promptAudit.unmark': (about: TreeNode | Item) => Promise<void>;
  'promptAudit.openTriage': () => Promise<void>;
  'promptAudit.openReport': () => Promise<void>;
  'promptAudit.compare': () => Promise<void>;
  /** Looks for the campaigns in reports of other logs. */
  'promptAudit.match': () => Promise<void>;
  /** Menus of the tree pass their node and the whole selection, the dashboard its page and the format where one was chosen there. */
  'promptAudit.export': (about?: TreeNode | Target, as?: unknown) => Promise<void>;
  /** What is in the menu it was chosen from, or all that counts. */
  'promptAudit.pushEvents': (about?: TreeNode | Target) => Promise<void>;
  /** Of an account of the tree; not in the palette. */
  'promptAudit.exportAppeal': (about?: TreeNode | Target) => Promise<void>;
}

export type CommandId = keyof Commands;
