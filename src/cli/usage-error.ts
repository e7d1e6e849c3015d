/** Errors, as sentences for the person at the command line. */
import { InputError } from '../reader/bytes/files/input-error.ts';

/** Something the person can fix, such as a wrong option or a missing file. Shown as one sentence, with exit code 2. */
export class UsageError extends InputError {
  override name = 'UsageError';
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of the path is not a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is exhausted',
  EFBIG: 'the file is too large',
  EIO: 'the disk reports an error',
  EPIPE: 'the reader closed the pipe before everything was written',
  EROFS: 'the disk is read-only',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its symbolic links form a loop',
};

/** Whether an error comes from the input or the machine. Any other error is a bug in this program. */
export function isExpected(error: unknown): boolean {
  if (error instanceof InputError) return true;
  return error instanceof Error && Object.hasOwn(SYSTEM_ERRORS, (error as NodeJS.ErrnoException).code ?? '');
}

/** One short sentence on anything that was thrown, without a stack trace. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : SYSTEM_ERRORS[code];
  if (known === undefined) return error.message;
  return path === undefined ? `${known}.` : `${path}: ${known}.`;
}
