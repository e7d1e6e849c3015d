/** Yields every request of some logs, one after another, on the caller's thread. */
import { readEntries } from '../bytes/framing/read-entries.ts';
import type { Source } from '../bytes/files/source.ts';
import { listSources } from '../bytes/sources/source-list.ts';
import { reasonOf } from '../bytes/files/system-error.ts';
import { profileFormats } from '../mapping/mapping-format.ts';
import type { MappingProfile } from '../mapping/mapping-profile.ts';
import { joinPieces, MAX_WAITING_BYTES, type Piece, pieceBytes } from '../records/reading/joins.ts';
import { emptyCounts, mergeCounts, type SourceCounts, type UnreadLine } from '../records/reading/line-counts.ts';
import { RecordReader } from '../records/reading/record-reader.ts';
import type { TakeRequest } from '../records/reading/request-emitter.ts';
import type { RequestRecord } from '../records/fields/request.ts';

export interface ReadingOptions {
  mappings?: readonly MappingProfile[];
  /** Field that names the account: see `accountFrom`. */
  accountBy?: string;
  /** Told each line that gave no request: its file, and where it is in it. */
  onUnread?: (line: UnreadEntry) => void;
  /** Asked before each log for the byte to begin at, where a line begins; infinite for a log that need not be read. */
  beginAt?: (source: Source) => Promise<number>;
  /**
   * Told when a log has been read.
   * @param isWhole false where something is missing, or waits for lines of any log to be joined with
   */
  onRead?: (source: Source, isWhole: boolean) => Promise<void>;
  /** When aborted, reading stops and what has been handed on stands. */
  signal?: AbortSignal;
}

/** Where a request stands. `offset` and `length` are bytes of the unpacked text. */
export interface RequestPlace {
  file: string;
  line: number;
  offset: number;
  length: number;
}

/** A line that gave no request. `offset` and `length` are bytes of the unpacked text; `length` is that of the entry. */
export interface UnreadEntry {
  file: string;
  line: number;
  offset: number;
  length: number;
  outcome: 'rejected' | 'skipped';
  reason: string;
}

export interface Converted {
  /** Counts over all files. */
  counts: SourceCounts;
  /** Requests handed on. */
  requests: number;
  files: number;
  /** Files that could not be read, or not to their end, each with a sentence. */
  errors: { file: string; error: string }[];
}

/**
 * Reads logs one after another and hands on each request, which may not be kept. Requests that are put together
 * from several lines come last, because their parts may stand anywhere. Memory does not grow with the logs.
 * @throws what `take` or `onUnread` throw
 */
export async function readRequests(
  paths: readonly string[],
  take: (record: RequestRecord, place: RequestPlace) => void,
  { mappings = [], accountBy, onUnread, beginAt, onRead, signal }: ReadingOptions = {},
): Promise<Converted> {
  const { sources, refusals, release } = await listSources(paths, signal);
  const files = sources.map(({ path }) => path);
  const profiles = profileFormats(mappings);
  const counts = emptyCounts(0);
  const errors = refusals.map(({ path: file, error }) => ({ file, error }));
  let requests = 0;
  /** What the taker cannot do is no fault of the log that was being read. */
  const failed: { error?: unknown } = {};
  const hand = <T>(on: (value: T) => void, value: T): void => {
    try {
      on(value);
    } catch (error) {
      failed.error = error;
      throw error;
    }
  };
  const give = (record: RequestRecord, file: string, { line, offset, length }: Omit<RequestPlace, 'file'>): void => {
    hand((place) => take(record, place), { file, line, offset, length });
    requests++;
  };
  const unread: UnreadLine = (outcome, reason, { source, line, offset, length }) =>
    onUnread && hand(onUnread, { file: files[source]!, line, offset, length, outcome, reason });
  let waiting: Piece[] = [];
  let waitingBytes = 0;
  let pieces = 0;
  const join = (): void => {
    joinPieces(
      waiting,
      files,
      (record, place) => give(record, files[place.source]!, place),
      () => counts,
      accountBy,
      unread,
    );
    waiting = [];
    waitingBytes = 0;
  };
  try {
    for (const [number, source] of sources.entries()) {
      const start = (await beginAt?.(source)) ?? 0;
      if (start === Infinity) continue;
      const keep: TakeRequest = (record, place) => give(record, source.path, place);
      const reader = new RecordReader(number, source.path, keep, profiles, accountBy, source.state?.modifiedMs, unread);
      const gather = (): void => {
        for (const piece of reader.takePieces()) {
          waiting.push(piece);
          pieces++;
          waitingBytes += pieceBytes(piece);
        }
      };
      const control = { onBytes: gather, stopped: () => signal?.aborted === true };
      const [failures, waitingPieces] = [errors.length, pieces];
      try {
        await readEntries(source, reader, control, start === 0 ? undefined : { start, end: Infinity });
      } catch (thrown) {
        if ('error' in failed) throw failed.error;
        errors.push({ file: source.path, error: `The file could not be read to its end: ${reasonOf(thrown)}.` });
      }
      if (source.fault !== undefined) errors.push({ file: source.path, error: source.fault });
      mergeCounts(counts, reader.counts());
      gather();
      await onRead?.(source, errors.length === failures && pieces === waitingPieces && signal?.aborted !== true);
      if (waitingBytes > MAX_WAITING_BYTES) join();
      if (signal?.aborted === true) break;
    }
    join();
    return { counts, requests, files: files.length, errors };
  } finally {
    await release();
  }
}
