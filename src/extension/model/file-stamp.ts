import * as v from 'valibot';
import { Finite, FromOne } from '../../schema/shapes.ts';

/** What a log looked like when it was scanned, to notice later that it has changed. */
export const FileStamp = v.object({
  path: v.string(),
  /** The archive that the log is in: what is looked at on the disk. */
  archive: v.exactOptional(v.string()),
  /** In bytes. */
  size: Finite,
  /** Time of the last change. */
  mtimeMs: Finite,
  /** Hash of its beginning and its end; absent where it counts as changed whatever becomes of it. */
  ends: v.exactOptional(v.string()),
  /** A text editor breaks this line, from 1, where the log does not: those behind it have other numbers there. */
  brokenLine: v.exactOptional(FromOne),
});
export type FileStamp = v.InferOutput<typeof FileStamp>;

/** The file on the disk that holds the log. */
export const fileOf = ({ archive, path }: FileStamp): string => archive ?? path;

/** Files on the disk that hold the logs, each once. */
export const filesOfStamps = (stamps: readonly FileStamp[]): string[] => [...new Set(stamps.map(fileOf))];

/** What has become of a log since; `grown` when lines were added at its end and nothing else. */
export type LogChange = 'none' | 'grown' | 'changed';
