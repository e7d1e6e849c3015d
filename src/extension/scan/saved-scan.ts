/**
 * The last scan on disk, so that reloading the window does not scan again. Three files in a folder of their own that
 * only the owner may read: logs hold prompts of other people.
 */
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../../core/report/report.ts';
import { REPORT_VERSION } from '../../core/report/report.ts';
import { isArrayOf, isNumber, isObject, isShape, isString } from '../../protocol/guards.ts';
import { packIndex, unpackIndex } from '../model/packed-index.ts';
import type { FileStamp } from '../model/results.ts';
import type { ScanOutcome } from './scan-messages.ts';

const FOLDER = 'last-scan';
const SUMMARY = 'scan.json';
const REPORT = 'report.json';
const INDEX = 'index.bin';

interface Summary {
  title: string;
  stamps: FileStamp[];
}

const isSummary = isShape<Summary>({
  title: isString,
  stamps: isArrayOf(isShape<FileStamp>({ path: isString, size: isNumber, mtimeMs: isNumber })),
});

/** Saves beside the old scan first and puts it in place at the end: a crash leaves either the old one or the new one. */
export async function saveScan(folder: string, outcome: ScanOutcome): Promise<void> {
  const fresh = join(folder, `${FOLDER}.new`);
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  const summary: Summary = { title: outcome.title, stamps: outcome.stamps };
  await writePrivate(join(fresh, SUMMARY), JSON.stringify(summary));
  await writePrivate(join(fresh, REPORT), JSON.stringify(outcome.report));
  await writePrivate(join(fresh, INDEX), packIndex(outcome.index));
  await forgetScan(folder);
  await rename(fresh, join(folder, FOLDER));
}

/** Is there anything to load? Cheap enough to ask before a thread is started for it. */
export async function isScanSaved(folder: string): Promise<boolean> {
  return (await stat(join(folder, FOLDER)).catch(() => null)) !== null;
}

/** @returns null when nothing was saved, or by another version of the report. @throws when the files are damaged. */
export async function loadScan(folder: string): Promise<ScanOutcome | null> {
  if (!(await isScanSaved(folder))) return null;
  const saved = join(folder, FOLDER);
  const summary: unknown = JSON.parse(await readFile(join(saved, SUMMARY), 'utf8'));
  const report: unknown = JSON.parse(await readFile(join(saved, REPORT), 'utf8'));
  if (!isSummary(summary) || !isOwnReport(report)) return null;
  // A fresh buffer: columns need their bytes at multiples of eight, which a pooled one does not promise.
  const index = unpackIndex(new Uint8Array(await readFile(join(saved, INDEX))));
  return { ...summary, report, index };
}

export async function forgetScan(folder: string): Promise<void> {
  await rm(join(folder, FOLDER), { recursive: true, force: true });
}

/** Sizes and times of the logs now. A log that cannot be looked at is left out. */
export async function stampsOf(paths: readonly string[]): Promise<FileStamp[]> {
  const stamps = await Promise.all(
    paths.map(async (path) => {
      const facts = await stat(path).catch(() => null);
      return facts && { path, size: facts.size, mtimeMs: facts.mtimeMs };
    }),
  );
  return stamps.filter((stamp) => stamp !== null);
}

/** Paths of logs that are not as they were when they were scanned. */
export async function changedSince(stamps: readonly FileStamp[]): Promise<string[]> {
  const now = new Map((await stampsOf(stamps.map((stamp) => stamp.path))).map((stamp) => [stamp.path, stamp]));
  return stamps
    .filter((then) => now.get(then.path)?.size !== then.size || now.get(then.path)?.mtimeMs !== then.mtimeMs)
    .map((stamp) => stamp.path);
}

/** The file is ours and whole, since it was put in place by renaming: its version says whether its shape is known. */
function isOwnReport(value: unknown): value is Report {
  return isObject(value) && value['version'] === REPORT_VERSION && Array.isArray(value['accounts']);
}

async function writePrivate(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}
