import { stat } from 'node:fs/promises';
import type { Report } from '../core/report/report.ts';
import { UsageError } from './usage-error.ts';

/** Name of standard input on the command line and in reports. */
export const STANDARD_INPUT = '-';

const GLOB = /[*?[\]{}()!]/;

/** Refuses names of files and folders that do not exist, before anything is read: most often they are mistyped. */
export async function checkInputs(patterns: readonly string[]): Promise<void> {
  for (const pattern of patterns) {
    if (pattern === STANDARD_INPUT || GLOB.test(pattern)) continue;
    const known = await stat(pattern).catch(() => undefined);
    if (known === undefined) throw new UsageError(`There is no file or folder "${pattern}".`);
  }
}

/** Inputs that were asked for by name and could not be read. A scan that misses one of them must not pass for clean. */
export function missedInputs(patterns: readonly string[], report: Report): string[] {
  return report.inputs.files
    .filter((file) => file.error !== undefined && patterns.includes(file.path))
    .map((file) => `${file.path}: ${file.error ?? ''}`);
}
