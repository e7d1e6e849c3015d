import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { NamedReport, ReportPair } from '../model/answers/answer-context.ts';
import { labelText } from '../model/safe-text.ts';
import { readReport } from '../reports/read-report.ts';
import type { ResultsStore } from '../results-store.ts';
import { reportBefore, titleBefore } from '../scan/scan-before.ts';
import { t } from '../translated.ts';

type Way = vscode.QuickPickItem & { way: 'previous' | 'file' | 'two' };

/**
 * Lets the person choose what to compare; undefined when they give up.
 * @param folder where scans of this window are kept: the one before the last outlives the window there
 */
export async function chooseReports(
  { results, previous }: ResultsStore,
  folder: string | undefined,
): Promise<ReportPair | undefined> {
  const title = previous || folder === undefined ? undefined : await titleBefore(folder);
  const name = previous?.name ?? (title === undefined ? undefined : `${title}, before`);
  const ways: Way[] = [
    ...(results && name !== undefined
      ? [{ label: t('With the previous scan'), description: labelText(name), way: 'previous' } as const]
      : []),
    ...(results
      ? [
          {
            label: t('With an earlier report…'),
            description: t('a JSON report written by a scan'),
            way: 'file',
          } as const,
        ]
      : []),
    { label: t('Two reports…'), description: t('the earlier one, then the later one'), way: 'two' },
  ];
  const chosen = await vscode.window.showQuickPick(ways, {
    title: t('Compare'),
    placeHolder: t('What should be compared?'),
  });
  if (chosen === undefined) return undefined;
  if (chosen.way === 'previous') {
    if (previous) return { before: previous };
    return name === undefined || folder === undefined
      ? undefined
      : { before: { name, report: await reportBefore(folder) } };
  }
  const before = await openReport('Choose the earlier report');
  if (before === undefined || chosen.way === 'file') return before && { before };
  const after = await openReport('Choose the later report');
  return after && { before, after };
}

async function openReport(title: string): Promise<NamedReport | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: t('Compare'),
      filters: { Reports: ['json'], All: ['*'] },
    })) ?? [];
  return file && { name: basename(file.fsPath), report: await readReport(file.fsPath) };
}
