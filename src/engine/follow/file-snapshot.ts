import { stat } from 'node:fs/promises';
import { systemName } from '../../reader/bytes/files/file-name.ts';
import { expand } from '../../reader/bytes/sources/source-list.ts';

/**
 * What the files behind some paths are at this moment, as text to compare. A file that has rested for `restMs` looks
 * different from then on: its last line is read although it has no line break.
 */
export async function snapshotFiles(paths: readonly string[], restMs: number): Promise<string> {
  const seen: string[] = [];
  const now = Date.now();
  for (const given of paths) {
    const files = await expand(given).then(
      (found) => found.files,
      () => [],
    );
    for (const file of files) {
      const facts = await stat(systemName(file)).catch(() => undefined);
      const isAtRest = facts !== undefined && now - facts.mtimeMs >= restMs;
      seen.push(`${file}\0${facts?.ino}\0${facts?.size}\0${facts?.mtimeMs}\0${isAtRest}`);
    }
  }
  return seen.join('\n');
}
