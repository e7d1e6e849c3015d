/**
 * Where decisions are kept: one file, and beside it a folder with a file for each campaign that people work on. Two people who work
 * on different campaigns change different files, so that git merges what they did.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOwnFile } from '../../reader/bytes/files/own-file.ts';
import { hashedAccount } from './account-matcher.ts';
import { caseText } from './cases/case-text.ts';
import { parseCase, parseTriage, TriageError } from './parse-triage.ts';
import { triageText } from './triage-text.ts';
import { type Case, NO_TRIAGE, type Triage } from './triage.ts';

/** A folder may hold anything under this name: a pipe that never ends, or a file of gigabytes. */
const MAX_BYTES = 64 << 20;
const MAX_CASES = 10_000;
const JSON_NAME = /\.json$/i;
/** What a key may be to name a file. */
const PLAIN = /^[\w-]{1,64}$/;

/** `.prompt-audit/triage.json` → `.prompt-audit/triage.cases`. */
export const casesFolder = (path: string): string => `${path.replace(JSON_NAME, '')}.cases`;

/**
 * Reads a file of decisions, and the cases beside it.
 * @throws TriageError with a sentence that names the file and the line; what the system says when it cannot be read
 */
export async function readTriageFile(path: string): Promise<Triage> {
  const triage = parseTriage(await textOf(path), path);
  const cases = await readCases(casesFolder(path));
  return cases.length === 0 ? triage : { ...triage, cases };
}

async function readCases(folder: string): Promise<Case[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.flatMap((entry) => (entry.isFile() && JSON_NAME.test(entry.name) ? [entry.name] : [])).sort();
  if (names.length > MAX_CASES) throw new TriageError(`${folder}: There are more than ${MAX_CASES} cases.`, 1, folder);
  const cases: Case[] = [];
  for (const name of names) {
    const path = join(folder, name);
    cases.push(parseCase(await textOf(path), path, name));
  }
  return cases;
}

async function textOf(path: string): Promise<string> {
  const facts = await stat(path);
  if (!facts.isFile()) throw new TriageError(`${path}: This is not a regular file.`, 1, path);
  if (facts.size > MAX_BYTES) throw new TriageError(`${path}: A decisions file may be at most 64 MB long.`, 1, path);
  return readFile(path, 'utf8');
}

/**
 * Changes decisions as they are on disk now, and writes the files that changed. Each is written next to its place first, so that a
 * full disk leaves it as it was.
 * @throws what reading and `change` throw
 */
export async function editTriageFile(path: string, change: (triage: Triage) => Triage): Promise<void> {
  const isThere = (await stat(path).catch(() => undefined)) !== undefined;
  const before = isThere ? await readTriageFile(path) : { ...NO_TRIAGE, cases: await readCases(casesFolder(path)) };
  const after = change(before);
  const taken = new Set(after.cases?.flatMap(({ file }) => file ?? []));
  for (const one of after.cases ?? []) {
    if (before.cases?.includes(one)) continue;
    const name = one.file ?? freshName(one, taken);
    taken.add(name);
    await writeOwnFile(join(casesFolder(path), name), [caseText(one)]);
  }
  const text = triageText(after);
  if (!isThere || text !== triageText(before)) await writeOwnFile(path, [text]);
}

/** The key of the campaign, else a hash of its accounts: the same for everybody who begins to work on it. */
function freshName({ campaign: { key = '', accounts } }: Case, taken: ReadonlySet<string>): string {
  const stem = PLAIN.test(key) ? key : `X${hashedAccount(accounts.toSorted().join()).slice(-8)}`;
  const names = [`${stem}.json`, ...Array.from({ length: MAX_CASES }, (_, n) => `${stem}-${n + 2}.json`)];
  return names.find((name) => !taken.has(name)) ?? names[0]!;
}
