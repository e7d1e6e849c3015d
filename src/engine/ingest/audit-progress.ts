/** What a scan reports while it runs, at most ten times a second. */
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
  /** Steps of the report that are done, of all; absent before it is written. */
  steps?: { done: number; of: number };
}
