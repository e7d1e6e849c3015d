import * as vscode from 'vscode';
import { unmovedLines } from '../documents/unmoved-lines.ts';
import { type Item, statusOf } from '../model/decisions.ts';
import { flaggedLine } from '../model/flagged-line.ts';
import { namedLines } from '../model/named-lines.ts';
import { shortMiddle } from '../../text/visible.ts';
import type { ResultsStore } from '../results-store.ts';
import { SLICE_SCHEME, sliceOf } from '../slices/slice-uri.ts';
import { t } from '../translated.ts';

/** Quick fixes on a line that is flagged, or that a finding names: decide on its campaign, its account or its template. */
export class DecisionActions implements vscode.CodeActionProvider {
  constructor(private readonly store: ResultsStore) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const { results } = this.store;
    if (results === undefined) return [];
    const { uri } = document;
    const slice = uri.scheme === SLICE_SCHEME ? sliceOf(uri) : undefined;
    const [file, line] = [slice?.file ?? uri.fsPath, range.start.line + (slice?.line ?? 1)];
    const row = results.rowAtLine(file, line);
    if (row === undefined || !(results.isFlagged(row) || namedLines(results, file).has(line))) return [];
    if (!unmovedLines(this.store, document)(range.start.line)) return [];
    const { account, template, campaign } = flaggedLine(results, row);
    const items: Item[] = [
      ...(campaign ? [{ kind: 'campaign', id: campaign.id } as const] : []),
      ...(account ? [{ kind: 'account', id: account.account } as const] : []),
      ...(template ? [{ kind: 'template', id: template.id } as const] : []),
    ];
    const own = diagnostics.filter(({ source }) => source === 'Prompt Audit');
    return items.flatMap((item) => {
      const decided = statusOf(results, item);
      const isOwn = decided?.decision !== undefined && decided.through === undefined;
      return [
        ...(decided?.counted === false
          ? []
          : [
              action(t('Mark {0} benign…', nameOf(item)), 'promptAudit.markBenign', item, own),
              action(t('Watch {0}…', nameOf(item)), 'promptAudit.markWatch', item, own),
              action(t('Confirm {0}…', nameOf(item)), 'promptAudit.markConfirmed', item, own),
            ]),
        ...(isOwn ? [action(t('Undo the decision on {0}', nameOf(item)), 'promptAudit.unmark', item, own)] : []),
      ];
    });
  }
}

function nameOf({ kind, id }: Item): string {
  return `${t(kind)} ${shortMiddle(id, 24, 6)}`;
}

function action(title: string, command: string, item: Item, diagnostics: vscode.Diagnostic[]): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { command, title, arguments: [item] };
  made.diagnostics = diagnostics;
  return made;
}
