/** Which folders people trust, so that files in them may change what is found. */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFile } from '../../../reader/bytes/files/write-file.ts';
import { isObject } from '../../../schema/is-object.ts';

/** Where the answers are stored. */
export const TRUSTED_FILE = 'trusted.json';

interface Lists {
  trusted: string[];
  refused: string[];
}

/** True for trusted folders, false for those that are not; absent for all others. */
export type Answers = ReadonlyMap<string, boolean>;

/**
 * The answers so far.
 * @returns none, and a sentence, if the stored file has been damaged
 */
export async function readAnswers(state: string): Promise<{ answers: Answers; damage?: string }> {
  const path = join(state, TRUSTED_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const isThere = !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
    return { answers: new Map(), ...(isThere && { damage: damaged(path) }) };
  }
  const kept = listsIn(text);
  if (kept === undefined) return { answers: new Map(), damage: damaged(path) };
  const entries = [
    ...kept.refused.map((folder) => [folder, false] as const),
    ...kept.trusted.map((folder) => [folder, true] as const),
  ];
  return { answers: new Map(entries) };
}

/** Adds an answer to those that are stored, for later runs. Only the owner can read them. */
export async function rememberAnswer(state: string, folder: string, isTrusted: boolean): Promise<void> {
  const answers = new Map((await readAnswers(state)).answers).set(folder, isTrusted);
  const named = (answer: boolean): string[] => [...answers].filter(([, one]) => one === answer).map(([name]) => name);
  const lists = { trusted: named(true), refused: named(false) };
  await mkdir(state, { recursive: true, mode: 0o700 });
  await writeFile(join(state, TRUSTED_FILE), [`${JSON.stringify({ ...lists, checksum: checksum(lists) }, null, 2)}\n`]);
}

function checksum({ trusted, refused }: Lists): string {
  return createHash('sha256')
    .update(JSON.stringify([trusted, refused]))
    .digest('hex');
}

/** A checksum is stored with the lists: nobody trusted a folder that a flipped bit names. */
function listsIn(text: string): Lists | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || !isNames(value['trusted']) || !isNames(value['refused'])) return undefined;
    const lists = { trusted: value['trusted'], refused: value['refused'] };
    return value['checksum'] === checksum(lists) ? lists : undefined;
  } catch {
    return undefined;
  }
}

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

const damaged = (path: string): string =>
  `${path} is damaged, so it is no longer known which folders you trusted. No folder is trusted until you say so again.`;
