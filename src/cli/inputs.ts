import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { UsageError, describeError } from './usage-error.ts';

/** Name of standard input on the command line and in reports. */
export const STANDARD_INPUT = '-';

/** File names a log may have; compressed ones have a further ending. Files named one by one may be called anything. */
const LOG_NAMES = '**/*.{jsonl,ndjson,json,log,har,csv,txt}{,.gz,.gzip,.zst,.zstd}';

/** Folders that hold programs and their packages, not logs. */
const NOT_LOGS = ['**/node_modules/**', '**/.git/**'];

/**
 * Files behind the arguments: files as they are, the logs inside folders, the matches of globs, and `-`.
 * Each file once, those of a folder or glob in alphabetical order. Throws a `UsageError` for an argument that names nothing.
 */
export async function findInputs(patterns: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) for (const path of await expand(pattern)) found.add(path);
  return [...found];
}

async function expand(pattern: string): Promise<string[]> {
  if (pattern === STANDARD_INPUT) return [pattern];
  const known = await stat(pattern).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new UsageError(describeError(error));
  });
  if (known !== undefined && !known.isDirectory()) return [pattern];
  const { glob, isDynamicPattern } = await import('tinyglobby');
  if (known === undefined && !isDynamicPattern(pattern)) {
    throw new UsageError(`There is no file or folder "${pattern}".`);
  }
  const options = { ignore: NOT_LOGS, expandDirectories: false, followSymbolicLinks: false };
  // A folder is searched from inside: its own name may hold characters that mean something in a glob.
  const paths =
    known === undefined
      ? await glob(pattern, { ...options, absolute: isAbsolute(pattern) })
      : (await glob(LOG_NAMES, { ...options, cwd: pattern })).map((path) => join(pattern, path));
  if (paths.length > 0) return paths.sort();
  throw new UsageError(
    known === undefined
      ? `No file matches "${pattern}".`
      : `The folder "${pattern}" holds no file that is named like a log (.jsonl, .ndjson, .json, .log, .har, .csv, .txt, also .gz or .zst).`,
  );
}
