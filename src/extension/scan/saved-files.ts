/** The files of a saved scan, and how they are written. */
import { open } from 'node:fs/promises';
import type { Report } from '../../core/report/report.ts';
import { REPORT_VERSION } from '../../core/report/report.ts';
import { isObject } from '../../protocol/guards.ts';

export const FOLDER = 'last-scan';
export const SUMMARY = 'scan.json';
export const REPORT = 'report.json';
export const INDEX = 'index.bin';

/** Only the owner may read it: logs hold prompts of other people. */
export async function writePrivate(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}

/** The file is ours and whole, since it was put in place by renaming: its version says whether its shape is known. */
export function isOwnReport(value: unknown): value is Report {
  return isObject(value) && value['version'] === REPORT_VERSION && Array.isArray(value['accounts']);
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
