import * as vscode from 'vscode';
import { visible } from '../model/safe-text.ts';
import { statusWord } from '../model/words.ts';
import { headlineOf } from '../../report/triage/headline.ts';
import type { ResultsStore } from '../results-store.ts';
import { t } from '../translated.ts';

/** `Scanning: reading 42%` while a scan runs, then what it came to, as everywhere else. A click opens the dashboard. */
export function showStatus(store: ResultsStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('promptAudit.status', vscode.StatusBarAlignment.Left, 0);
  item.name = 'Prompt Audit';
  item.command = 'promptAudit.openDashboard';
  const draw = (): void => {
    const { progress, results } = store;
    if (progress) {
      const phase = progress.phase === '' ? '' : `: ${progress.phase.toLowerCase()}`;
      item.text = t('$(sync~spin) Scanning{0}', phase);
      item.tooltip = visible(progress.text);
      item.accessibilityInformation = { label: t('Prompt Audit: scanning{0}', phase) };
    } else if (results) {
      const { short, sentence, caveats } = headlineOf(results.triaged, t);
      const said = visible([sentence, ...caveats].join(' '));
      item.text = `$(shield) ${statusWord(short)}`;
      item.tooltip = t('Prompt Audit, {0}: {1} Open the dashboard.', visible(results.title), said);
      item.accessibilityInformation = { label: t('Prompt Audit: {0} Open the dashboard.', said) };
    } else {
      item.hide();
      return;
    }
    item.show();
  };
  draw();
  return vscode.Disposable.from(item, store.onDidChange(draw), store.onDidProgress(draw));
}
