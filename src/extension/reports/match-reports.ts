/** Looks for the campaigns in view in reports of other logs, and says of each in which of them it is. */
import * as vscode from 'vscode';
import { count } from '../../text/numbers.ts';
import type { ResultsStore } from '../results-store.ts';
import { runInThread } from '../scan/audit-thread.ts';
import { t } from '../translated.ts';

/**
 * Nothing happens if the person chooses no report.
 * @param script path of the built `audit-worker.js`, which reads the reports
 * @throws a sentence when a file is not a report of this version
 */
export async function matchReports(store: ResultsStore, script: string): Promise<void> {
  const { results } = store;
  if (results === undefined) throw new Error('Nothing has been scanned yet.');
  const files = await vscode.window.showOpenDialog({
    title: t('Choose reports of other logs'),
    openLabel: t('Find Campaigns'),
    canSelectMany: true,
    filters: { Reports: ['json'], All: ['*'] },
  });
  if (files === undefined) return;
  const { campaigns, templates } = results.report;
  const paths = files.map(({ fsPath }) => fsPath);
  const matched = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Looking for the campaigns in other reports') },
    () => runInThread({ kind: 'match', report: { campaigns, templates }, paths }, { script }),
  );
  if (store.results !== results) throw new Error('Another log was scanned meanwhile: look again.');
  store.judge({ ...results.report, campaigns: matched });
  const found = matched.filter(({ seenIn }) => seenIn !== undefined).length;
  const text =
    found === 0
      ? t('No campaign was found in these reports. One may be there all the same, worded anew.')
      : found === 1
        ? t('1 campaign was found in other reports. Its facts say in which.')
        : t('{0} campaigns were found in other reports. Their facts say in which.', count(found));
  void vscode.window.showInformationMessage(text);
}
