import { EXIT } from './exit-code.ts';
import type { ProgressLine } from './output/progress-line.ts';
import type { Terminal } from './output/terminal.ts';

/** What becomes of what was read until Ctrl-C: a command reports it, or leaves everything as it was. */
export const PART_REPORTED = 'The report covers what was read so far.';
export const NOTHING_WRITTEN = 'Nothing is written.';

/**
 * Ctrl-C while logs are read: the first one ends the reading, the second ends the program at once. Call `release` when reading is
 * over, to restore the usual meaning of Ctrl-C.
 */
export function cancelOnInterrupt(
  terminal: Terminal,
  progress: ProgressLine,
  outcome: string,
): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const release = terminal.onInterrupt(() => {
    progress.clear();
    if (controller.signal.aborted) return terminal.quit(EXIT.cancelled);
    void terminal.err.write(`Cancelled. ${outcome} Press Ctrl-C again to quit now.\n`);
    controller.abort();
  });
  return { signal: controller.signal, release };
}
