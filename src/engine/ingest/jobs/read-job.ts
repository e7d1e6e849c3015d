import type { ByteRange } from '../../../reader/bytes/access/count-lines.ts';
import { readEntries, readChunkEntries } from '../../../reader/bytes/framing/read-entries.ts';
import { changeSince } from '../../../reader/bytes/files/file-state.ts';
import { hasRestarts } from '../../../reader/bytes/compression/gzip-reader.ts';
import type { RestartPoint } from '../../../reader/bytes/compression/gzip-restarts.ts';
import type { Source } from '../../../reader/bytes/files/source.ts';
import { reasonOf } from '../../../reader/bytes/files/system-error.ts';
import { profileFormats } from '../../../reader/mapping/mapping-format.ts';
import type { MappingProfile } from '../../../reader/mapping/mapping-profile.ts';
import type { Piece } from '../../../reader/records/reading/joins.ts';
import type { SourceCounts } from '../../../reader/records/reading/line-counts.ts';
import { RecordReader } from '../../../reader/records/reading/record-reader.ts';
import type { TakeRequest } from '../../../reader/records/reading/request-emitter.ts';
import { FastReader } from '../fast/fast-reader.ts';
import { RequestTable } from '../../table/request-table.ts';
import type { ProgressBoard } from './progress-board.ts';
import { scanRestarts } from './unpack-job.ts';

/** The text of a job, where another thread has unpacked it. */
export interface ChunkText {
  memory: SharedArrayBuffer;
  bytes: number;
  /** Bytes of the file that were read for it. */
  packedBytes: number;
  /** Why the text does not go on although there should be more. */
  error?: string;
  /** Where reading back can begin in the whole text. */
  restarts?: RestartPoint[];
}

/** One source, or one range of the text of a file of lines. */
export interface ReadJob {
  /** Number of the source in the sorted list. */
  number: number;
  source: Source;
  /** Profiles for records that no format reads. */
  mappings: readonly MappingProfile[];
  range?: ByteRange;
  /** The text of the range; absent where it is read from the file. */
  text?: ChunkText;
  /** The source is to be cut into chunks of at least so many bytes while it is unpacked: see `ChunkFeed`. */
  chunkBytes?: number;
  /** Field that names the account: see `accountFrom`. */
  accountBy?: string;
}

/** What a reader is told that goes on to other jobs. It is not answered. */
export interface EndOfReading {
  endsReading: true;
}

/** What a job found. Line numbers count from the start of the job. */
export interface ScanPart {
  table: RequestTable;
  /** True if the table is in use elsewhere. Other tables are released once they are merged. */
  isShared?: boolean;
  /** Rows of its own, where parts share a table: that of the first holds those of all, the others have none. */
  rows?: number;
  counts: SourceCounts;
  /** Parts of requests, to be joined with those of the other jobs. */
  pieces: readonly Piece[];
  /** Lines that start inside the job, read or not. */
  lines: number;
  /** Stopped before the end. */
  stopped: boolean;
  /** Bytes of the file that were read until then. */
  readBytes?: number;
  /** Why the rest of the source could not be read. */
  error?: string;
  /** Where reading back can begin in a packed source. */
  restarts?: RestartPoint[];
}

/**
 * Reads what a job names. Never throws: what was read before an error stands.
 * @param table empty, for what is read
 */
export async function runReadJob(job: ReadJob, board: ProgressBoard, table = new RequestTable()): Promise<ScanPart> {
  const { number, source, mappings, range, text, accountBy } = job;
  // A part has thousands of rows: growing by half each time would move the first ones a dozen times.
  table.expect(4);
  const fastReader = new FastReader(table);
  const take: TakeRequest = (record, place) => {
    table.add(record, place);
    fastReader.noteGeneral();
  };
  const reader = new RecordReader(
    number,
    source.path,
    take,
    profileFormats(mappings),
    accountBy,
    source.state?.modifiedMs,
  );
  // Both may change what the usual fields say.
  if (mappings.length === 0 && accountBy === undefined) reader.byteReader = fastReader;
  const restarts = hasRestarts(source) && text === undefined ? scanRestarts() : undefined;
  let told = 0;
  let readBytes = 0;
  const control = {
    onBytes: (bytes: number): void => {
      board.addBytes(bytes);
      readBytes += bytes;
      board.addRequests(reader.requests - told);
      told = reader.requests;
    },
    stopped: () => {
      board.beat();
      return board.stopped;
    },
    ...(restarts && { restarts }),
  };
  let lines = 0;
  let error = text?.error;
  try {
    if (text !== undefined) {
      lines = readChunkEntries(Buffer.from(text.memory, 0, text.bytes), reader, control, range?.start, source.limits);
    } else {
      // A part of another file must not be taken for a part of this one.
      const change = source.state && changeSince(source.file, source.state);
      if (change?.kind === 'lost') throw new Error(change.sentence);
      lines = await readEntries(source, reader, control, range);
    }
  } catch (thrown) {
    error = reasonOf(thrown);
  }
  board.addRequests(reader.requests - told);
  const counts = reader.counts();
  const part: ScanPart = {
    table,
    counts,
    pieces: reader.pieces,
    lines: Math.max(lines, counts.lines),
    stopped: board.stopped,
    ...(board.stopped && { readBytes }),
    ...(restarts && { restarts: restarts.points }),
    ...(text?.restarts && { restarts: text.restarts }),
  };
  return error === undefined ? part : { ...part, error: `The file could not be read to its end: ${error}.` };
}

/**
 * Reads several jobs into one table, until all threads are to stop.
 * @param table empty, for what is read
 */
export async function runReadJobs(
  jobs: readonly ReadJob[],
  board: ProgressBoard,
  table: RequestTable,
): Promise<ScanPart[]> {
  const parts: ScanPart[] = [];
  for (const job of jobs) {
    if (parts.length > 0 && board.stopped) break;
    const before = table.length;
    const part = await runReadJob(job, board, table);
    parts.push({ ...part, rows: table.length - before });
  }
  return parts;
}
