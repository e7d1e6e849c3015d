import { existsSync } from 'node:fs';
import path from 'node:path';

/** Built script of reader threads: the one given, or `scan-worker.js` next to the running bundle. Undefined when it is not there. */
export function readerFile(given = path.join(__dirname, 'scan-worker.js')): string | undefined {
  return existsSync(given) ? given : undefined;
}
