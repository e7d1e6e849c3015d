import type { AuditProgress } from './audit-progress.ts';
import type { ProgressBoard } from './jobs/progress-board.ts';

const INTERVAL_MS = 100;
/** Starting threads and compiling code take up to a second: until its share is small, the rate says nothing about the time left. */
const SETTLED_MS = 3000;

/** Reports progress ten times a second until it is stopped, and once at the end. */
export function reportProgress(
  board: ProgressBoard,
  totalBytes: number,
  onProgress: (progress: AuditProgress) => void,
): { end: () => void } {
  const began = performance.now();
  const tell = (): void => {
    const elapsed = performance.now() - began;
    // Bytes of a part that is read twice count twice.
    const bytes = totalBytes > 0 ? Math.min(board.bytes, totalBytes) : board.bytes;
    const rate = elapsed > 0 ? (bytes / elapsed) * 1000 : 0;
    const eta = totalBytes > 0 && rate > 0 && elapsed >= SETTLED_MS ? (totalBytes - bytes) / rate : null;
    onProgress({ phase: 'reading', bytes, totalBytes, requests: board.requests, rate, eta });
  };
  const timer = setInterval(tell, INTERVAL_MS);
  return {
    end: () => {
      clearInterval(timer);
      tell();
    },
  };
}
