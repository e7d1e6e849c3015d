import type { Report, ReportSettings } from './report/report.ts';
import type { RequestIndex } from './report/request-index.ts';

/** What a scan tells while it runs; sent at most ten times a second. */
export interface AuditProgress {
  phase: 'reading' | 'templates' | 'accounts' | 'campaigns' | 'report';
  /** Bytes of input read and in all. `totalBytes` is 0 when it is not known (standard input). */
  bytes: number;
  totalBytes: number;
  requests: number;
  /** Bytes per second since the start. */
  rate: number;
  /** Seconds left, or null while unknown. */
  eta: number | null;
}

export interface AuditOptions {
  /** Reader threads; default: number of processors less one, at least 1, at most 8. */
  workers?: number;
  settings?: Partial<ReportSettings>;
  /** Path of an account directory in CSV. */
  directory?: string;
  onProgress?: (progress: AuditProgress) => void;
  /** When aborted the audit stops reading and reports what it has, marked `partial`. */
  signal?: AbortSignal;
}

export interface AuditResult {
  report: Report;
  index: RequestIndex;
}

/** Scans files and judges what they hold. */
export function audit(_sources: readonly string[], _options: AuditOptions = {}): Promise<AuditResult> {
  return Promise.reject(new Error('not written yet'));
}
