import type { FileState } from './file-state.ts';
import type { Limits } from './limits.ts';

/** Where bytes of a log come from. */
export interface Source {
  /**
   * Path as the person gave it, `-` for standard input, or `archive!member`. Used as the file's name everywhere.
   */
  path: string;
  /** File the bytes are read from: `path`, its archive, or a temporary copy. */
  file: string;
  container: 'file' | 'zip' | 'tar' | 'parquet';
  /** Name of the member of a zip archive. */
  member?: string;
  /** The member is a sheet of a workbook: its text is a table. */
  isSheet?: true;
  /** Where the member is in the text of its tar archive. */
  within?: { start: number; end: number };
  /** How the tar archive as a whole is compressed. */
  packed?: 'gzip' | 'zstd';
  compression: 'none' | 'gzip' | 'zstd';
  /** How the uncompressed text is written; `cr` ends lines as old Macs do. Everything behind the reader is UTF-8 with line feeds. */
  encoding: 'utf8' | 'utf16le' | 'utf16be' | 'cr';
  /** Size on disk in bytes; 0 when unknown. */
  size: number;
  /** What `file` was when it was found, to notice when it changes under the reader. */
  state?: FileState;
  /** What is missing of it, a sentence that was known before it is read: the report is partial. */
  fault?: string;
  /** How far it is followed; absent for the usual limits. */
  limits?: Limits;
}

/** A path that holds no log, with a sentence that says why. */
export interface Refusal {
  path: string;
  /** Bytes on disk, 0 when unknown. */
  size: number;
  error: string;
  /**
   * `lost`: something is there, or was asked for, that could not be read, and the report is partial; `foreign`: it is known to be
   * no log that is read; `empty`: nothing is there.
   */
  kind: 'lost' | 'foreign' | 'empty';
}

/** What was left out by rule, with a sentence that says so. */
export interface Omission {
  path: string;
  note: string;
}

export function isRefusal(found: Source | Refusal): found is Refusal {
  return 'error' in found;
}

/** True when no other log is in its file: the file tells which log it is. */
export function isAlone({ container }: Source): boolean {
  return container === 'file' || container === 'parquet';
}

/** True when bytes of the text can be read from the middle of the file. */
export function isSeekable(source: Source): boolean {
  const isPlain = source.container === 'file' || (source.container === 'tar' && source.packed === undefined);
  return isPlain && source.compression === 'none' && source.encoding === 'utf8';
}

/** Name of a log inside an archive. */
export function memberPath(archive: string, member: string): string {
  return `${archive}!${member}`;
}
