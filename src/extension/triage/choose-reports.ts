import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type Report, REPORT_VERSION } from '../../report/shape/report.ts';
import { bytes } from '../../text/numbers.ts';
import { isObject } from '../../schema/is-object.ts';
import { reportOf, wrongField } from '../../report/shape/json/is-report.ts';
import type { NamedReport, ReportPair } from '../model/answers/answer-context.ts';
import { labelText } from '../model/safe-text.ts';
import type { ResultsStore } from '../results-store.ts';
import { reportBefore, titleBefore } from '../scan/scan-before.ts';
import { t } from '../translated.ts';

/**
 * Largest report that is opened: one of 25,000 accounts has about 30 MB. What the dashboard needs of a report takes some five times
 * its size in memory, in the process that all extensions share.
 */
const MAX_BYTES = 128 * 1024 * 1024;

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

/** @throws a sentence when the file is not a report of this version */
export async function readReport(path: string): Promise<Report> {
  const name = basename(path);
  const { size } = await stat(path);
  if (size > MAX_BYTES)
    throw new Error(
      `${name} has ${bytes(size)}, and the editor opens reports of up to ${bytes(MAX_BYTES)}. The command line reads it: prompt-audit export FILE --campaign ID writes one campaign, prompt-audit compare OLD NEW compares two.`,
    );
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Error(`${name} is not JSON (${error instanceof Error ? error.message : String(error)}).`, {
      cause: error,
    });
  }
  const report = reportOf(value);
  if (report !== undefined) return report;
  const version = isObject(value) ? value['version'] : undefined;
  throw new Error(
    typeof version === 'number' && version !== REPORT_VERSION
      ? `${name} is a report of version ${version}; this extension reads version ${REPORT_VERSION}.`
      : version === REPORT_VERSION
        ? `${name} was changed or comes from another version: ${wrongField(value)}.`
        : `${name} is not a report. Make one with: prompt-audit scan LOG --output report.json`,
  );
}
