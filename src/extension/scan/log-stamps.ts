/** What a log looked like when it was scanned, and what has happened to it since. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { splitMemberPath } from '../../reader/bytes/sources/archive.ts';
import type { FileSummary } from '../../report/shape/report.ts';
import { fileOf, filesOfStamps, type FileStamp, type LogChange } from '../model/file-stamp.ts';
import { LARGEST_TEXT } from '../model/slice-plan.ts';
import { firstLoneReturn } from '../slices/lone-returns.ts';

/** Bytes at either end of a log that are compared: enough to tell that lines before the end were moved. */
const END_BYTES = 1 << 16;

/** What is known of a log that was read. */
export type ReadLog = Pick<FileSummary, 'path' | 'compression' | 'rejected' | 'skipped'>;

/** Stamps of logs as they are now, of logs in an archive that of the archive. A log that cannot be looked at is left out. */
export async function stampsOf(logs: readonly ReadLog[]): Promise<FileStamp[]> {
  const archives = new Map<string, Promise<FileStamp>>();
  const stamps = await Promise.all(
    logs.map(async (log): Promise<FileStamp | null> => {
      const { path } = log;
      try {
        const archive = (await splitMemberPath(path))?.archive;
        if (archive !== undefined) {
          const stamp = archives.get(archive) ?? stampOf(archive);
          archives.set(archive, stamp);
          return { ...(await stamp), path, archive };
        }
        const stamp = await stampOf(path);
        const brokenLine = (await mayHaveBrokenLine(log, stamp.size)) ? await firstLoneReturn(path) : undefined;
        return { ...stamp, ...(brokenLine !== undefined && { brokenLine }) };
      } catch {
        return null;
      }
    }),
  );
  return stamps.filter((stamp) => stamp !== null);
}

async function stampOf(path: string): Promise<FileStamp> {
  const { size, mtimeMs } = await stat(path);
  return { path, size, mtimeMs, ends: await endsOf(path, size) };
}

/**
 * What has become of a log. `grown`: all that was scanned is still in its place, and more comes after it. A line in the
 * middle that was replaced by one of the same length counts as `changed` when nothing was added, as its time says.
 */
export async function changeOf(then: FileStamp): Promise<LogChange> {
  try {
    const { size, mtimeMs } = await stat(fileOf(then));
    if (size === then.size && mtimeMs === then.mtimeMs) return 'none';
    // More in an archive may be another file of the same name.
    if (size <= then.size || then.ends === undefined || then.archive !== undefined) return 'changed';
    return (await endsOf(then.path, then.size)) === then.ends ? 'grown' : 'changed';
  } catch {
    return 'changed';
  }
}

/** A file that is kept open, as it was then. */
export type OpenedFile = FileStamp & { inode: number };

export async function openedFile(path: string): Promise<OpenedFile> {
  return { inode: (await stat(path)).ino, ...(await stampOf(path)) };
}

/** As `changeOf`, and `changed` too where what has grown is another file in its place: what is kept open is the old one. */
export async function changeSinceOpened(then: OpenedFile): Promise<LogChange | 'gone'> {
  const now = await stat(then.path).catch(() => undefined);
  if (now === undefined) return 'gone';
  const change = await changeOf(then);
  // Asked for only then: on some network drives a file has another number each time.
  return change === 'grown' && now.ino !== then.inode ? 'changed' : change;
}

/**
 * Is the log text that an editor may show, and not only JSON, which has no carriage return within a line? What VS Code does not
 * synchronise with extensions is shown in other ways. In UTF-16 every line break of Windows would look like one.
 */
async function mayHaveBrokenLine({ path, compression, rejected, skipped }: ReadLog, size: number): Promise<boolean> {
  if (compression !== 'none' || size > LARGEST_TEXT) return false;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2));
    const start = buffer.toString('latin1');
    if (/^(?:\xff\xfe|\xfe\xff)/.test(start)) return false;
    return rejected + skipped > 0 || !/^[{[]/.test(start);
  } finally {
    await file.close();
  }
}

/** Files that are not as they were when the logs in them were scanned. */
export async function changedSince(stamps: readonly FileStamp[]): Promise<string[]> {
  const changes = await Promise.all(stamps.map(changeOf));
  return filesOfStamps(stamps.filter((_, at) => changes[at] !== 'none'));
}

/** Hash of the beginning and of the end of the first `size` bytes. */
async function endsOf(path: string, size: number): Promise<string> {
  const file = await open(path);
  try {
    const hash = createHash('sha256');
    const length = Math.min(END_BYTES, size);
    const bytes = Buffer.alloc(length);
    for (const position of [0, size - length]) {
      const { bytesRead } = await file.read(bytes, 0, length, position);
      hash.update(bytes.subarray(0, bytesRead));
    }
    return hash.digest('base64url');
  } finally {
    await file.close();
  }
}
