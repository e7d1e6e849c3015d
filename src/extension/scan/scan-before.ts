/** The report of the scan before the last, kept next to it so that the two can be compared after a reload of the window too. */
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../../report/shape/report.ts';
import { withoutPrompts } from '../../report/shape/without-prompts.ts';
import * as v from 'valibot';
import { guardOf } from '../../schema/guard.ts';
import { FOLDER, isMissing, isOwnReport, readPrivate, REPORT, SUMMARY, writePrivate } from './saved-files.ts';

const REPORT_BEFORE = 'report-before.json';
const SUMMARY_BEFORE = 'scan-before.json';
/** A larger report is not kept twice. */
const MAX_BYTES = 200_000_000;

const isTitled = guardOf(v.object({ title: v.string() }));

/**
 * Takes the report over from the saved scan that is about to be replaced. Without prompts when the new scan keeps them out:
 * whoever switches that on wants none on the disk. That it cannot be kept is not a reason not to keep the new scan.
 * @param saved folder of the scan that is replaced @param fresh folder of the scan that takes its place
 */
export async function keepBefore(saved: string, fresh: string, withText: boolean): Promise<void> {
  try {
    if ((await stat(join(saved, REPORT))).size > MAX_BYTES) return;
    const { title } = titled((await readPrivate(join(saved, SUMMARY))).toString());
    const text = (await readPrivate(join(saved, REPORT))).toString();
    const report: unknown = JSON.parse(text);
    if (!isOwnReport(report)) return;
    await writePrivate(join(fresh, REPORT_BEFORE), withText ? text : JSON.stringify(withoutPrompts(report)));
    await writePrivate(join(fresh, SUMMARY_BEFORE), JSON.stringify({ title }));
  } catch {
    await rm(join(fresh, REPORT_BEFORE), { force: true });
    await rm(join(fresh, SUMMARY_BEFORE), { force: true });
  }
}

/** What was scanned before the last scan; undefined when that is not kept. */
export async function titleBefore(folder: string): Promise<string | undefined> {
  try {
    return titled((await readPrivate(join(folder, FOLDER, SUMMARY_BEFORE))).toString()).title;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** @throws when the report is damaged, or was written by another version */
export async function reportBefore(folder: string): Promise<Report> {
  const report: unknown = JSON.parse((await readPrivate(join(folder, FOLDER, REPORT_BEFORE))).toString());
  if (!isOwnReport(report)) throw new Error('The previous scan was made by another version of the extension.');
  return report;
}

function titled(text: string): { title: string } {
  const summary: unknown = JSON.parse(text);
  if (!isTitled(summary)) throw new Error('The summary of the previous scan is damaged.');
  return summary;
}
