import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseTriage } from './parse-triage.ts';
import { triageText } from './triage-text.ts';
import type { Triage } from './triage.ts';

/**
 * Reads a file of decisions.
 * @throws TriageError with a sentence that names the file and the line; what the system says when it cannot be read
 */
export async function readTriageFile(path: string): Promise<Triage> {
  return parseTriage(await readFile(path, 'utf8'), path);
}

/** Writes the file beside its place first, so that a full disk leaves the old decisions as they were. */
export async function writeTriageFile(path: string, triage: Triage): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.new`;
  await writeFile(fresh, triageText(triage));
  await rename(fresh, path);
}
