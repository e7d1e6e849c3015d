import { readFile, stat } from 'node:fs/promises';
import { writeOwnFile } from '../../reader/bytes/files/own-file.ts';
import { parseTriage, TriageError } from './parse-triage.ts';
import { triageText } from './triage-text.ts';
import type { Triage } from './triage.ts';

/** A folder may hold anything under this name: a pipe that never ends, or a file of gigabytes. */
const MAX_BYTES = 64 << 20;

/**
 * Reads a file of decisions.
 * @throws TriageError with a sentence that names the file and the line; what the system says when it cannot be read
 */
export async function readTriageFile(path: string): Promise<Triage> {
  const facts = await stat(path);
  if (!facts.isFile()) throw new TriageError(`${path}: This is not a regular file.`, 1);
  if (facts.size > MAX_BYTES) throw new TriageError(`${path}: A decisions file may be at most 64 MB long.`, 1);
  return parseTriage(await readFile(path, 'utf8'), path);
}

/** Writes the file next to its place first, so that a full disk leaves the old decisions as they were. */
export async function writeTriageFile(path: string, triage: Triage): Promise<void> {
  await writeOwnFile(path, [triageText(triage)]);
}
