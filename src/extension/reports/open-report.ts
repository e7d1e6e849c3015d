/** Opens reports made elsewhere and shows them like a scan of this window. */
import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { findLog } from '../../reader/bytes/sources/find-log.ts';
import { countedIndex } from '../../report/shape/activity/counted-index.ts';
import { keptIndex } from '../../report/shape/kept/kept-index.ts';
import { withMovedLogs } from '../../report/shape/kept/moved-logs.ts';
import type { Report } from '../../report/shape/report.ts';
import { Results } from '../model/results.ts';
import type { ResultsStore } from '../results-store.ts';
import { stampsOf } from '../scan/log-stamps.ts';
import { readSettings } from '../settings.ts';
import { t } from '../translated.ts';
import { readReport } from './read-report.ts';
import { asChanged, isAsScanned, namedLines, ownPlaces, type Place } from './as-scanned.ts';

/** Asks for a report and shows it; false when the person gives up. */
export async function chooseReport(store: ResultsStore): Promise<boolean> {
  const filters = { Reports: ['json'], All: ['*'] };
  const [file] =
    (await vscode.window.showOpenDialog({ title: t('Open a report'), openLabel: t('Open'), filters })) ?? [];
  if (file === undefined) return false;
  await showReport(file.fsPath, store);
  return true;
}

/**
 * Shows a report. Its lines open in the logs where these are found: below the folder that is set, next to the report, or in the open
 * folders. No other path that it names is looked at. Elsewhere what the report keeps of a line is shown. A log that was
 * found, and is another one than was scanned, counts as changed: only lines that are as they were have marks.
 * @throws a sentence when the file is not a report of this version
 */
export async function showReport(path: string, store: ResultsStore): Promise<void> {
  const report = await readReport(path);
  const places = await placesOf(report, path);
  const moved = withMovedLogs(report, new Map([...places].map(([log, { place }]) => [log, place])));
  const found = new Map([...places.values()].map(({ place, isScanned }) => [place, isScanned]));
  const stamps = await stampsOf(moved.inputs.files.filter(({ path }) => found.has(path)));
  const known = stamps.map((stamp) => (found.get(stamp.path) === true ? stamp : asChanged(stamp)));
  store.show(new Results(moved, keptIndex(moved), basename(path), known, countedIndex(moved)));
  store.logsChanged(new Map([...found].filter(([, isScanned]) => !isScanned).map(([place]) => [place, 'changed'])));
}

/** Where the logs of the report are on this machine, by the paths that it has. */
async function placesOf(report: Report, path: string): Promise<Map<string, Place>> {
  const folders = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  const roots = [readSettings().logRoot, dirname(path), ...folders.map(({ uri }) => uri.fsPath)];
  const places = new Map<string, Place>();
  const lines = namedLines(report);
  for (const summary of report.inputs.files) {
    const { path: log } = summary;
    for (const root of roots.filter((one) => one !== undefined)) {
      const place = await findLog(log, root);
      if (place === undefined || !isAbsolute(place)) continue;
      const isScanned = await isAsScanned(summary, place, lines.get(log) ?? []);
      // Another log of its name is better than none: lines of it that are as they were can be shown.
      if (isScanned || !places.has(log)) places.set(log, { place, isScanned });
      if (isScanned) break;
    }
  }
  return ownPlaces(places);
}

/** The file that was dropped on a view. @throws a sentence when it is not a file of this machine */
export async function droppedReport(uri: string): Promise<string> {
  const { scheme, authority, fsPath } = vscode.Uri.parse(uri, true);
  // A file of another machine is opened by its dialog: an address may be dragged from anywhere.
  if (scheme !== 'file' || authority !== '' || !(await stat(fsPath)).isFile())
    throw new Error('Only files on this machine can be opened.');
  return fsPath;
}
