/** Checks output files before a command runs, not after an hour of scanning. */
import { closeSync, fstatSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openNow, readHead } from '../../../reader/bytes/files/file-head.ts';
import { systemName } from '../../../reader/bytes/files/file-name.ts';
import { isOwnOutput } from '../../../reader/bytes/files/own-output.ts';
import { splitMemberPath } from '../../../reader/bytes/sources/archive.ts';
import { expand } from '../../../reader/bytes/sources/source-list.ts';
import { STANDARD_OUTPUT } from '../../output/terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { STANDARD_INPUT } from './inputs.ts';

/**
 * Refuses a path that cannot be written to, two outputs with the same name, and an output that is also an input under any name
 * or link: evidence is never overwritten.
 * @param outputs files by the options that name them
 * @param inputs files, folders and globs that are read
 */
export async function checkOutputs(
  outputs: Readonly<Record<string, string | undefined>>,
  inputs: readonly (string | undefined)[],
): Promise<void> {
  const places = new Map<string, string>();
  for (const [option, path] of Object.entries(outputs)) {
    if (path === undefined || path === STANDARD_INPUT) continue;
    await checkTarget(option, path);
    const place = await placeOf(path);
    if (place === undefined) continue;
    const other = places.get(place);
    if (other !== undefined) throw new UsageError(`${other} and ${option} name the same file: "${path}".`);
    places.set(place, option);
  }
  const standard = standardOutput();
  if (standard !== undefined && !places.has(standard)) places.set(standard, STANDARD_OUTPUT);
  if (places.size === 0) return;
  for (const input of inputs) {
    if (input === undefined || input === STANDARD_INPUT) continue;
    const { files } = await expand(input);
    for (const file of files) {
      const place = await placeOf((await splitMemberPath(file))?.archive ?? file);
      const option = place === undefined ? undefined : places.get(place);
      if (option !== undefined && !(file !== input && isReplaceable(file))) {
        throw new UsageError(`"${file}" is an input, and ${option} would overwrite it. Name another file.`);
      }
    }
  }
}

/** In a folder of logs: a result of an earlier run, or nothing. Neither is read, so no evidence is lost. */
function isReplaceable(file: string): boolean {
  const descriptor = openNow(file);
  try {
    const head = readHead(descriptor);
    return head.length === 0 || isOwnOutput(head);
  } finally {
    closeSync(descriptor);
  }
}

async function checkTarget(option: string, path: string): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UsageError(`There is no folder "${dirname(path)}" (${option}).`);
  const known = await stat(path).catch(() => undefined);
  if (known?.isDirectory()) throw new UsageError(`"${path}" is a folder; ${option} takes a file.`);
}

/** The same for all names of a file; undefined for devices and pipes, which contain nothing to lose. */
async function placeOf(path: string): Promise<string | undefined> {
  const known = await stat(systemName(path)).catch(() => undefined);
  if (known !== undefined) return known.isFile() ? `${known.dev}/${known.ino}` : undefined;
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  return join(folder, basename(path));
}

/** The file that standard output is redirected to, as in `scan log >> log`. */
function standardOutput(): string | undefined {
  try {
    const facts = fstatSync(1);
    return facts.isFile() ? `${facts.dev}/${facts.ino}` : undefined;
  } catch {
    return undefined;
  }
}
