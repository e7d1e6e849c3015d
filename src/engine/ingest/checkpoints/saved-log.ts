import type { Fingerprint } from '../../../reader/bytes/files/fingerprint.ts';
import type { Source } from '../../../reader/bytes/files/source.ts';
import type { SourceCounts } from '../../../reader/records/reading/line-counts.ts';
import { type PackedTable, RequestTable } from '../../table/request-table.ts';
import { inSource, tableRows } from '../../table/table-rows.ts';
import type { ScanPart } from '../jobs/read-job.ts';

/** How far a log was read when something was known of it: from its start to a cut, or to its end. */
export interface Checkpoint {
  /** Byte of the text before which everything was read; null when that is the whole log. */
  end: number | null;
  /** Rows of the log's table that come before it. */
  rows: number;
  /** Lines that start before it, and how they were counted. */
  lines: number;
  counts: SourceCounts;
}

/** A checkpoint that can be recognised later. */
export interface SavedCheckpoint extends Checkpoint {
  /** Of the file on disk up to the checkpoint. */
  print: Fingerprint;
  /** When the file was last written to, in ms; counts for a whole log only. */
  modifiedMs: number;
}

/** What was found in a log so far: rows of numbers and names of accounts, no text of prompts. */
export interface SavedLog {
  table: PackedTable;
  /** The furthest first. */
  checkpoints: SavedCheckpoint[];
  /** The first requests are counted but no longer there: a scan that wants all has to read them again. */
  isCut: boolean;
}

/** What a store holds that may be of a log. */
export interface StoredLogs {
  logs: readonly SavedLog[];
  /** A log was known at this path. If none of `logs` matches, another one has taken its place. */
  isKnownPath: boolean;
  /** Why something that was kept of it cannot be used, in a part of a sentence. */
  damage?: string;
}

/**
 * Keeps what was found in logs, for the next scan of the same logs. Neither call throws: a store that does not work only costs
 * time.
 */
export interface LogStore {
  load(source: Source): Promise<StoredLogs>;
  /** @returns a sentence when the log could not be kept */
  save(source: Source, log: SavedLog): Promise<string | undefined>;
}

/** The part of a scan that a saved checkpoint stands for. */
export function savedPart({ table }: SavedLog, checkpoint: Checkpoint, source: number): ScanPart {
  const whole = RequestTable.unpack(inSource(table, source));
  const counts = structuredClone(checkpoint.counts);
  counts.source = source;
  for (const { examples } of counts.reasons) for (const example of examples) example.source = source;
  return {
    table: checkpoint.rows === table.length ? whole : RequestTable.unpack(tableRows(whole, 0, checkpoint.rows)),
    isShared: true,
    counts,
    pieces: [],
    lines: checkpoint.lines,
    stopped: false,
  };
}
