import { stat } from 'node:fs/promises';
import { memberPath } from '../../../reader/bytes/files/source.ts';
import type { FileSummary, Report } from '../../../report/shape/report.ts';
import type { Terminal } from '../../output/terminal.ts';
import { logName } from '../../../text/log-name.ts';
import { UsageError } from '../../usage-error.ts';

/** Name of standard input on the command line and in reports. */
export const STANDARD_INPUT = '-';

/** Globs, archive members, and names that are not UTF-8, which Node passes on with replacement characters: found later. */
const GLOB = /[*?[\]{}()!\ufffd]/;

/** Refuses a command line without a log, and one that would wait for a log to be typed. */
export function checkNamed(patterns: readonly string[], { inputIsTerminal }: Pick<Terminal, 'inputIsTerminal'>): void {
  if (patterns.length === 0)
    throw new UsageError('Name at least one log: a file, a folder, a glob, or - for standard input.');
  if (patterns.includes(STANDARD_INPUT) && inputIsTerminal) {
    throw new UsageError('Standard input is a terminal. Pipe a log into it: zcat log.gz | prompt-audit scan -');
  }
}

/** Refuses names of files and folders that do not exist before anything is read: usually they are typos. */
export async function checkInputs(patterns: readonly string[]): Promise<void> {
  for (const pattern of patterns) {
    if (pattern === STANDARD_INPUT || GLOB.test(pattern)) continue;
    const known = await stat(pattern).catch(() => undefined);
    if (known === undefined) throw new UsageError(`There is no file or folder "${pattern}".`);
  }
}

/** Maximum number of files to list. */
const FILES = 20;

/** What was asked for by name, or is in an archive that was, and could not be read: such a scan must not pass for clean. */
export function missedInputs(patterns: readonly string[], { partial, inputs }: Report): string[] {
  const isMissed = (path: string): boolean =>
    patterns.some((pattern) => path === pattern || (partial && path.startsWith(memberPath(pattern, ''))));
  const missed = inputs.files.flatMap((file) => {
    const why = file.error ?? (patterns.includes(file.path) ? whyUnread(file) : undefined);
    return why !== undefined && isMissed(file.path) ? [`${logName(file.path)}: ${why}`] : [];
  });
  return missed.length > FILES ? [...missed.slice(0, FILES), `… and ${missed.length - FILES} more.`] : missed;
}

/** A file may be one line: its share of all lines would pass for little. */
function whyUnread({ path, records, rejected }: FileSummary): string | undefined {
  return records === 0 && rejected > 0
    ? `No request could be read from it. See: prompt-audit inspect ${path}`
    : undefined;
}
