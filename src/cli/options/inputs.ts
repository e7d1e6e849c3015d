import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Report } from '../../core/report/report.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Name of standard input on the command line and in reports. */
export const STANDARD_INPUT = '-';

const GLOB = /[*?[\]{}()!]/;

/** Refuses a command line without a log, and one that would wait for a log to be typed. */
export function checkNamed(patterns: readonly string[], { inputIsTerminal }: Pick<Terminal, 'inputIsTerminal'>): void {
  if (patterns.length === 0)
    throw new UsageError('Name at least one log: a file, a folder, a glob, or - for standard input.');
  if (patterns.includes(STANDARD_INPUT) && inputIsTerminal) {
    throw new UsageError('Standard input is the keyboard. Pipe a log into it: zcat log.gz | prompt-audit scan -');
  }
}

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

/** A report that cannot be written must be known before an hour of scanning, not after it. */
export async function checkTarget(option: string, path: string | undefined): Promise<void> {
  if (path === undefined || path === STANDARD_INPUT) return;
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UsageError(`There is no folder "${dirname(path)}" (${option}).`);
  const known = await stat(path).catch(() => undefined);
  if (known?.isDirectory()) throw new UsageError(`"${path}" is a folder; ${option} takes a file.`);
}
