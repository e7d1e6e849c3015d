/** What is said of logs that are not as they were when they were scanned. */
import { existsSync } from 'node:fs';
import { fileWord } from '../model/words.ts';
import { t } from '../translated.ts';

export interface ChangeText {
  text: string;
  /** Whether there is something that can be scanned again. */
  canScan: boolean;
}

/**
 * A log that is gone has no lines to open, and one that changed has others.
 * @param paths not empty
 * @param changed says it of the logs that changed and are still there
 */
export function changeText(paths: readonly string[], changed: (what: string) => string): ChangeText {
  const there = paths.filter((path) => existsSync(path));
  const gone = paths.filter((path) => !existsSync(path));
  const sentences = [
    ...(there.length === 0
      ? []
      : [changed(there.length === 1 ? fileWord(there[0] ?? '') : t('{0} logs', there.length))]),
    ...(gone.length === 0 ? [] : [goneText(gone)]),
  ];
  return { text: sentences.join(' '), canScan: there.length > 0 };
}

function goneText(gone: readonly string[]): string {
  return gone.length === 1
    ? t(
        '{0} was moved or deleted after the scan. Findings stay, but their lines cannot be opened.',
        fileWord(gone[0] ?? ''),
      )
    : t('{0} logs were moved or deleted after the scan. Findings stay, but their lines cannot be opened.', gone.length);
}
