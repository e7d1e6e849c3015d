import * as vscode from 'vscode';
import type { CaseFilter } from '../../protocol/case-filter.ts';
import { headlineOf, isAboutAccounts } from '../../report/triage/headline.ts';
import { countsText } from '../../report/triage/triage-words.ts';
import { type Finding, speaks } from '../../report/shape/report.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import { itemOf, statusOf } from '../model/decisions.ts';
import type { Results } from '../model/results.ts';
import { treeChildren, treeRoots } from '../model/tree/tree-children.ts';
import { PAGE, type TreeNode } from '../model/tree/tree-node.ts';
import { treeText } from '../model/tree/tree-text.ts';
import { visible, visibleLines } from '../model/safe-text.ts';
import type { ResultsStore } from '../results-store.ts';
import { t } from '../translated.ts';
import { appendWords } from './append-words.ts';
import { partialText } from '../../engine/ingest/partial-text.ts';

const FINDINGS_VIEW = 'promptAudit.findings';

/** Campaigns, accounts, templates and evidence as a tree. Long lists are shown a page at a time. */
export class FindingsTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #store: ResultsStore;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #listening: vscode.Disposable;
  /** Children shown of each node of which more than a page was asked for. */
  #shown = new WeakMap<TreeNode, number>();
  #filter: CaseFilter = {};
  /** Which campaigns are listed, in words; empty for all. */
  #filtered = '';

  constructor(store: ResultsStore) {
    this.#store = store;
    this.#view = vscode.window.createTreeView(FINDINGS_VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#listening = store.onDidChange(() => this.#refresh());
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { results } = this.#store;
    if (results === undefined) return new vscode.TreeItem('');
    const text = treeText(results, node);
    const [label, description] = [visible(text.label), visible(text.description)];
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, text.opens ? Collapsed : None);
    item.description = description;
    item.tooltip = plainText(text.tooltip);
    item.iconPath = new vscode.ThemeIcon(
      text.icon,
      text.colour === undefined ? undefined : new vscode.ThemeColor(text.colour),
    );
    // The manifest offers what the words name: a log line, a page of the dashboard, a decision to make or to take back.
    item.contextValue = [text.line && 'line', text.target && 'page', ...decidable(results, node)]
      .filter(Boolean)
      .join(' ');
    item.accessibilityInformation = { label: `${label}, ${description}` };
    if (node.kind === 'blind' && isAboutAccounts(results.report.coverage)) {
      item.command = { command: 'promptAudit.chooseAccountField', title: t('Choose Account Field…') };
      item.description = t('Choose the field…');
    } else if (node.kind === 'more')
      item.command = { command: 'promptAudit.showMore', title: t('Show More'), arguments: [node] };
    else if (node.kind === 'line') {
      item.command = { command: 'promptAudit.openLine', title: t('Open Log Line'), arguments: [node.line] };
    }
    return item;
  }

  getChildren(node?: TreeNode): TreeNode[] {
    const { results } = this.#store;
    if (results === undefined) return [];
    if (node === undefined) return treeRoots(results, this.#filter);
    const children = treeChildren(results, node);
    const shown = this.#shown.get(node) ?? PAGE;
    const hidden = children.length - shown;
    // A last node that hides a single child would take the place of that child.
    if (hidden <= 1) return children;
    return [...children.slice(0, shown), { kind: 'more', parent: node, hidden }];
  }

  /** Lists only some campaigns. Until the window closes. */
  filter(filter: CaseFilter, words: string): void {
    this.#filter = filter;
    this.#filtered = words;
    this.#refresh();
  }

  showMore(node: TreeNode): void {
    if (node.kind !== 'more') return;
    this.#shown.set(node.parent, (this.#shown.get(node.parent) ?? PAGE) + PAGE);
    this.#changed.fire(node.parent);
  }

  /** The top of the tree has no parent; nothing else is ever revealed. */
  getParent(): undefined {
    return undefined;
  }

  /** Marks the campaign of an account, without taking the focus and only where the tree is in sight. */
  follow(account: string): void {
    const { results } = this.#store;
    const campaign = results?.account(account)?.campaign;
    const found = campaign === undefined ? undefined : results?.campaign(campaign);
    if (!this.#view.visible || found === undefined || !speaks(found.verdict)) return;
    // A tree that is filled again meanwhile has no such node.
    this.#view
      .reveal({ kind: 'campaign', campaign: found }, { select: true, focus: false, expand: false })
      .then(undefined, () => undefined);
  }

  /** Marks the campaign that a finding is or belongs to, as `follow` does. */
  followFinding({ kind, subject }: Finding): void {
    const { results } = this.#store;
    if (kind === 'account') this.follow(subject);
    else if (kind === 'campaign') this.follow(results?.campaign(subject)?.accounts[0] ?? '');
  }

  dispose(): void {
    this.#listening.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }

  #refresh(): void {
    this.#shown = new WeakMap();
    this.#changed.fire(undefined);
    const triaged = this.#store.results?.triaged;
    const headline = triaged && headlineOf(triaged, t);
    const campaigns = headline?.distillation.campaigns ?? 0;
    this.#view.badge = campaigns === 0 ? undefined : { value: campaigns, tooltip: visible(headline?.short ?? '') };
    this.#view.description = [this.#filtered, visible(this.#store.results?.title ?? '')].filter(Boolean).join(' · ');
    // Taken off the view, the property would be one that VS Code does not look at.
    this.#view.message = triaged === undefined ? '' : messageOf(triaged);
  }
}

/** An item that can be decided on, its kind, and whether somebody decided on it itself. */
function decidable(results: Results, node: TreeNode): string[] {
  const item = itemOf(node);
  if (item === undefined) return [];
  const decided = statusOf(results, item);
  const own = decided?.decision !== undefined && decided.through === undefined;
  return ['decidable', item.kind, ...(own ? ['decided'] : [])];
}

/** What must be said before the tree is read. */
function messageOf(triaged: TriagedReport): string {
  const { report } = triaged;
  const partial = partialText(report, t) ?? '';
  const decided = countsText(triaged);
  const said = [decided === '' ? '' : `${visible(decided)}.`, partial].filter((text) => text !== '');
  if (report.population.requests === 0)
    return ['No requests were found. The list below shows what was read and what was not, and why.', ...said].join(' ');
  const { sentence, caveats } = headlineOf(triaged, t);
  return [sentence, ...caveats, ...said].map(visible).join(' ');
}

/** Log text goes in as text: no link, no command, no markup. */
function plainText(paragraphs: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = false;
  text.supportHtml = false;
  paragraphs.forEach((paragraph, k) => {
    if (k > 0) text.appendMarkdown('\n\n---\n\n');
    appendWords(text, visibleLines(paragraph));
  });
  return text;
}
