/**
 * Settings, decisions and mappings in the current folder. They change what is found, and whoever supplied the folder
 * may have supplied them, so they are used only after a person has agreed, which is remembered.
 */
import { realpath, stat } from 'node:fs/promises';
import { option, type Typed } from '../../command.ts';
import type { Terminal } from '../../output/terminal.ts';
import { stateFolder } from './state-folder.ts';
import { readAnswers, rememberAnswer } from './trusted-folders.ts';

/** Option of each command that would use such files. */
export const TRUST_OPTION = option(
  'trust',
  'trust the settings, decisions and mappings of the current folder, now and in later runs (see cache)',
);

/**
 * A file of the current folder, if there is one that may be used. One that may not is named on standard error. A person at a
 * terminal is asked, once for each folder.
 * @param path relative to the current folder
 */
export async function workspaceFile(
  path: string,
  { switches }: Typed,
  { err, ask }: Pick<Terminal, 'err' | 'ask'>,
  state = stateFolder(),
): Promise<string | undefined> {
  if ((await stat(path).catch(() => undefined)) === undefined) return undefined;
  const folder = await realpath('.');
  const { answers, damage } = await readAnswers(state);
  if (damage !== undefined) await err.write(`${damage}\n`);
  let isTrusted = switches.has('trust') || answers.get(folder);
  if (isTrusted === undefined) {
    const answer = await ask(`${path} could change what is found. Trust this folder, now and in later runs? (y/N) `);
    if (answer !== undefined) isTrusted = /^\s*y(?:es)?\s*$/i.test(answer);
  }
  if (isTrusted !== undefined && isTrusted !== answers.get(folder)) await rememberAnswer(state, folder, isTrusted);
  if (isTrusted === true) return path;
  await err.write(
    `${path} is ignored, because this folder is not trusted and the file could change what is found. To use it, add --trust.\n`,
  );
  return undefined;
}
