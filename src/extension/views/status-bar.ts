import * as vscode from 'vscode';
import { visible } from '../model/safe-text.ts';
import { count, counted } from '../../text/numbers.ts';
import type { ResultsStore } from '../results-store.ts';

/** `Scanning: reading 42 %` while a scan runs, then `12 findings`. A click opens the dashboard. */
export function showStatus(store: ResultsStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('promptAudit.status', vscode.StatusBarAlignment.Left, 0);
  item.name = 'Prompt Audit';
  item.command = 'promptAudit.openDashboard';
  const draw = (): void => {
    const { progress, results } = store;
    if (progress) {
      const phase = progress.phase === '' ? '' : `: ${progress.phase.toLowerCase()}`;
      item.text = `$(sync~spin) Scanning${phase}`;
      item.tooltip = visible(progress.text);
      item.accessibilityInformation = { label: `Prompt Audit: scanning${phase}` };
    } else if (results) {
      const { length } = results.triaged.findings;
      const findings = counted(length, 'finding');
      const cleared = results.report.findings.length - length;
      const beside = cleared > 0 ? `, ${count(cleared)} not counted because of a decision` : '';
      item.text = `$(shield) ${findings}`;
      item.tooltip = `Prompt Audit: ${findings}${beside} in ${visible(results.title)}. Open the dashboard.`;
      item.accessibilityInformation = { label: `Prompt Audit: ${findings}${beside}, open the dashboard` };
    } else {
      item.hide();
      return;
    }
    item.show();
  };
  draw();
  return vscode.Disposable.from(item, store.onDidChange(draw), store.onDidProgress(draw));
}
