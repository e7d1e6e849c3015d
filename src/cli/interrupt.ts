import { EXIT } from './exit-code.ts';
import type { ProgressLine } from './output/progress-line.ts';
import type { Terminal } from './output/terminal.ts';

/**
 * Ctrl-C for a scan: the first one cancels it and what was read is still reported, the second ends the program at once.
 * Call `release` when the scan is over, so that Ctrl-C means what it always does.
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
