/** What was read of each file and of all, as a report tells it. */
import type { LineRef } from './line-ref.ts';

/** Counts of input lines. `lines = records + rejected + skipped`, for each file and in total. */
export interface LineCounts {
  lines: number;
  /** Lines that hold at least one request. */
  records: number;
  /** Lines that should have held a request but could not be read. */
  rejected: number;
  /** Lines that hold no request by design: blank lines, headers, other record kinds. */
  skipped: number;
  /** Requests found: one line may hold several. */
  requests: number;
}

export interface InputSummary extends LineCounts {
  bytes: number;
  files: FileSummary[];
  /** Why lines were rejected or skipped, most frequent first, with at most five examples each. */
  reasons: LineReason[];
  /** Requests that tell of a call once more and are judged once: exporter retries, a gateway and the server behind it. */
  duplicates?: number;
  /** Sentences on the requests as a whole: times without a zone, requests without text, batches. */
  notes?: string[];
}

export interface FileSummary extends LineCounts {
  path: string;
  bytes: number;
  compression: 'none' | 'gzip' | 'zstd' | 'zip' | 'tar' | 'parquet';
  /** Requests of each format found in the file. */
  formats: Record<string, number>;
  /** A sentence about how the file was read, when that matters to who looks at it. */
  note?: string;
  /** A sentence when the file as a whole could not be read, or not to its end. */
  error?: string;
}

export interface LineReason {
  outcome: 'rejected' | 'skipped';
  reason: string;
  count: number;
  examples: LineRef[];
}
