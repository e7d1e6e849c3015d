/** What goes wrong, as sentences for the person at the command line. */
import { InputError } from '../core/bytes/files/input-error.ts';

/** Something the person can put right: a wrong option, a missing file. Shown as one sentence, exit code 2. */
export class UsageError extends InputError {
  override name = 'UsageError';
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full for you',
  EFBIG: 'the file may not be larger',
  EIO: 'the disk reports an error',
  EPIPE: 'the reader closed it before everything was written',
  EROFS: 'the disk is read-only',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links run in a circle',
};

/** True when an error comes from the input or the machine. Others come from a mistake in this program. */
export function isExpected(error: unknown): boolean {
  if (error instanceof InputError) return true;
  return error instanceof Error && Object.hasOwn(SYSTEM_ERRORS, (error as NodeJS.ErrnoException).code ?? '');
}

/** Anything thrown, as one short sentence without a stack. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : SYSTEM_ERRORS[code];
  if (known === undefined) return error.message;
  return path === undefined ? `${known}.` : `${path}: ${known}.`;
}
