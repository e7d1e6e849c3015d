import { EXIT } from './exit-code.ts';
import type { ProgressLine } from './output/progress-line.ts';
import type { Terminal } from './output/terminal.ts';

/**
 * Ctrl-C during a scan: the first one cancels it and still reports what was read, the second ends the program at once.
 * Call `release` when the scan is over, to restore the usual meaning of Ctrl-C.
 */
export function cancelOnInterrupt(
  terminal: Terminal,
  progress: ProgressLine,
): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const release = terminal.onInterrupt(() => {
    progress.clear();
    if (controller.signal.aborted) {
      terminal.quit(EXIT.cancelled);
      return;
    }
    void terminal.err.write('Cancelled. The report covers what was read so far. Press Ctrl-C again to quit now.\n');
    controller.abort();
  });
  return { signal: controller.signal, release };
}
