/** What was read of each file and in total, as shown in a report. */
import * as v from 'valibot';
import { Count, FromOne, Names } from '../../schema/shapes.ts';
import { LineRef } from './line-ref.ts';

/** Counts of input lines. `lines = records + rejected + skipped`, for each file and in total. */
export const LineCounts = v.object({
  /** lines = records + rejected + skipped */
  lines: Count,
  /** Lines that hold at least one request. */
  records: Count,
  /** Lines that should have held a request but could not be read. */
  rejected: Count,
  /** Lines that hold no request by design: blank lines, headers, other record kinds. */
  skipped: Count,
  /** Requests found: one line may hold several. */
  requests: Count,
});
export type LineCounts = v.InferOutput<typeof LineCounts>;

/** What a log is packed in. */
export const Compression = v.picklist(['none', 'gzip', 'zstd', 'zip', 'tar', 'parquet']);
export type Compression = v.InferOutput<typeof Compression>;

export const FileSummary = v.object({
  ...LineCounts.entries,
  path: v.string(),
  bytes: Count,
  compression: Compression,
  /** Requests of each format found in the file. */
  formats: v.record(v.string(), Count),
  /** A sentence about how the file was read, when that matters to who looks at it. */
  note: v.exactOptional(v.string()),
  /** A sentence when the file as a whole could not be read, or not to its end. */
  error: v.exactOptional(v.string()),
});
export type FileSummary = v.InferOutput<typeof FileSummary>;

/** Why lines were rejected or skipped. */
export const LineReason = v.object({
  outcome: v.picklist(['rejected', 'skipped']),
  reason: v.string(),
  count: Count,
  examples: v.pipe(v.array(LineRef), v.maxLength(5)),
});
export type LineReason = v.InferOutput<typeof LineReason>;

export const InputSummary = v.object({
  ...LineCounts.entries,
  bytes: Count,
  files: v.array(FileSummary),
  /** Why lines were rejected or skipped, most frequent first, with at most five examples each. */
  reasons: v.array(LineReason),
  /** How far reading was when the scan was cancelled. Absent when it was not, or when the size of the input is not known. */
  cancelled: v.exactOptional(
    v.object({
      /** Bytes that were read, as the files have them: packed where they are packed. */
      read: Count,
      /** Bytes that were to be read, counted the same way. */
      of: Count,
    }),
  ),
  /** Requests that tell of a call again and are judged once: exporter retries, a gateway and the server behind it. */
  duplicates: v.exactOptional(FromOne),
  /** Sentences on the requests as a whole: times without a zone, requests without text, batches, duplicates. */
  notes: v.exactOptional(Names),
});
export type InputSummary = v.InferOutput<typeof InputSummary>;
